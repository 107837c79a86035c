"""Families: all tables that count the same people. The closed list of what is published of people.

Tables of one set of people are hidden together, or the margins of one would tell another's cells.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Final
from uuid import UUID

from reporting.disclosure.sums import Counted, Holds, Sum
from reporting.figures.rules import Period

# After the last day of a period: until then somebody may still write down what happened in it.
LATE: Final = timedelta(days=28)
ALL: Final = "all"
# Who has no value of a dimension.
NONE: Final = ""
_MOST_DIMENSIONS: Final = 2
# What earlier publications of the same people show: by name, a number, or None where hidden.
Earlier = Mapping[str, int | None]


def late(period: Period) -> date:
    """The first day on which a period can be counted."""
    return period.last + LATE + timedelta(days=1)


def no_name(_name: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """`of` says in a word which people it counts: no two families count the same.

    `counted` runs in the system's context of one network. A number of a year is the sum of its
    quarters; a `nearly` one is not, because somebody may stand in two quarters and once in the
    year: it is counted for the year itself. A family that `follows` another counts the same people
    later: `beside` adds to what it counted what the other has published of the period.
    """

    code: str
    of: str
    counted: Callable[[UUID, Period], Counted]
    nearly: Callable[[str], bool] = no_name
    due: Callable[[Period], date] = late
    follows: str = ""
    beside: Callable[[Counted, Earlier], Counted] | None = None
    dimensions: tuple[str, ...] = ()
    tables: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Dimension:
    """What people are told apart by. `several`: one person may have several values of it."""

    code: str
    several: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """One person, or `n` alike. `amounts` are added up beside the number of people."""

    values: Mapping[str, str | tuple[str, ...]]
    n: int = 1
    amounts: Mapping[str, Decimal] = field(default_factory=dict)


_families: dict[str, Family] = {}


def register_family(family: Family) -> Family:
    """For `apps.ready()`: make known what is published, and of whom."""
    if family.code in _families:
        raise ValueError(f"There are two families called {family.code!r}.")
    same = [one.code for one in _families.values() if one.of == family.of]
    if same and family.follows not in same:
        raise ValueError(f"{family.code!r} counts the same people as {same}: make it one family.")
    _families[family.code] = family
    return family


def families() -> Mapping[str, Family]:
    """Each after the one that it follows."""
    return _families


def family_of(code: str) -> Family:
    return _families[code]


def people_family(
    code: str,
    dimensions: Sequence[Dimension],
    tables: Sequence[tuple[str, ...]],
    records: Callable[[UUID, Period], Iterable[Record]],
    *,
    of: str,
    due: Callable[[Period], date] = late,
    once_a_year: bool = False,
) -> Family:
    """A family of tables of at most two dimensions, each with its margins and the total."""
    known = [one.code for one in dimensions]
    for table in tables:
        if len(table) > _MOST_DIMENSIONS or not set(table) <= set(known):
            raise ValueError(f"No table of a family: {table}.")
    closed = {(), *((one,) for table in tables for one in table), *map(tuple, tables)}
    every = sorted(
        (tuple(sorted(one, key=known.index)) for one in closed), key=lambda one: (len(one), one)
    )
    several = {one.code for one in dimensions if one.several}
    return Family(
        code=code,
        of=of,
        counted=lambda network_id, period: tabulated(every, several, records(network_id, period)),
        nearly=(lambda _name: True) if once_a_year else no_name,
        due=due,
        dimensions=tuple(known),
        tables=tuple(every),
    )


def name_of(values: Iterable[tuple[str, str]]) -> str:
    """The name of a cell, such as `ward=E05000026|need=food`; `all` without any value."""
    return "|".join(f"{dimension}={value}" for dimension, value in values) or ALL


def tabulated(
    tables: Iterable[tuple[str, ...]], several: set[str], records: Iterable[Record]
) -> Counted:
    """Every table from the same records. Who has no value of a dimension stands under NONE."""
    numbers: dict[str, int] = {ALL: 0}
    beside: dict[str, dict[str, Decimal]] = defaultdict(dict)
    parts: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    tables = list(tables)
    for record in records:
        for table in tables:
            for values in product(*(_values(record, one) for one in table)):
                cell = list(zip(table, values, strict=True))
                name = name_of(cell)
                numbers[name] = numbers.get(name, 0) + record.n
                for what, amount in record.amounts.items():
                    beside[name][what] = beside[name].get(what, Decimal(0)) + amount
                for one in cell:
                    total = name_of(other for other in cell if other != one)
                    parts[total, one[0]][name] = None
    return Counted(
        numbers,
        [
            Sum(total, tuple(names), Holds.OVERLAP if by in several else Holds.EXACT)
            for (total, by), names in parts.items()
        ],
        beside=beside,
    )


def _values(record: Record, dimension: str) -> tuple[str, ...]:
    found = record.values.get(dimension, NONE)
    return (found or (NONE,)) if isinstance(found, tuple) else (found,)
