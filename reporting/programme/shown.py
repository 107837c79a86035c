"""A page of the programme in words, and its tables as files."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from ccs.exports.tables import CSV, KINDS, Cell, Style, Table, as_xlsx, download, to_save
from reporting.figures.report import Column, Hidden, Kind, Row, Sheet
from reporting.figures.words import cell_in_words, in_words
from reporting.pages.charts import both_widths, picture_of
from reporting.programme.report import Listed, Page

_WORDS = (Kind.TEXT, Kind.DAY, Kind.YES_NO)
_STYLES = {
    Kind.COUNT: Style.COUNT,
    Kind.SHARE: Style.PERCENT,
    Kind.RATIO: Style.RATIO,
    Kind.POUNDS: Style.POUNDS,
}


def page_shown(page: Page) -> dict[str, Any]:
    return {
        "title": str(page.title),
        "about": str(page.about),
        "choose": str(page.choose),
        "choices": [
            {"value": value, "text": str(words), "selected": value == page.chosen}
            for value, words in page.choices
        ],
        "chosen": page.chosen,
        "tables": [_table(one) for one in page.tables],
    }


def file_of(page: Page, asked: dict[str, str], *, name: str) -> HttpResponse | None:
    """The table that was asked for, with what it means on a second sheet; None: no file."""
    kind = KINDS.get(asked.get("format", ""))
    listed = next((one for one in page.tables if one.code == asked.get("table")), None)
    if kind is None or listed is None:
        return None
    file = f"{name}-{listed.code}"
    if kind == CSV:
        return download(_data(listed), kind=kind, name=file)
    body = as_xlsx([_data(listed), _meanings(listed, page)])
    return to_save(HttpResponse(body, content_type=kind.content_type), f"{file}.{kind.extension}")


def _table(listed: Listed) -> dict[str, Any]:
    """The first column names the row."""
    first, *others = listed.sheet.columns
    picture = picture_of(listed, listed.sheet_drawn)
    return {
        "code": listed.code,
        "title": str(listed.title),
        "facts": [(str(name), str(words)) for name, words in listed.facts],
        "reading": picture.drawing.sentence if picture else "",
        "chart_note": picture.note if picture else "",
        "charts": both_widths(picture.drawing) if picture else None,
        "first": str(first.title),
        "titles": [str(one.title) for one in others],
        "numeric": [one.kind not in _WORDS for one in others],
        "rows": [
            (_cell(row, first), [_cell(row, one) for one in others]) for row in listed.sheet.rows
        ],
        "notes": _notes(listed.sheet),
        "meanings": [(str(listed.title), str(listed.means)), *_columns(listed)],
    }


def _cell(row: Row, column: Column) -> str:
    """A day or a word that is not there is left blank where nothing was said of it."""
    value = row.get(column.code)
    if value in (None, "") and column.kind in _WORDS:
        return "–"
    return cell_in_words(value, column)


def _columns(listed: Listed) -> list[tuple[str, str]]:
    return [(str(one.title), str(one.means)) for one in listed.sheet.columns if one.means]


def _notes(sheet: Sheet) -> list[str]:
    return [str(one.words) for one in sheet.missing]


def _data(listed: Listed) -> Table:
    columns = listed.sheet.columns
    return Table(
        title=_("Data"),
        heads=[str(one.title) for one in columns],
        rows=[[_in_file(row, one) for one in columns] for row in listed.sheet.rows],
        styles=[_STYLES.get(one.kind, Style.PLAIN) for one in columns],
    )


def _meanings(listed: Listed, page: Page) -> Table:
    rows = [
        (_("Table"), str(listed.title)),
        (_("About"), str(page.about)),
        (_("Means"), str(listed.means)),
        *((str(name), str(words)) for name, words in listed.facts),
        *_columns(listed),
        *((_("What is missing"), note) for note in _notes(listed.sheet)),
    ]
    return Table(title=_("Definitions"), heads=[_("What"), _("Says")], rows=[[*r] for r in rows])


def _in_file(row: Row, column: Column) -> Cell:
    """Numbers stay numbers; what is kept back says so."""
    value = row.get(column.code)
    if isinstance(value, Hidden | bool):
        return in_words(value, column.kind)
    if isinstance(value, str):
        return str(column.words.get(value, value))
    if isinstance(value, Decimal | int | date):
        return value
    return None
