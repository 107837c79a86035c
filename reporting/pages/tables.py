"""A sheet as the table of a page: in words, sorted, and beside the period it is compared with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Final

from django.utils.translation import gettext as _
from markupsafe import Markup

from reporting.figures.report import HIDDEN, Column, Hidden, Kind, Row, Sheet, Value
from reporting.figures.words import cell_in_words
from reporting.pages.words import NOTHING, difference, is_number

_TIMES: Final = ("month", "year")
# Beside each other as columns; more numbers than that stand below each other in their cells.
_BESIDE: Final = 2


@dataclass(frozen=True, slots=True)
class Table:
    """Finished: the head of the first column, the heads of the others, rows of (name, cells)."""

    first: str
    titles: list[str]
    rows: list[tuple[str, list[str]]]
    numeric: list[bool]


def visible(sheet: Sheet) -> list[Column]:
    """Codes are for machines."""
    return [one for one in sheet.columns if not one.code.endswith("_code")]


def table_of(sheet: Sheet, *, sort: str = "") -> Table:
    first, *others = visible(sheet)
    return Table(
        first=str(first.title),
        titles=[str(one.title) for one in others],
        rows=[
            (_cell(row, first), [_cell(row, one) for one in others])
            for row in in_order(sheet, sort)
        ],
        numeric=[is_number(one) for one in others],
    )


def compared(now: Sheet, then: Sheet, *, names: tuple[str, str], sort: str = "") -> Table:
    """Both periods and the difference, for every number; who is in one alone stays in."""
    first, *others = visible(now)
    then, names_then = at_the_same_place(now, then, first)
    numbers = [one for one in others if is_number(one)]
    texts = [one for one in others if not is_number(one)]
    rows = []
    for row, old in pairs(now, then, sort=sort):
        known = row or old or {}
        cells = [_cell(known, one) for one in texts]
        for column in numbers:
            three = _three(row, old, column)
            cells += three if len(numbers) <= _BESIDE else [_lines(three)]
        rows.append((_named(known, first, names_then), cells))
    heads = [str(one.title) for one in texts]
    for column in numbers:
        heads += _heads(column, names) if len(numbers) <= _BESIDE else [str(column.title)]
    numeric = [False] * len(texts) + [True] * (len(heads) - len(texts))
    return Table(str(first.title), heads, rows, numeric)


def filled_up(sheet: Sheet, other: Sheet) -> Sheet:
    """With a row of none for each that the other has alone, where none is what that means."""
    if not sheet.complete:
        return sheet
    texts = _telling(sheet)
    there = {_key(row, texts) for row in sheet.rows}
    none: Row = {one.code: _none_of(sheet, one) for one in sheet.columns}
    more: list[Row] = [
        {**none, **{one.code: row.get(one.code) for one in texts}}
        for row in other.rows
        if _key(row, texts) not in there
    ]
    return replace(sheet, rows=[*sheet.rows, *more])


def _none_of(sheet: Sheet, column: Column) -> Value | Hidden:
    if column.kind == Kind.SHARE:
        return Decimal(0) if sheet.n else None
    return sheet.n if column.code == "n" else 0


def turned(now: Sheet, then: Sheet | None, *, names: tuple[str, str]) -> Table:
    """A figure of one row reads better down the page: a line for each of its numbers."""
    row: Row = now.rows[0] if now.rows else {}
    old: Row | None = (then.rows[0] if then.rows else {}) if then else None
    lines = []
    for column in visible(now):
        cells = [_cell(row, column)] if old is None else _three(row, old, column)
        lines.append((str(column.title), cells))
    titles = [names[0]] if old is None else [*names, _("Difference")]
    return Table(_("Figure"), titles, lines, [True] * len(titles))


def in_order(sheet: Sheet, sort: str) -> list[Row]:
    """By a column; a minus sign before its code turns it round. What is not known stands last."""
    code = sort.removeprefix("-")
    column = next((one for one in sheet.columns if one.code == code), None)
    if column is None:
        return list(sheet.rows)
    known = [row for row in sheet.rows if _order(row, column) is not None]
    rest = [row for row in sheet.rows if _order(row, column) is None]
    known.sort(key=lambda row: _order(row, column), reverse=sort.startswith("-"))
    return [*known, *rest]


def _order(row: Row, column: Column) -> Any:
    value = row.get(column.code)
    if value is None or value is HIDDEN:
        return None
    return cell_in_words(value, column).casefold() if column.kind == Kind.TEXT else value


def pairs(now: Sheet, then: Sheet, *, sort: str = "") -> list[tuple[Row | None, Row | None]]:
    """Each row with the same of before; who is in one alone stays in."""
    texts = _telling(now)
    old = {_key(row, texts): row for row in then.rows}
    rows: list[tuple[Row | None, Row | None]] = [
        (row, old.pop(_key(row, texts), None)) for row in in_order(now, sort)
    ]
    return [*rows, *((None, row) for row in old.values())]


def _telling(sheet: Sheet) -> list[Column]:
    return [one for one in sheet.columns if one.kind == Kind.TEXT and not one.aside]


def _key(row: Row, texts: Sequence[Column]) -> tuple[str, ...]:
    """What tells it from other rows."""
    return tuple(str(row.get(one.code)) for one in texts)


def at_the_same_place(now: Sheet, then: Sheet, first: Column) -> tuple[Sheet, dict[Any, str]]:
    """Months and years have other names before: the first is compared with the first.

    Answers the sheet of before under the names of now, and by those what each was called.
    """
    if first.code not in _TIMES:
        return then, {}
    code, places = first.code, [*dict.fromkeys(row[first.code] for row in now.rows)]
    column = next(one for one in then.columns if one.code == code)
    before = [*dict.fromkeys(row[code] for row in then.rows)]
    new = dict(zip(before, places, strict=False))
    rows = [{**row, code: new.get(row[code], row[code])} for row in then.rows]
    words = {new.get(one, one): _cell({code: one}, column) for one in before}
    return replace(then, rows=rows), words


def _named(row: Row, first: Column, names_then: Mapping[Any, str]) -> str:
    name, value = _cell(row, first), row.get(first.code)
    if value not in names_then:
        return name
    return _("%(now)s, before: %(then)s") % {"now": name, "then": names_then[value]}


def _three(row: Row | None, old: Row | None, column: Column) -> list[str]:
    now, then = ((one or {}).get(column.code) for one in (row, old))
    return [
        cell_in_words(now, column),
        cell_in_words(then, column),
        difference(now, then, column),
    ]


def _heads(column: Column, names: tuple[str, str]) -> list[str]:
    words = [*names, _("difference")]
    return [_("%(figure)s: %(which)s") % {"figure": column.title, "which": one} for one in words]


def _lines(three: Sequence[str]) -> str:
    now, then, change = three
    if now == then == NOTHING:
        return NOTHING
    lines = [now, _("Before: %(number)s") % {"number": then}]
    lines += [change] if change != NOTHING else []
    return Markup("<span>{}</span>").format(Markup("<br>").join(lines))


def _cell(row: Row, column: Column) -> str:
    return cell_in_words(row.get(column.code), column)
