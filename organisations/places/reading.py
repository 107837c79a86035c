"""Reads the ONS Postcode Directory, whichever year's column names it came with."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from organisations.places.rules import normalise

# The names change with the year of the boundaries (lad23cd, lad25cd, oslaua); the thing does not.
_COLUMNS: Final[dict[str, re.Pattern[str]]] = {
    "code": re.compile(r"pcds|pcd8|pcd7|pcd2|pcd"),
    "easting": re.compile(r"oseast1m|east1m"),
    "northing": re.compile(r"osnrth1m|north1m"),
    "local_authority": re.compile(r"laua|oslaua|lad\d\dcd"),
    "ward": re.compile(r"osward|wd\d\dcd|ward"),
    "lsoa": re.compile(r"lsoa21cd|lsoa21|lsoa11cd|lsoa11|lsoa\d\dcd|lsoa01cd|lsoa01"),
    "terminated": re.compile(r"doterm"),
}
_REQUIRED: Final = ("code", "local_authority")


class UnreadableFile(Exception):
    """The file is not a postcode directory; the message says which column is missing."""


@dataclass(frozen=True, slots=True)
class PostcodeRow:
    code: str
    easting: int | None = None
    northing: int | None = None
    local_authority: str = ""
    ward: str = ""
    lsoa: str = ""
    terminated: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a line of the file, counted from 1 with the heading."""

    line: int
    message: str


def read_postcodes(lines: Iterable[str]) -> Iterator[PostcodeRow | RowProblem]:
    """Rows in the file's order, a bad one as its problem. Raises UnreadableFile at the heading."""
    reader = csv.reader(lines)
    heading = next(reader, None)
    if heading is None:
        raise UnreadableFile("The file is empty.")
    places = _places(heading)
    for row in reader:
        yield _row(row, places, line=reader.line_num)


def _places(heading: Sequence[str]) -> dict[str, int]:
    names = [name.strip().lstrip("\ufeff").lower() for name in heading]
    places: dict[str, int] = {}
    for column, pattern in _COLUMNS.items():
        found = [name for name in names if pattern.fullmatch(name)]
        if found:
            # Several spellings of one column may stand side by side: the pattern's order decides.
            best = min(found, key=lambda name: _preference(pattern, name))
            places[column] = names.index(best)
        elif column in _REQUIRED:
            raise UnreadableFile(f"The file has no column for {column.replace('_', ' ')}.")
    return places


def _preference(pattern: re.Pattern[str], name: str) -> int:
    return next(i for i, one in enumerate(pattern.pattern.split("|")) if re.fullmatch(one, name))


def _row(row: Sequence[str], places: dict[str, int], *, line: int) -> PostcodeRow | RowProblem:
    values = {
        column: row[place].strip() if place < len(row) else "" for column, place in places.items()
    }
    code = normalise(values["code"])
    if not code:
        return RowProblem(line, f"“{values['code'][:10]}” is not a postcode.")
    try:
        easting, northing = (_metres(values.get(axis, "")) for axis in ("easting", "northing"))
    except ValueError:
        return RowProblem(line, "The grid reference is not a number.")
    areas = {key: values.get(key, "") for key in ("local_authority", "ward", "lsoa", "terminated")}
    if any(len(value) > 9 for value in areas.values()):  # noqa: PLR2004 - a GSS code has nine characters
        return RowProblem(line, "An area's code is longer than nine characters.")
    return PostcodeRow(code=code, easting=easting, northing=northing, **areas)


def _metres(value: str) -> int | None:
    return round(float(value)) if value else None
