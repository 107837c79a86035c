"""A published table about people, and what may be worked out from several: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reporting.disclosure.families import ALL, Earlier, name_of
from reporting.figures.report import HIDDEN, Hidden

_TENTH: Final = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Table:
    """One publication. A cell is a number, 0 of nobody, or HIDDEN."""

    cells: Earlier
    beside: Mapping[str, Mapping[str, str]]
    counted_on: date
    dimensions: Sequence[str] = ()

    @property
    def total(self) -> int | Hidden:
        return self.named(ALL)

    def named(self, name: str) -> int | Hidden:
        found = self.cells.get(name, 0)
        return HIDDEN if found is None else found

    def cell(self, **values: str) -> int | Hidden:
        """Of those who have all these values: `cell(ward="E05000026", need="food")`."""
        return self.named(self._name(values))

    def rows(self, *by: str) -> list[tuple[tuple[str, ...], int | Hidden]]:
        """Every cell of one table by its values in the order of `by`, sorted; of nobody, none."""
        found = []
        for name in self.cells:
            values = dict(one.split("=", 1) for one in name.split("|")) if name != ALL else {}
            if values.keys() == set(by):
                found.append((tuple(values[one] for one in by), self.named(name)))
        return sorted(found, key=lambda row: row[0])

    def amount(self, what: str, **values: str) -> Decimal | Hidden:
        """What was added up beside the people of a cell; hidden when the cell is."""
        name = self._name(values)
        if self.named(name) is HIDDEN:
            return HIDDEN
        return Decimal(self.beside.get(name, {}).get(what, "0"))

    def _name(self, values: Mapping[str, str]) -> str:
        return name_of((one, values[one]) for one in self.dimensions if one in values)


def share(part: int | Hidden, whole: int | Hidden) -> Decimal | Hidden | None:
    """In percent with one decimal, from two numbers that are shown; None of nobody."""
    if isinstance(part, Hidden) or isinstance(whole, Hidden):
        return HIDDEN
    if not whole:
        return None
    return (Decimal(100 * part) / whole).quantize(_TENTH, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """A sum of what is shown, where something is hidden."""

    n: int


def together(tables: Iterable[Table]) -> dict[str, int | AtLeast]:
    """Several networks' tables as one, cell by cell: of what they publish, and so nothing more."""
    every = list(tables)
    return {
        name: _sum([table.named(name) for table in every])
        for name in sorted({name for table in every for name in table.cells})
    }


def _sum(numbers: Sequence[int | Hidden]) -> int | AtLeast:
    shown = sum(number for number in numbers if not isinstance(number, Hidden))
    return AtLeast(shown) if any(isinstance(number, Hidden) for number in numbers) else shown
