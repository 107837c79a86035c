"""The main navigation. Each app adds its own items from `apps.ready()`; nobody lists them all."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse


@dataclass(frozen=True, kw_only=True)
class NavItem:
    """A place to go in a network, and who sees it. `label` is a lazy translation.

    `account` puts it beside the name of the person instead of in the main navigation; `hub`, the
    `url_name` of another item, on that item's page, where `about` says in a sentence what it is.
    """

    label: Any
    url_name: str
    visible: Callable[[Any], bool]
    order: int
    account: bool = False
    hub: str = ""
    about: Any = ""


_items: dict[str, NavItem] = {}


def register(item: NavItem) -> None:
    """Add an item. The same name again replaces it, so that `ready()` may run twice."""
    _items[item.url_name] = item


def links(actor: Any, path: str, *, account: bool = False) -> list[dict[str, Any]]:
    """The items that this actor sees, as the service navigation macro takes them.

    On a page that a hub leads to, the hub is the active one.
    """
    if actor is None:
        return []
    mine = [item for item in _seen_by(actor) if item.account is account and not item.hub]
    own = {item.url_name: _address(item, actor) for item in mine}
    behind = {_address(i, actor): own.get(_outermost(i)) for i in _seen_by(actor) if i.hub}
    nearby = nearest([*own.values(), *behind], path, home=f"/{actor.network.slug}/")
    here = behind.get(nearby, nearby) if nearby else None
    return [
        {
            "href": own[item.url_name],
            "text": item.label,
            "current": own[item.url_name] == here == path,
            "active": own[item.url_name] == here != path,
        }
        for item in mine
    ]


def behind_hub(actor: Any, url_name: str) -> list[dict[str, Any]]:
    """What the page of a hub leads this actor to."""
    return [
        {"href": _address(item, actor), "text": item.label, "about": item.about}
        for item in _seen_by(actor)
        if item.hub == url_name
    ]


def _seen_by(actor: Any) -> list[NavItem]:
    return sorted(
        (item for item in _items.values() if item.visible(actor)), key=lambda item: item.order
    )


def _outermost(item: NavItem) -> str:
    """The item of the main navigation that leads to a page, through one hub or several."""
    while item.hub in _items:
        item = _items[item.hub]
    return item.url_name


def _address(item: NavItem, actor: Any) -> str:
    return reverse(item.url_name, kwargs={"network": actor.network.slug})


def nearest(places: list[str], path: str, *, home: str) -> str | None:
    """The place that a page belongs to. Home holds only itself, or it would hold every page."""
    around = [p for p in places if p == path or (p != home and path.startswith(p))]
    return max(around, key=len, default=None)
