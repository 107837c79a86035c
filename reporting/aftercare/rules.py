"""What checks of the aftercare found: how many, how needs stand, how steady money feels. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median
from typing import Final

from reporting.disclosure.sums import LEAST, Counted, Sum
from reporting.disclosure.tables import Table
from reporting.figures.report import Hidden

STANDING: Final = ("met", "partly", "not_met")
SUMS: Final = (
    Sum("checks", ("reached", "not_reached")),
    Sum("needs", STANDING),
    Sum("steadiness", ("steadier", "as_before", "less_steady")),
)
NAMES: Final = ("plans", *(name for one in SUMS for name in one.names))


@dataclass(frozen=True, slots=True)
class Felt:
    """How steady money felt to somebody on a day, from 0 to 10."""

    story: object
    day: date
    steadiness: int


@dataclass(frozen=True, slots=True)
class Aftercare:
    """The counts of one period by name, and the change in points. None: hidden."""

    counts: Mapping[str, int | None]
    mean_change: Decimal | None
    median_change: Decimal | None
    counted_on: date


def changes(felt: Sequence[Felt], *, first: date, last: date) -> list[int]:
    """Of each whose last answer is of the period, against their first: nobody who answered once."""
    answers: dict[object, list[Felt]] = {}
    for one in sorted(felt, key=lambda one: one.day):
        if one.day <= last:
            answers.setdefault(one.story, []).append(one)
    return [
        told[-1].steadiness - told[0].steadiness
        for told in answers.values()
        if len(told) > 1 and told[-1].day >= first
    ]


def change_counts(found: Sequence[int]) -> dict[str, int]:
    return {
        "steadiness": len(found),
        "steadier": sum(change > 0 for change in found),
        "as_before": sum(change == 0 for change in found),
        "less_steady": sum(change < 0 for change in found),
    }


def counted(numbers: Mapping[str, int], found: Sequence[int]) -> Counted:
    """The change in points goes with the people of whom it was told, where they are enough."""
    every = {**numbers, **change_counts(found)}
    points = {"mean": _rounded(mean(found)), "median": _rounded(median(found))} if found else {}
    beside = {"steadiness": points} if len(found) >= LEAST else {}
    return Counted(every, SUMS, beside=beside)


def is_of_people_once(name: str) -> bool:
    """Who said twice how steady money feels may do so in two quarters, and once in the year."""
    return name in {"steadiness", "steadier", "as_before", "less_steady"}


def aftercare_in(table: Table) -> Aftercare:
    points = {name: Decimal(told) for name, told in table.beside.get("steadiness", {}).items()}
    return Aftercare(
        counts={name: _or_none(table.named(name)) for name in NAMES},
        mean_change=points.get("mean"),
        median_change=points.get("median"),
        counted_on=table.counted_on,
    )


def _or_none(number: int | Hidden) -> int | None:
    return None if isinstance(number, Hidden) else number


def _rounded(value: float) -> Decimal:
    return Decimal(str(value)).quantize(Decimal("0.1"), ROUND_HALF_UP)
