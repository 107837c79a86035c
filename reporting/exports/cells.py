"""How a cell is written by PostgreSQL itself: SQL that turns a value into a piece of the file.

Each takes an SQL expression and gives one that is text. Nothing else knows what a file of that
format looks like inside.
"""

from collections.abc import Mapping, Sequence
from typing import Final, Protocol

from ccs.exports.cells import FORMULA

# What RFC 4180 wants between quotes.
_QUOTED: Final = '[,"\\r\\n]'
# What XML cannot hold. A zero is in no text of PostgreSQL's.
_FORBIDDEN: Final = "[\\u0001-\\u0008\\u000b\\u000c\\u000e-\\u001f\\ufffe\\uffff]"
# Regular expressions, as the statement is given them: named here and nowhere else. Most text is
# neither of the `odd` kinds, and is looked at once.
PATTERNS: Final[Mapping[str, str]] = {
    "formula": FORMULA,
    "quoted": _QUOTED,
    "forbidden": _FORBIDDEN,
    "odd_in_csv": f"{FORMULA}|{_QUOTED}",
    "odd_in_xml": f"{FORMULA}|[&<>\\\\\\t\\r\\n]|{_FORBIDDEN}|^ | $",
}
# As they are written in XML; COPY would have its own way with the last three.
_IN_XML: Final = (
    ("'&'", "&amp;"),
    ("'<'", "&lt;"),
    ("'>'", "&gt;"),
    (r"E'\r\n'", "&#10;"),
    (r"E'\r'", "&#10;"),
    (r"E'\n'", "&#10;"),
    (r"E'\t'", "&#9;"),
    (r"E'\\'", "&#92;"),
)


class Cells(Protocol):
    """The cells of one format. A value that is nothing gives nothing, except in `or_nothing`."""

    def text(self, value: str) -> str:
        """Any text, made safe."""

    def plain(self, value: str) -> str:
        """Text in which nothing has to be made safe."""

    def number(self, value: str) -> str: ...

    def day(self, value: str) -> str: ...

    def or_nothing(self, *cells: str) -> str:
        """The first cell that is there, or an empty one."""

    def row(self, cells: Sequence[str]) -> str: ...


class CsvCells:
    """RFC 4180."""

    def text(self, value: str) -> str:
        safe = _neutral(value)
        quoted = f"""'"' || replace({safe}, '"', '""') || '"'"""
        return (
            f"CASE WHEN {value} !~ %(odd_in_csv)s THEN {value}"
            f" WHEN {value} ~ %(quoted)s THEN {quoted} ELSE {safe} END"
        )

    def plain(self, value: str) -> str:
        return value

    def number(self, value: str) -> str:
        return f"{value}::text"

    def day(self, value: str) -> str:
        return f"{value}::text"

    def or_nothing(self, *cells: str) -> str:
        return f"coalesce({', '.join(cells)}, '')"

    def row(self, cells: Sequence[str]) -> str:
        return f"concat_ws(',', {', '.join(cells)}) || E'\\r\\n'"


class XlsxCells:
    """The XML of a sheet. Text is written as text: nothing in it becomes a formula or a link."""

    def __init__(self, day_style: str) -> None:
        self._day_style = int(day_style)

    def text(self, value: str) -> str:
        safe = f"regexp_replace({_neutral(value)}, %(forbidden)s, '', 'g')"
        for character, entity in _IN_XML:
            safe = f"replace({safe}, {character}, '{entity}')"
        odd = f"""'<c t="inlineStr"><is><t xml:space="preserve">' || {safe} || '</t></is></c>'"""
        return (
            f"CASE WHEN {value} = '' THEN NULL WHEN {value} !~ %(odd_in_xml)s"
            f" THEN {self.plain(value)} WHEN {value} IS NOT NULL THEN {odd} END"
        )

    def plain(self, value: str) -> str:
        return f"""'<c t="inlineStr"><is><t>' || {value} || '</t></is></c>'"""

    def number(self, value: str) -> str:
        return f"'<c><v>' || {value} || '</v></c>'"

    def day(self, value: str) -> str:
        """As a spreadsheet counts days since March 1900."""
        days = f"({value} - DATE '1899-12-30')"
        return f"""'<c s="{self._day_style}"><v>' || {days} || '</v></c>'"""

    def or_nothing(self, *cells: str) -> str:
        return f"coalesce({', '.join(cells)}, '<c/>')"

    def row(self, cells: Sequence[str]) -> str:
        return f"concat('<row>', {', '.join(cells)}, '</row>')"


def _neutral(value: str) -> str:
    """The same as `neutral` of ccs.exports.cells."""
    return f"CASE WHEN {value} ~ %(formula)s THEN '''' || {value} ELSE {value} END"
