"""Finds the services in whatever an Open Referral UK source sends: a page, a list, a package."""

import json
from collections.abc import Iterator
from typing import Any

_LISTS = ("contents", "content", "services", "organizations", "service", "organization")


class Unreadable(Exception):
    """The source is not what it should be; the message says what is wrong with it."""


def parsed(body: bytes) -> Any:
    """Raises Unreadable for what is not JSON in UTF-8."""
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise Unreadable("This is not JSON in UTF-8.") from error


def services_in(whole: Any, place: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Each service with its place in the source; with the organisation it stands within."""
    if isinstance(whole, list):
        for number, one in enumerate(whole):
            yield from services_in(one, f"{place or 'services'}[{number}]")
        return
    if not isinstance(whole, dict):
        raise Unreadable(f"{place or 'The source'} is neither a service nor a list of services.")
    inner = [name for name in _LISTS if isinstance(whole.get(name), list)]
    if not inner:
        yield place or "service", whole
    for name in inner:
        for found, service in services_in(whole[name], f"{place}.{name}".strip(".")):
            yield found, _within(service, whole)


def _within(service: dict[str, Any], around: dict[str, Any]) -> dict[str, Any]:
    """A service of an organisation's own list does not repeat the organisation."""
    if service.get("organization") or not around.get("name"):
        return service
    organisation = {name: value for name, value in around.items() if name not in _LISTS}
    return {**service, "organization": organisation}
