"""Reads the ONS Postcode Directory and lists of areas, whichever year's column names they have."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from organisations.places.grid import to_grid
from organisations.places.rules import normalise

# The names change with the year of the boundaries (lad23cd, lad25cd, oslaua); the thing does not.
_POSTCODES: Final[dict[str, re.Pattern[str]]] = {
    "code": re.compile(r"pcds|pcd[278]?"),
    "easting": re.compile(r"oseast1m|east1m"),
    "northing": re.compile(r"osnrth1m|north1m"),
    "local_authority": re.compile(r"(os)?laua|lad\d\d(cd)?"),
    "ward": re.compile(r"(os)?ward|wd\d\d(cd)?"),
    "lsoa": re.compile(r"lsoa\d\d(cd)?"),
    "terminated": re.compile(r"doterm"),
    "latitude": re.compile(r"lat"),
    "longitude": re.compile(r"long"),
}
_AREAS: Final[dict[str, re.Pattern[str]]] = {
    "code": re.compile(r"code|laua|(lad|wd|ward)\d\d(cd)?"),
    "name": re.compile(r"name|(lad|wd|ward)\d\dnm"),
}
_CODES: Final = ("local_authority", "ward", "lsoa")
_CODE: Final = re.compile(r"[A-Z0-9]{0,9}")
# "Not applicable here": a ward of the Isle of Man, a parish of a city.
_PSEUDO: Final = "99999999"
_MONTH: Final = re.compile(r"(\d{6})?")
_METRES: Final = re.compile(r"\d{1,7}(\.\d+)?")
_NO_LATITUDE: Final = 90.0


class UnreadableFile(Exception):
    """The file is not what it should be; the message says which column or line is at fault."""


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
class AreaRow:
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class RowProblem:
    """What is wrong with a line of the file, counted from 1 with the heading."""

    line: int
    message: str


def read_postcodes(lines: Iterable[str]) -> Iterator[PostcodeRow | RowProblem]:
    """Rows in the file's order, a bad one as its problem. Raises UnreadableFile."""
    for line, values in _rows(lines, _POSTCODES, required=("code", "local_authority")):
        try:
            yield _postcode(values)
        except ValueError as wrong:
            yield RowProblem(line, str(wrong))


def read_areas(lines: Iterable[str]) -> Iterator[AreaRow | RowProblem]:
    """Codes and names of council areas or wards, as the ONS lists them. Raises UnreadableFile."""
    for line, values in _rows(lines, _AREAS, required=("code", "name")):
        code, name = values["code"], values["name"]
        if not code or not _CODE.fullmatch(code):
            yield RowProblem(line, f"“{code[:10]}” is not an area's code.")
        elif not 0 < len(name) <= 120:  # noqa: PLR2004 - what an area's name may have
            yield RowProblem(line, "An area needs a name of at most 120 characters.")
        else:
            yield AreaRow(code, name)


def _rows(
    lines: Iterable[str], columns: dict[str, re.Pattern[str]], *, required: Sequence[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Each line's number and its values by our names; empty lines are left out."""
    reader = csv.reader(lines)
    try:
        places = _places(next(reader, []), columns, required)
        for row in reader:
            values = {
                column: row[place].strip() if place < len(row) else ""
                for column, place in places.items()
            }
            if any(values.values()):
                yield reader.line_num, values
    except csv.Error as error:
        raise UnreadableFile(f"Line {reader.line_num} is no CSV.") from error


def _places(
    heading: Sequence[str], columns: dict[str, re.Pattern[str]], required: Sequence[str]
) -> dict[str, int]:
    """Where each of our columns stands. Of several years side by side, the newest."""
    names = [name.strip().lstrip("\ufeff").lower() for name in heading]
    places = {}
    for column, pattern in columns.items():
        found = [name for name in names if pattern.fullmatch(name)]
        if found:
            places[column] = names.index(max(found, key=_year))
        elif column in required:
            raise UnreadableFile(f"The file has no column for {column.replace('_', ' ')}.")
    return places


def _year(name: str) -> int:
    """Of a name such as lsoa21cd; 0 where it has none. The census of 2001 came before all."""
    digits = re.search(r"\d\d", name)
    return int(digits.group()) if digits else 0


def _postcode(values: dict[str, str]) -> PostcodeRow:
    code = normalise(values["code"])
    if not code:
        raise ValueError(f"“{values['code'][:10]}” is not a postcode.")
    areas = {column: values.get(column, "").upper() for column in _CODES}
    for area in areas.values():
        if not _CODE.fullmatch(area):
            raise ValueError(f"“{area[:10]}” is not an area's code.")
    terminated = values.get("terminated", "")
    if not _MONTH.fullmatch(terminated):
        raise ValueError(f"“{terminated[:10]}” is not a month of its end, like 199606.")
    easting, northing = _irish(values) if code.startswith("BT") else _grid(values)
    return PostcodeRow(
        code=code,
        easting=easting,
        northing=northing,
        terminated=terminated,
        **{column: "" if area.endswith(_PSEUDO) else area for column, area in areas.items()},
    )


def _grid(values: dict[str, str]) -> tuple[int, int] | tuple[None, None]:
    east, north = values.get("easting", ""), values.get("northing", "")
    if not east and not north:
        return None, None
    if not (_METRES.fullmatch(east) and _METRES.fullmatch(north)):
        raise ValueError("The grid reference is not two numbers of metres.")
    return round(float(east)), round(float(north))


def _irish(values: dict[str, str]) -> tuple[int, int] | tuple[None, None]:
    """Northern Ireland's references are on the Irish grid: taken from the degrees instead."""
    try:
        latitude, longitude = float(values.get("latitude", "")), float(values.get("longitude", ""))
    except ValueError:
        return None, None
    if not 0 < latitude < _NO_LATITUDE:
        return None, None
    return to_grid(latitude, longitude)
