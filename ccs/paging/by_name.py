"""Lists in the order of names. The address holds an id, never a name."""

from collections.abc import Mapping
from typing import TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet
from django.utils.http import urlencode

from ccs.paging.keyset import AFTER, BEFORE, Page

SIZE = 50
M = TypeVar("M", bound=Model)


def page_by_name(rows: QuerySet[M], asked: Mapping[str, str], *, size: int = SIZE) -> Page[M]:
    """The page after or before the row that `asked` names; the first if there is no such row."""
    backwards = BEFORE in asked
    start = _start(rows, asked.get(BEFORE if backwards else AFTER, ""))
    if start is None:
        found = list(rows.order_by("name", "id")[: size + 1])
        return _page(found[:size], previous=False, more=len(found) > size)
    name, key = start
    if backwards:
        before = rows.filter(Q(name__lt=name) | Q(name=name, id__lt=key))
        found = list(before.order_by("-name", "-id")[: size + 1])
        return _page(found[:size][::-1], previous=len(found) > size, more=True)
    after = rows.filter(Q(name__gt=name) | Q(name=name, id__gt=key))
    found = list(after.order_by("name", "id")[: size + 1])
    return _page(found[:size], previous=True, more=len(found) > size)


def around(page: Page[M], **kept: str) -> dict[str, str]:
    """The addresses of the pages before and after, with what the list is filtered by."""
    filters = urlencode({name: value for name, value in kept.items() if value})
    ways = {"previous": page.previous, "next": page.next}
    return {
        way: "?" + "&".join(filter(None, [filters, part])) if part else ""
        for way, part in ways.items()
    }


def _start(rows: QuerySet[M], key: str) -> tuple[str, UUID] | None:
    try:
        return rows.filter(pk=UUID(key)).values_list("name", "id").first()
    except ValueError:
        return None


def _page(rows: list[M], *, previous: bool, more: bool) -> Page[M]:
    if not rows:
        return Page(rows=[], previous="", next="")
    return Page(
        rows=rows,
        previous=f"{BEFORE}={rows[0].pk}" if previous else "",
        next=f"{AFTER}={rows[-1].pk}" if more else "",
    )
