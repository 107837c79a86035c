"""A step of a long list as a piece of its file, so that no more than a step is ever in memory."""

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from ccs.exports.cells import neutral
from ccs.exports.tables import Table, as_xlsx
from reporting.exports.rules import PIECE

# Names and labels come again and again: each is made safe once.
_safe: Final = lru_cache(maxsize=50_000)(neutral)
_SHEET: Final = "xl/worksheets/sheet1.xml"
_BOOK: Final = "xl/workbook.xml"
_ROWS: Final = re.compile(r"</row><row [^>]*>(?P<sample>.*)</row></sheetData>")
_STYLE: Final = re.compile(r' s="(\d+)"')
# What XML cannot hold.
_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Day 1 of a spreadsheet's calendar, as it is counted since March 1900.
_DAY_NOUGHT: Final = date(1899, 12, 30).toordinal()
# A finished file up to this size stays in memory while it is put together.
_IN_MEMORY: Final = 16 * PIECE


@dataclass(frozen=True, slots=True)
class Shell:
    """A workbook without its rows, made by the same code as any other: what stands around them."""

    others: dict[str, bytes]
    before: str
    after: str
    day_style: str


def shell_of(tables: Sequence[Table], *, rows: int) -> Shell:
    """Around `rows` rows of the first table, which has none so far."""
    first, *others = tables
    sample = Table(
        first.title, first.heads, [[date(2000, 1, 1)] * len(first.heads)], mark=first.mark
    )
    with ZipFile(BytesIO(as_xlsx([sample, *others]))) as made:
        files = {name: made.read(name) for name in made.namelist()}
    sheet = files.pop(_SHEET).decode()
    found = _ROWS.search(sheet)
    style = _STYLE.search(found["sample"]) if found else None
    if found is None or style is None:
        raise ValueError("The workbook is not laid out as expected.")
    top = 2 if first.mark else 1
    last, true_last = top + 1, max(top + rows, top + 1)
    # Where the table ends: what is filtered, and what a reader takes for its size.
    in_sheet = re.compile(rf"(:[A-Z]+){last}\b")
    in_book = re.compile(rf'(localSheetId="0"[^>]*>[^<]*:\$[A-Z]+\$){last}\b')
    files[_BOOK] = in_book.sub(rf"\g<1>{true_last}", files[_BOOK].decode()).encode()
    before, after = sheet[: found.start()] + "</row>", "</sheetData>" + sheet[found.end() :]
    return Shell(
        others=files,
        before=in_sheet.sub(rf"\g<1>{true_last}", before),
        after=in_sheet.sub(rf"\g<1>{true_last}", after),
        day_style=style[1],
    )


def packed(rows: str) -> bytes:
    """Rows of a sheet, until all are there and can be put into the workbook."""
    return zlib.compress(rows.encode(), level=1)


def xlsx_pieces(shell: Shell, steps: Iterable[bytes]) -> Iterator[bytes]:
    """The finished workbook, piece by piece."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        with ZipFile(held, "w", ZIP_DEFLATED, compresslevel=6) as book:
            for name, content in shell.others.items():
                book.writestr(name, content)
            with book.open(_SHEET, "w", force_zip64=True) as sheet:
                sheet.write(shell.before.encode())
                for rows in steps:
                    sheet.write(zlib.decompress(rows))
                sheet.write(shell.after.encode())
        held.seek(0)
        while piece := held.read(PIECE):
            yield piece
