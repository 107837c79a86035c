"""The main navigation. Each app adds its own items from `apps.ready()`; nobody lists them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """A place to go in a network, and who sees it. `label` is a lazy translation.

    `account` puts it beside the name of the person instead of in the main navigation.
    """

    label: Any
    url_name: str
    visible: Callable[[Any], bool]
    order: int
    account: bool = False


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add an item. The same name again replaces it, so that `ready()` may run twice."""
    _items[item.url_name] = item


def links(actor: Any, path: str, *, account: bool = False) -> list[dict[str, Any]]:
    """The items that this actor sees, as the service navigation macro takes them."""
    if actor is None:
        return []
    mine = (item for item in _items.values() if item.account is account and item.visible(actor))
    seen = sorted(mine, key=lambda item: item.order)
    places = [(reverse(i.url_name, kwargs={"network": actor.network.slug}), i.label) for i in seen]
    here = nearest([href for href, _ in places], path, home=f"/{actor.network.slug}/")
    return [
        {
            "href": href,
            "text": label,
            "current": href == here == path,
            "active": href == here != path,
        }
        for href, label in places
    ]


def nearest(places: list[str], path: str, *, home: str) -> str | None:
    """The place that a page belongs to. Home holds only itself, or it would hold every page."""
    around = [p for p in places if p == path or (p != home and path.startswith(p))]
    return max(around, key=len, default=None)
