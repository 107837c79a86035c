"""What people say at the end, as shares of how many said so; small numbers hidden: pure.

Quarters never overlap and, once shown, never change: no two looks differ by one person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from referrals.voice.questions.rules import ANSWER_WITHIN, ANSWERS, CHANGE_WITHIN
from reporting.disclosure.rules import LEAST, Sum, hidden
from reporting.figures.rules import Period, programme_year, quarters_of

# Whether they answered at all, then what they answered.
ANSWERED: Final = "answered"
MEASURES: Final = (ANSWERED, *ANSWERS)
# The row of the whole network, among those of its services.
ALL: Final = ""
# Until then the last of a quarter may still answer, or change what they said.
SETTLED_AFTER: Final = ANSWER_WITHIN + CHANGE_WITHIN


@dataclass(frozen=True, slots=True)
class Count:
    """Of those who answered: how many as one would wish, and how many not."""

    good: int = 0
    other: int = 0

    @property
    def n(self) -> int:
        return self.good + self.other

    def __add__(self, more: "Count") -> "Count":
        return Count(self.good + more.good, self.other + more.other)


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be shown: without `n`, nothing.

    `least` and `most` are the ends of a share in percent, where it is known to lie between them.
    """

    n: int | None = None
    least: int | None = None
    most: int | None = None

    @property
    def exact(self) -> bool:
        return self.least is not None and self.least == self.most


Counts = Mapping[str, Count]
HIDDEN: Final = Shown()
NOBODY: Final = Shown(n=0)


def table(rows: Counts, *, secret: Iterable[str] = ()) -> dict[str, Shown]:
    """Every row and the sum of all; `secret` rows are not shown, and not to be worked out."""
    counts = {key: one for key, one in {**rows, ALL: sum(rows.values(), Count())}.items() if one.n}
    no_n = _unseen({key: one.n for key, one in counts.items()}, secret)
    unseen = no_n
    # Who knows how many answered and how many said yes knows how many said no.
    while True:
        good = _unseen({key: one.good for key, one in counts.items()}, unseen)
        more = _unseen({key: one.other for key, one in counts.items()}, good)
        if more == unseen:
            break
        unseen = more
    shown = {
        key: _shown(one, unseen=key in unseen, no_n=key in no_n) for key, one in counts.items()
    }
    return {key: shown.get(key, NOBODY) for key in (*rows, ALL)}


def year_of(quarters: Sequence[Counts]) -> dict[str, Shown]:
    """A whole year: only where what its quarters show does not tell what they hide."""
    rows: dict[str, Count] = {}
    for quarter in quarters:
        for key, count in quarter.items():
            rows[key] = rows.get(key, Count()) + count
    whole = [{**quarter, ALL: sum(quarter.values(), Count())} for quarter in quarters]
    shown = [table(quarter) for quarter in quarters]
    secret = {
        key
        for key in (*rows, ALL)
        if not _may_be_added(
            [
                (counts.get(key, Count()), told.get(key, NOBODY))
                for counts, told in zip(whole, shown, strict=True)
            ]
        )
    }
    return table(rows, secret=secret)


def _unseen(numbers: Mapping[str, int], secret: Iterable[str]) -> frozenset[str]:
    """The small ones, the secret ones, and what would give a small one away."""
    kept = numbers.keys() & set(secret)
    sums = [Sum(ALL, tuple(key for key in numbers if key != ALL))] if ALL in numbers else []
    return hidden(numbers, sums, secret=kept)


def _may_be_added(quarters: Sequence[tuple[Count, Shown]]) -> bool:
    """Whether what the quarters of one row hide stays hidden beside their sum."""
    told = [(count, shown) for count, shown in quarters if count.n]
    without_n = [count.n for count, shown in told if shown.n is None]
    unseen = [count for count, shown in told if not shown.exact]
    if len(without_n) == 1 or len(unseen) == 1 or 0 < sum(without_n) < LEAST:
        return False
    together = sum(unseen, Count())
    # With no share shown of any quarter, the year's own is all that is told.
    return len(unseen) in (0, len(told)) or min(together.good, together.other) >= LEAST


def _shown(count: Count, *, unseen: bool, no_n: bool) -> Shown:
    if no_n:
        return HIDDEN
    if not unseen:
        share = _percent(count.good, count.n)
        return Shown(count.n, share, share)
    # Only that few said otherwise: at most one less than what is shown as a number.
    few = LEAST - 1
    if count.other <= few < count.good:
        return Shown(count.n, _percent(count.n - few, count.n), 100)
    if count.good <= few < count.other:
        return Shown(count.n, 0, _percent(few, count.n))
    return Shown(count.n)


def _percent(part: int, whole: int) -> int:
    """Halves rounded up."""
    return (200 * part + whole) // (2 * whole)


def is_settled(period: Period, *, today: date) -> bool:
    return today > period.last + SETTLED_AFTER


def settled_periods(*, today: date, first: date) -> list[Period]:
    """What can be shown since `first`, the newest first: a year after its quarters."""
    found: list[Period] = []
    year = programme_year(first)
    while year.first <= today:
        if is_settled(year, today=today):
            found.append(year)
        quarters = [one for one in quarters_of(year) if is_settled(one, today=today)]
        found += [one for one in quarters if one.last >= first]
        year = programme_year(year.last + timedelta(days=1))
    return found[::-1]


def is_year(period: Period) -> bool:
    return period == programme_year(period.first)
