"""What the tests of lists read from a page: the references, in the order in which they stand."""

import re

from tests.referrals.pages import browser, text_of
from tests.world import World

_LINK = re.compile(r'<a class="govuk-link" href="/[a-z]+/referrals/([A-Z0-9]{4}-[A-Z0-9]{4})/"')


def asked(world: World, name: str, query: str) -> str:
    return text_of(browser(world, name).get(f"/{world.network.slug}/referrals/{query}"))


def references(page: str) -> list[str]:
    return _LINK.findall(page)


def listed(world: World, name: str, query: str) -> list[str]:
    return references(asked(world, name, query))
