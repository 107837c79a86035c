"""What other apps add to the page with all kinds of help: a link, where there is one."""

from collections.abc import Callable

from django.utils.functional import Promise

from organisations.public.visits import Visit

# Answers an address, or nothing when there is nothing to read. It runs in the public context.
Address = Callable[[Visit], str]
_links: dict[str, tuple[Promise | str, Address]] = {}


def register_link(name: str, words: Promise | str, address: Address) -> None:
    """For `apps.ready()`."""
    _links[name] = (words, address)


def links_beside(visit: Visit) -> list[tuple[str, str]]:
    found = [(str(words), address(visit)) for words, address in _links.values()]
    return [(words, href) for words, href in found if href]
