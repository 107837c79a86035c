"""A workbook around rows that PostgreSQL writes: what stands before and after them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Final
from zipfile import ZipFile

from ccs.exports.packing import Packer, Sum, around
from ccs.exports.tables import Table, as_xlsx

_SHEET: Final = "xl/worksheets/sheet1.xml"
_BOOK: Final = "xl/workbook.xml"
_ROWS: Final = re.compile(r"</row><row [^>]*>(?P<sample>.*)</row></sheetData>")
_STYLE: Final = re.compile(r' s="(\d+)"')


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


def begun(shell: Shell) -> tuple[bytes, Sum]:
    """The sheet up to its rows, packed; they are packed one step after another from there on."""
    packer = Packer(Sum())
    packer.write(shell.before.encode())
    return packer.packed(), packer.sum


def ended(shell: Shell, so_far: Sum, size: int) -> tuple[bytes, bytes]:
    """What comes before and after the sheet as far as it is packed, in `size` bytes."""
    packer = Packer(so_far)
    packer.write(shell.after.encode())
    rest = packer.packed(last=True)
    head, tail = around(shell.others, _SHEET, packer.sum, size + len(rest))
    return head, rest + tail
