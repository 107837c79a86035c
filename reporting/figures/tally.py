"""Counts of the roll-up, put together by code: what the figures here begin with."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from reporting.facts.queries import Counted, counted
from reporting.figures.report import Asked
from reporting.figures.sheets import share_of

Where = Mapping[str, str | Sequence[str]]
# The number of each measure.
Measures = Mapping[str, int]


@dataclass(slots=True)
class Parts:
    """Who sent and who received how many of `n`; who did both in one referral did so `inside`."""

    made: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    received: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    inside: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    n: int = 0

    def add(self, sender: str, receiver: str, count: int) -> None:
        self.made[sender] += count
        self.received[receiver] += count
        if sender == receiver:
            self.inside[sender] += count
        self.n += count

    def involved(self, name: str) -> int:
        return self.made[name] + self.received[name] - self.inside[name]

    def share(self, name: str) -> Decimal | None:
        return share_of(self.involved(name), self.n)

    def names(self) -> list[str]:
        """Who has a part in most, first."""
        every = {*self.made, *self.received}
        return sorted(every, key=lambda name: (-self.involved(name), name))


def counts(
    asked: Asked,
    cube: str,
    *measures: str,
    by: Sequence[str] = (),
    where: Where | None = None,
) -> list[Counted]:
    """Of the network and the period that were asked for."""
    return counted(asked.network_id, cube, measures, asked.period, by=by, where=where or {})


def total(asked: Asked, cube: str, measure: str, *, where: Where | None = None) -> int:
    return sum(row.n for row in counts(asked, cube, measure, where=where))


def by_key(rows: Iterable[Counted]) -> dict[tuple[str, ...], dict[str, int]]:
    """The measures of each key; one that did not occur counts nothing."""
    found: dict[tuple[str, ...], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in rows:
        found[row.key][row.measure] += row.n
    return found


def sides(asked: Asked, *names: str) -> dict[str, str | Sequence[str]]:
    """The filters by sector, as the cube `routes` takes them."""
    return {name: asked.filters[name] for name in names if name in asked.filters}
