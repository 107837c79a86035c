"""A table as a file: CSV, or a spreadsheet whose numbers and dates are numbers and dates."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from io import BytesIO, StringIO
from typing import Any, Final, TypeVar

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localtime
from xlsxwriter import Workbook

from ccs.exports.cells import neutral

Cell = str | int | float | Decimal | date | datetime | None
# Without it Excel reads UTF-8 as another alphabet.
_BYTE_ORDER_MARK: Final = "\ufeff"
_WIDTHS: Final = (8, 60)


class Style(StrEnum):
    """How a spreadsheet shows the numbers of a column: its own language for formats."""

    PLAIN = "General"
    COUNT = "#,##0"
    # The cell holds 53.4 for 53.4%; a spreadsheet is given 0.534.
    PERCENT = "0.0%"
    RATIO = "#,##0.0"
    POUNDS = "[$£-809]#,##0.00"


@dataclass(frozen=True, slots=True)
class Table:
    """`title` names the sheet; the rows are as long as the heads, and so are the styles, if any.

    `mark` stands above everything: that the people in it are made up.
    """

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    styles: Sequence[Style] = ()
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: how a table becomes one."""

    content_type: str
    extension: str


CSV: Final = Kind("text/csv; charset=utf-8", "csv")
XLSX: Final = Kind("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx")
KINDS: Final = {kind.extension: kind for kind in (CSV, XLSX)}
# As a description of the API names them.
CONTENT_TYPES: Final = [kind.content_type.partition(";")[0] for kind in (CSV, XLSX)]


def download(table: Table, *, kind: Kind, name: str, mark: str = "") -> HttpResponse:
    """The file, to be saved and never shown or kept by anything on its way."""
    if mark:
        table = replace(table, mark=mark)
    body = as_csv(table) if kind == CSV else as_xlsx([table])
    return to_save(HttpResponse(body, content_type=kind.content_type), f"{name}.{kind.extension}")


A = TypeVar("A", bound=HttpResponseBase)


def to_save(answer: A, name: str) -> A:
    """A file that a browser saves and does not show, and that nothing on its way keeps."""
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def as_csv(table: Table) -> bytes:
    """RFC 4180, with the mark by which Excel knows that it is UTF-8."""
    text = StringIO(newline="")
    text.write(_BYTE_ORDER_MARK)
    writer = csv.writer(text)
    if table.mark:
        writer.writerow([neutral(table.mark)])
    writer.writerow([neutral(head) for head in table.heads])
    writer.writerows([_plain(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def as_xlsx(tables: Iterable[Table]) -> bytes:
    """One sheet each. Text is written as text: nothing in it becomes a formula or a link."""
    held = BytesIO()
    with Workbook(held, {"in_memory": True}) as book:
        formats: dict[Any, Any] = {
            **{style: book.add_format({"num_format": style, "valign": "top"}) for style in Style},
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
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    return neutral(cell) if isinstance(cell, str) else str(cell)


def _sheet(sheet: Any, table: Table, formats: dict[Any, Any]) -> None:
    """The heads stand still while the rows are scrolled; what is marked is marked on paper too."""
    top = 0
    if table.mark:
        sheet.write_string(0, 0, neutral(table.mark), formats["head"])
        sheet.set_footer(f"&C{table.mark.replace('&', '&&')}")
        top = 1
    sheet.freeze_panes(top + 1, 0)
    for column, head in enumerate(table.heads):
        sheet.write_string(top, column, neutral(head), formats["head"])
        sheet.set_column(column, column, _width(head, [row[column] for row in table.rows[:100]]))
    styles = table.styles or [Style.PLAIN] * len(table.heads)
    for number, row in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(row):
            _write(sheet, (number, column), cell, styles[column], formats)
    sheet.autofilter(top, 0, top + len(table.rows), len(table.heads) - 1)


def _write(
    sheet: Any, place: tuple[int, int], cell: Cell, style: Style, formats: dict[Any, Any]
) -> None:
    if isinstance(cell, datetime):
        # A spreadsheet knows no time zones: the time on the clock of the wall.
        moment = localtime(cell).replace(microsecond=0, tzinfo=None)
        sheet.write_datetime(*place, moment, formats[datetime])
    elif isinstance(cell, date):
        sheet.write_datetime(*place, datetime(cell.year, cell.month, cell.day), formats[date])  # noqa: DTZ001 - a day, at no place
    elif isinstance(cell, int | float | Decimal):
        number = cell / 100 if style == Style.PERCENT else cell
        sheet.write_number(*place, number, formats[style])
    elif cell is not None:
        sheet.write_string(*place, neutral(cell), formats[str])


def _width(head: str, cells: Sequence[Cell]) -> int:
    least, most = _WIDTHS
    longest = max((len(_plain(cell)) for cell in cells), default=0)
    return min(max(least, len(head) + 2, longest + 2), most)
