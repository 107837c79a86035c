"""Pages that start after the last row seen: as cheap at any depth, and nothing is counted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet, Value

SIZE = 25
AFTER, BEFORE = "after", "before"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

M = TypeVar("M", bound=Model)


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page starts. `backwards`: where it ends. `rank` is for lists in groups."""

    at: datetime
    id: UUID
    backwards: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Page(Generic[M]):
    """Rows, and the query strings of the pages around them: empty where there is none."""

    rows: list[M]
    previous: str
    next: str


def cursor_in(asked: Mapping[str, str]) -> Cursor | None:
    """The cursor in a query string; one that makes no sense is the first page."""
    for name in (AFTER, BEFORE):
        try:
            moment, key, rank = [*asked.get(name, "").split("."), "0"][:3]
            at = _EPOCH + int(moment) * _MICROSECOND
            return Cursor(at=at, id=UUID(key), backwards=name == BEFORE, rank=int(rank))
        except (ValueError, OverflowError):
            continue
    return None


def page_of(
    scans: Sequence[QuerySet[M]],
    *,
    by: str,
    newest_first: bool,
    cursor: Cursor | None,
    size: int = SIZE,
) -> Page[M]:
    """One page of all the scans together, in the order of the time `by`, then of the id.

    Each scan is limited before they are joined, so that each stays on its own index: one
    query with an OR would sort everything there is.
    """
    descending = newest_first is not bool(cursor and cursor.backwards)
    order = [f"-{by}", "-id"] if descending else [by, "id"]
    parts = [_from(scan, cursor, by, descending).order_by(*order)[: size + 1] for scan in scans]
    return _cut(_together(parts, order, size), by=by, cursor=cursor, size=size)


def page_in_ranks(
    groups: Sequence[Sequence[QuerySet[M]]], *, by: str, cursor: Cursor | None, size: int = SIZE
) -> Page[M]:
    """The groups one after another, each in the order of the time `by`: the oldest first.

    One query, as above: what stands before the cursor's group is not looked at.
    """
    backwards = bool(cursor and cursor.backwards)
    order = [f"-{by}", "-id"] if backwards else [by, "id"]
    parts = [
        _ranked(part, rank).order_by(*order)[: size + 1]
        for rank, scans in enumerate(groups)
        if cursor is None or (rank <= cursor.rank if backwards else rank >= cursor.rank)
        for part in (_from(scan, _within(cursor, rank), by, backwards) for scan in scans)
    ]
    if not parts:
        return Page(rows=[], previous="", next="")
    order = ["-rank" if backwards else "rank", *order]
    return _cut(_together(parts, order, size), by=by, cursor=cursor, size=size)


def _within(cursor: Cursor | None, rank: int) -> Cursor | None:
    return cursor if cursor and cursor.rank == rank else None


def _ranked(scan: QuerySet[M], rank: int) -> QuerySet[M]:
    annotated: Any = scan.annotate(rank=Value(rank))
    found: QuerySet[M] = annotated
    return found


def _together(parts: Sequence[QuerySet[M]], order: Sequence[str], size: int) -> list[M]:
    whole = parts[0].union(*parts[1:]).order_by(*order)[: size + 1] if parts[1:] else parts[0]
    return list(whole)


def _cut(found: list[M], *, by: str, cursor: Cursor | None, size: int) -> Page[M]:
    more, rows = len(found) > size, found[:size]
    if cursor and cursor.backwards:
        rows.reverse()
        return _page(rows, by=by, previous=more, next_=True)
    return _page(rows, by=by, previous=cursor is not None, next_=more)


def _from(
    scan: QuerySet[M],
    cursor: Cursor | None,
    by: str,
    descending: bool,  # noqa: FBT001 - private
) -> QuerySet[M]:
    if cursor is None:
        return scan
    way = "lt" if descending else "gt"
    # The first condition is the index's, the second only parts those of the same moment.
    return scan.filter(
        Q(**{f"{by}__{way}e": cursor.at}),
        Q(**{f"{by}__{way}": cursor.at}) | Q(**{f"id__{way}": cursor.id}),
    )


def _page(rows: list[M], *, by: str, previous: bool, next_: bool) -> Page[M]:
    if not rows:
        return Page(rows=[], previous="", next="")
    return Page(
        rows=rows,
        previous=f"{BEFORE}={_token(rows[0], by)}" if previous else "",
        next=f"{AFTER}={_token(rows[-1], by)}" if next_ else "",
    )


def _token(row: Any, by: str) -> str:
    token = f"{(getattr(row, by) - _EPOCH) // _MICROSECOND}.{row.pk}"
    return f"{token}.{row.rank}" if hasattr(row, "rank") else token
