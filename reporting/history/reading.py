"""A file of a history, row by row: never held whole, and told plainly where it cannot be read."""

import csv
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from io import TextIOWrapper
from typing import BinaryIO, Final

from reporting.history.columns import Layout
from reporting.history.faults import Fault, Problem, problem

# Opens the file at its beginning.
Source = Callable[[], BinaryIO]
# Excel's "Unicode text": two bytes a letter.
_TWO_BYTES: Final = (b"\xff\xfe", b"\xfe\xff")
_PARTED: Final = {";": Fault.SEMICOLONS, "\t": Fault.TABS}


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its number as a spreadsheet counts, and its values by column, trimmed."""

    row: int
    cells: Mapping[str, str]


def read(layout: Layout, opened: BinaryIO) -> Iterator[Line | Problem]:
    """Every row or what is wrong with it. Without the right columns, only what is wrong there."""
    text = TextIOWrapper(opened, encoding="utf-8-sig", newline="")
    try:
        yield from _lines(layout, csv.reader(text, strict=True))
    except UnicodeDecodeError:
        row = _row_not_utf8(opened)
        yield problem(layout.file, row, "", Fault.NOT_UTF8)
    finally:
        # Else the file would be closed with it, and it is not ours.
        text.detach()


def _lines(layout: Layout, reader: Iterator[list[str]]) -> Iterator[Line | Problem]:
    heads = [head.strip().casefold() for head in next(reader, [])]
    wrong = list(_wrong_heads(layout, heads))
    yield from wrong
    if wrong:
        return
    for row, values in _numbered(reader):
        if isinstance(values, csv.Error):
            yield problem(layout.file, row, "", Fault.UNREADABLE)
        elif any(value.strip() for value in values):
            yield _line(layout, heads, row, values)


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str] | csv.Error]]:
    """A row that cannot be read does not end the reading."""
    row = 1
    while True:
        row += 1
        try:
            yield row, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield row, error


def _wrong_heads(layout: Layout, heads: list[str]) -> Iterator[Problem]:
    if not any(heads):
        yield problem(layout.file, 0, "", Fault.EMPTY_FILE)
        return
    for sign, fault in _PARTED.items():
        if len(heads) == 1 and sign in heads[0]:
            yield problem(layout.file, 1, "", fault)
            return
    named = [head for head in heads if head]
    for head in dict.fromkeys(named):
        if head not in layout.columns:
            yield problem(layout.file, 1, head, Fault.UNKNOWN_COLUMN, value=head)
        elif named.count(head) > 1:
            yield problem(layout.file, 1, head, Fault.COLUMN_TWICE, value=head)
    for head in layout.needed:
        if head not in named:
            yield problem(layout.file, 1, head, Fault.NO_COLUMN, value=head)


def _line(layout: Layout, heads: list[str], row: int, values: list[str]) -> Line | Problem:
    if len(values) != len(heads):
        fault = Fault.TOO_MANY_VALUES if len(values) > len(heads) else Fault.TOO_FEW_VALUES
        return problem(layout.file, row, "", fault, value=str(len(values)), other=str(len(heads)))
    cells = {}
    for head, value in zip(heads, values, strict=True):
        plain = value.strip()
        if head:
            cells[head] = plain
        elif plain:
            return problem(layout.file, row, "", Fault.UNNAMED_COLUMN, value=plain)
    return Line(row, cells)


def _row_not_utf8(opened: BinaryIO) -> int:
    """The first line that is not UTF-8; the whole file where no line would be."""
    opened.seek(0)
    if opened.read(2) in _TWO_BYTES:
        return 0
    opened.seek(0)
    for row, line in enumerate(opened, start=1):
        try:
            line.decode()
        except UnicodeDecodeError:
            return row
    return 0
