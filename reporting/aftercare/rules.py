"""What checks of the aftercare found: how many, how needs stand, how steady money feels. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import mean, median
from typing import Final

from reporting.disclosure.periods import named, sums_in
from reporting.disclosure.rules import LEAST, Sum, hidden

STANDING: Final = ("met", "partly", "not_met")
SUMS: Final = (
    Sum("checks", ("reached", "not_reached")),
    Sum("needs", STANDING),
    Sum("steadiness", ("steadier", "as_before", "less_steady")),
)


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


def shown(
    views: Mapping[str, Mapping[str, int]], found: Mapping[str, Sequence[int]]
) -> dict[str, Aftercare]:
    """A year (`year`) and its quarters, hidden together."""
    counts = {name: count for name, count in named(views).items() if count}
    sums = [
        Sum(one.total, parts)
        for one in sums_in(views, SUMS, whole="year")
        if one.total in counts and (parts := tuple(part for part in one.parts if part in counts))
    ]
    gone = hidden(counts, sums)
    return {
        view: Aftercare(
            {name: None if f"{view} {name}" in gone else n for name, n in of.items()},
            *_points(found[view], is_hidden=f"{view} steadiness" in gone),
        )
        for view, of in views.items()
    }


def _points(found: Sequence[int], *, is_hidden: bool) -> tuple[Decimal | None, Decimal | None]:
    if is_hidden or len(found) < LEAST:
        return None, None
    return _rounded(mean(found)), _rounded(median(found))


def _rounded(value: float) -> Decimal:
    return Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
