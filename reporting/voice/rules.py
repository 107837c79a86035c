"""What people say at the end, as shares of how many said so; small numbers hidden: pure.

Quarters never overlap and, once shown, never change: no two looks differ by one person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from referrals.voice.questions.rules import ANSWER_WITHIN, ANSWERS, CHANGE_WITHIN
from reporting.disclosure.sums import LEAST, Counted, Holds, Sum
from reporting.disclosure.tables import Table
from reporting.figures.report import Hidden
from reporting.figures.rules import Period, programme_year, quarters_of

# Whether they answered at all, then what they answered.
ANSWERED: Final = "answered"
MEASURES: Final = (ANSWERED, *ANSWERS)
# The row of the whole network, among those of its services.
ALL: Final = ""
_WHATS: Final = ("n", "good", "other")
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


HIDDEN: Final = Shown()
NOBODY: Final = Shown(n=0)
# Below it, that few said otherwise would tell how many: of five, none.
_FEW_OF: Final = 2 * LEAST - 1
OTHERWISE: Final = "few_otherwise"
AS_ONE_WOULD_WISH: Final = "few_good"


def counted(said: Mapping[str, Mapping[str, Count]]) -> Counted:
    """By measure, then by service: how many, how many good, how many not; and all services."""
    rows = {
        (measure, service): count
        for measure, counts in said.items()
        for service, count in {**counts, ALL: sum(counts.values(), Count())}.items()
        if count.n
    }
    few = {key: told for key, count in rows.items() if (told := _few(count))}
    return Counted(
        {
            name_of(*key, what): getattr(count, what)
            for key, count in rows.items()
            for what in _WHATS
        },
        [*_sums(rows), *_among_who_answered(rows)],
        quiet={
            name_of(*key, what) for key in rows if key[0] != ANSWERED for what in ("good", "other")
        },
        # That everybody answered tells nothing of them; but it has to look as if few had not.
        secret={
            name_of(*key, what) for key in few if key[0] == ANSWERED for what in ("good", "other")
        },
        few={name_of(*key, "other" if told == OTHERWISE else "good") for key, told in few.items()},
        least={
            name_of(*key, what): LEAST
            for key, count in rows.items()
            if count.n >= _FEW_OF and key not in few
            for what in ("good", "other")
        },
        beside={name_of(*key, "n"): {told: Decimal(1)} for key, told in few.items()},
    )


def name_of(measure: str, service: str, what: str) -> str:
    return f"{measure}/{service}/{what}"


def shown_of(table: Table, measure: str, service: str) -> Shown:
    """What the publication shows of one service, or of all: a share, or between which it lies."""
    n, good = (table.named(name_of(measure, service, what)) for what in ("n", "good"))
    if isinstance(n, Hidden):
        return HIDDEN
    if not n:
        return NOBODY
    if not isinstance(good, Hidden):
        return Shown(n, _percent(good, n), _percent(good, n))
    few = LEAST - 1
    told = table.beside.get(name_of(measure, service, "n"), {})
    if OTHERWISE in told:
        return Shown(n, _percent(n - few, n), 100)
    return Shown(n, 0, _percent(few, n)) if AS_ONE_WOULD_WISH in told else Shown(n)


def services_in(table: Table) -> set[str]:
    return {name.split("/")[1] for name in table.cells} - {ALL}


def _few(count: Count) -> str:
    """That few said otherwise, or few as one would wish: told of so many that it stays open."""
    if count.n < _FEW_OF or min(count.good, count.other) >= LEAST:
        return ""
    return OTHERWISE if count.other < LEAST else AS_ONE_WOULD_WISH


def _sums(rows: Iterable[tuple[str, str]]) -> Iterator[Sum]:
    of_measure: dict[str, list[str]] = {}
    for measure, service in rows:
        parts = (name_of(measure, service, "good"), name_of(measure, service, "other"))
        yield Sum(name_of(measure, service, "n"), parts)
        of_measure.setdefault(measure, []).append(service)
    for measure, services in of_measure.items():
        for what in _WHATS:
            every = tuple(name_of(measure, one, what) for one in services if one != ALL)
            yield Sum(name_of(measure, ALL, what), every)


def _among_who_answered(rows: Iterable[tuple[str, str]]) -> Iterator[Sum]:
    """Who answered one question is among those who answered at all."""
    known = set(rows)
    for measure, service in known:
        if measure != ANSWERED and (ANSWERED, service) in known:
            answered = name_of(ANSWERED, service, "good")
            yield Sum(answered, (name_of(measure, service, "n"),), Holds.WITHIN)


def _percent(part: int, whole: int) -> int:
    """Halves rounded up."""
    return (200 * part + whole) // (2 * whole)


def due(period: Period) -> date:
    """The day on which nobody can change an answer of the period any more."""
    return period.last + SETTLED_AFTER + timedelta(days=1)


def is_settled(period: Period, *, today: date) -> bool:
    return today >= due(period)


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
