"""A table as a file: CSV, or a spreadsheet whose numbers and dates are numbers and dates."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any, Final

from django.http import HttpResponse
from django.utils.timezone import localtime
from xlsxwriter import Workbook

from ccs.exports.cells import neutral

Cell = str | int | float | date | datetime | None
# Without it Excel reads UTF-8 as another alphabet.
_BYTE_ORDER_MARK: Final = "\ufeff"
_WIDTHS: Final = (8, 60)


@dataclass(frozen=True, slots=True)
class Table:
    """`title` names the sheet; the rows are as long as the heads."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how a table becomes one."""

    content_type: str
    extension: str


CSV: Final = Kind("text/csv; charset=utf-8", "csv")
XLSX: Final = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
KINDS: Final = {kind.extension: kind for kind in (CSV, XLSX)}


def download(table: Table, *, kind: Kind, name: str) -> HttpResponse:
    """The file, to be saved and never shown or kept by anything on its way."""
    body = as_csv(table) if kind == CSV else as_xlsx([table])
    answer = HttpResponse(body, content_type=kind.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{name}.{kind.extension}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_csv(table: Table) -> bytes:
    """RFC 4180, with the mark by which Excel knows that it is UTF-8."""
    text = StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    writer.writerow([neutral(head) for head in table.heads])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def as_xlsx(tables: Iterable[Table]) -> bytes:
    """One sheet each. Text is written as text: nothing in it becomes a formula or a link."""
    held = BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        formats = {
            "head": book.add_format({"bold": True, "text_wrap": True, "valign": "top"}),
            date: book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top"}),
            str: book.add_format({"valign": "top"}),
        }
        for table in tables:
            _sheet(book.add_worksheet(table.title), table, formats)
    return held.getvalue()


def _plain(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return localtime(cell).isoformat(timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return neutral(cell) if isinstance(cell, str) else str(cell)


def _sheet(sheet: Any, table: Table, formats: dict[Any, Any]) -> None:
    sheet.freeze_panes(1, 0)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, neutral(head), formats["head"])
        sheet.set_column(column, column, _width(head, [row[column] for row in table.rows[:100]]))
    for number, row in enumerate(table.rows, start=1):
        for column, cell in enumerate(row):
            _write(sheet, (number, column), cell, formats)
    sheet.autofilter(0, 0, len(table.rows), len(table.heads) - 1)


def _write(sheet: Any, place: tuple[int, int], cell: Cell, formats: dict[Any, Any]) -> None:
    if isinstance(cell, datetime):
        # A spreadsheet knows no time zones: the time on the clock of the wall.
        moment = localtime(cell).replace(microsecond=0, tzinfo=None)
        sheet.write_datetime(*place, moment, formats[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), formats[date])  # noqa: DTZ001 - a day, at no place
    elif isinstance(cell, int | float):
        sheet.write_number(*place, cell)
    elif cell is not None:
        sheet.write_string(*place, neutral(cell), formats[str])


def _width(head: str, cells: Sequence[Cell]) -> int:
    least, most = _WIDTHS
    longest = max((len(_plain(cell)) for cell in cells), default=0)
    return min(max(least, len(head) + 2, longest + 2), most)
