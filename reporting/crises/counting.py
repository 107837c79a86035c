"""From households to a table: counts, what is missing, and what is hidden. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reporting.crises.rules import WINDOWS, Followed, Why, came_again, is_over
from reporting.disclosure.periods import named, sums_in
from reporting.disclosure.rules import LEAST, Sum, hidden

GROUPS: Final = ("all", "with_aftercare", "without_aftercare")
_PARTS: Final = GROUPS[1:]
# What is told beside the rows, in its order.
MISSING: Final = (
    "unrecognised",
    "not_said",
    *(f"{months}/early" for months in WINDOWS),
    *(why.value for why in Why),
)
Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class Gaps:
    """What a period's figure cannot know.

    People of whom nothing tells who they are; crises of which nobody said whether they were met.
    """

    unrecognised: int = 0
    not_said: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One group after so many months. None: hidden. `share` is a percentage."""

    group: str
    months: int
    n: int | None
    again: int | None

    @property
    def share(self) -> Decimal | None:
        if not self.n or self.again is None:
            return None
        return (Decimal(100 * self.again) / self.n).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def suppressed(self) -> bool:
        return self.n is None or self.again is None


@dataclass(frozen=True, slots=True)
class Figure:
    """The rows, and by name how many are missing from them or why; None: hidden."""

    rows: tuple[Row, ...]
    missing: Mapping[str, int | None]

    @property
    def nobody(self) -> bool:
        """Nobody's crisis was met or told in the time, as far as it is counted."""
        counts = [*(row.n for row in self.rows), *self.missing.values()]
        return not any(count is None or count for count in counts)


def counts_of(households: Sequence[Followed], gaps: Gaps, *, counted_to: date) -> Counts:
    """Every number of one period by its name: what `sums_of` makes of what."""
    counts: Counts = {"met": len(households)}
    for months in WINDOWS:
        over = [one for one in households if is_over(one, months=months, counted_to=counted_to)]
        counts[f"{months}/early"] = len(households) - len(over)
        for group in GROUPS:
            of_group = [
                one for one in over if group == "all" or one.aftercare == (group == _PARTS[0])
            ]
            again = sum(came_again(one, months=months) for one in of_group)
            counts[f"{months}/{group}/n"] = len(of_group)
            counts[f"{months}/{group}/again"] = again
            counts[f"{months}/{group}/not"] = len(of_group) - again
    without = [one.why for one in households if not one.aftercare]
    counts["without"] = len(without)
    return counts | {
        **{why.value: without.count(why) for why in Why},
        "unrecognised": gaps.unrecognised,
        "not_said": gaps.not_said,
    }


def sums_of() -> Iterator[Sum]:
    yield Sum("without", tuple(why.value for why in Why))
    for months in WINDOWS:
        yield Sum("met", (f"{months}/early", f"{months}/all/n"))
        for group in GROUPS:
            yield Sum(f"{months}/{group}/n", (f"{months}/{group}/again", f"{months}/{group}/not"))
        for what in ("n", "again", "not"):
            yield Sum(f"{months}/all/{what}", tuple(f"{months}/{one}/{what}" for one in _PARTS))


def tables(views: Mapping[str, Counts]) -> dict[str, Figure]:
    """A year (`year`) and its quarters, hidden together: what one shows could tell another's."""
    later = dict(_later(views))
    counts = named(views) | later
    sums = list(sums_in(views, sums_of(), whole="year"))
    for name in later:
        view, group = name.split(" later/")
        sums.append(Sum(f"{view} 12/{group}/again", (f"{view} 6/{group}/again", name)))
    people = {name: count for name, count in counts.items() if not _is_of_nobody(name, counts)}
    gone = hidden(people, _among(people, sums), secret=later)
    return {view: _figure(view, of, gone) for view, of in views.items()}


def _later(views: Mapping[str, Counts]) -> Iterator[tuple[str, int]]:
    """Who came again after the sixth month: told by two columns, where both are of the same."""
    for view, of in views.items():
        for group in GROUPS:
            later = of[f"12/{group}/again"] - of[f"6/{group}/again"]
            if of[f"12/{group}/n"] == of[f"6/{group}/n"] and 0 < later < LEAST:
                yield f"{view} later/{group}", later


def _is_of_nobody(name: str, counts: Counts) -> bool:
    """A zero of an empty group, or of nobody missing: that says nothing about anybody."""
    if counts[name]:
        return False
    head, _slash, what = name.rpartition("/")
    return what not in ("again", "not") or not counts[f"{head}/n"]


def _among(people: Counts, sums: Iterable[Sum]) -> list[Sum]:
    """The sums without the zeros left out."""
    return [
        Sum(one.total, parts)
        for one in sums
        if one.total in people and (parts := tuple(part for part in one.parts if part in people))
    ]


def _figure(view: str, counts: Counts, gone: frozenset[str]) -> Figure:
    def shown(name: str) -> int | None:
        return None if f"{view} {name}" in gone else counts[name]

    rows = [
        Row(group, months, shown(f"{months}/{group}/n"), shown(f"{months}/{group}/again"))
        for months in WINDOWS
        for group in GROUPS
    ]
    return Figure(tuple(rows), {name: shown(name) for name in MISSING})
