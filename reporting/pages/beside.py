"""Two periods in one table of figures, as files hold it: each number, and what it was before."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from reporting.figures.report import Column, Row, Sheet
from reporting.pages.tables import at_the_same_place, filled_up, pairs, visible
from reporting.pages.words import is_number


def with_before(now: Sheet, then: Sheet, *, single: bool) -> Sheet:
    """`single`: of one row, whatever stands in it."""
    numbers = [one for one in now.columns if is_number(one)]
    columns = [part for one in now.columns for part in _columns(one)]
    return replace(
        now,
        columns=columns,
        rows=[
            {**(row or old or {}), **_numbers(row, numbers), **_numbers(old, numbers, before=True)}
            for row, old in _pairs(now, then, single=single)
        ],
    )


def _columns(one: Column) -> Iterator[Column]:
    yield one
    if is_number(one):
        title = _("%(title)s, before") % {"title": one.title}
        yield replace(one, code=_before(one), title=title, means="")


def _pairs(now: Sheet, then: Sheet, *, single: bool) -> list[tuple[Row | None, Row | None]]:
    if single:
        row, old = (next(iter(one.rows), None) for one in (now, then))
        return [(row, old)] if row or old else []
    now, then = filled_up(now, then), filled_up(then, now)
    there, _names = at_the_same_place(now, then, visible(now)[0])
    return pairs(now, there)


def _numbers(row: Row | None, numbers: list[Column], *, before: bool = False) -> Row:
    """A row that is not there says nothing."""
    return {_before(one) if before else one.code: (row or {}).get(one.code) for one in numbers}


def _before(column: Column) -> str:
    return f"{column.code}_before"
