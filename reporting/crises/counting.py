"""From households to a table: counts, what is missing, and what is hidden. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from reporting.crises.rules import WINDOWS, Followed, Why, came_again, is_over
from reporting.disclosure.families import Earlier
from reporting.disclosure.sums import UNSEEN, Counted, Sum
from reporting.disclosure.tables import Table
from reporting.figures.report import Hidden

GROUPS: Final = ("all", "with_aftercare", "without_aftercare")
_PARTS: Final = GROUPS[1:]
_UNKNOWN: Final = ("unrecognised", "not_said")
_EARLY: Final = "6/early"
# What is told beside the rows, in its order.
MISSING: Final = (*_UNKNOWN, "12/early", *(why.value for why in Why))
Counts = dict[str, int]
# What six more months make of a number: who came again can only be more.
_GROWS: Final = {"n": 0, "again": 1, "not": -1}


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
    counted_on: date | None = None

    @property
    def nobody(self) -> bool:
        """Nobody's crisis was met or told in the time, as far as it is counted."""
        counts = [*(row.n for row in self.rows), *self.missing.values()]
        return not any(count is None or count for count in counts)


def counts_of(households: Sequence[Followed], gaps: Gaps, *, counted_to: date) -> Counts:
    """Every number of one period by its name."""
    counts: Counts = {}
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
    return counts | {
        **{why.value: without.count(why) for why in Why},
        "unrecognised": gaps.unrecognised,
        "not_said": gaps.not_said,
    }


def counted_six(every: Counts) -> Counted:
    """What can be said when six months are over."""
    own = {name: n for name, n in every.items() if name.startswith("6/") and name != _EARLY}
    own |= {name: every[name] for name in (*(why.value for why in Why), *_UNKNOWN)}
    without = Sum(f"6/{_PARTS[1]}/n", tuple(why.value for why in Why))
    return Counted(own, [*_sums_of(6), without], quiet=_quiet(every, 6))


def counted_twelve(every: Counts) -> Counted:
    own = {name: n for name, n in every.items() if name.startswith("12/")}
    del own["12/early"]
    return Counted(own, _sums_of(12), quiet=_quiet(every, 12))


def beside_six(twelve: Counted, six: Earlier) -> Counted:
    """What the first six months hide stays hidden, and who came in the later six is kept safe."""
    numbers, sums, secret = dict(twelve.numbers), list(twelve.sums), set(twelve.secret)
    for name, n in twelve.numbers.items():
        first, later = name.replace("12/", "6/", 1), f"{UNSEEN}{name.rpartition('/')[0]}"
        before = six.get(first, 0)
        if before is None:
            secret.add(name)
            continue
        if (n - before) * _GROWS[name.rpartition("/")[2]] < 0:
            continue
        numbers |= {first: before, **({later: abs(n - before)} if not name.endswith("/n") else {})}
        if name.endswith("/again"):
            sums.append(Sum(name, (first, later)))
        elif name.endswith("/not"):
            sums.append(Sum(first, (name, later)))
        elif n == before:
            sums.append(Sum(name, (first,)))
    every = tuple(f"{UNSEEN}12/{group}" for group in GROUPS)
    if numbers.keys() >= set(every):
        sums.append(Sum(every[0], every[1:]))
    shown = twelve.shown | {name for name in numbers if name.startswith("6/")}
    return replace(twelve, numbers=numbers, sums=sums, secret=secret, shown=shown)


def _sums_of(months: int) -> list[Sum]:
    rows = [
        Sum(f"{months}/{group}/n", (f"{months}/{group}/again", f"{months}/{group}/not"))
        for group in GROUPS
    ]
    columns = [
        Sum(f"{months}/all/{what}", tuple(f"{months}/{one}/{what}" for one in _PARTS))
        for what in ("n", "again", "not")
    ]
    return [*rows, *columns]


def _quiet(every: Counts, months: int) -> set[str]:
    """That nobody of a group came again tells of everybody in it."""
    return {
        f"{months}/{group}/{what}"
        for group in GROUPS
        if every[f"{months}/{group}/n"]
        for what in ("again", "not")
    }


def figure_of(six: Table | None, twelve: Table | None) -> Figure:
    """Of one period as it was published; before its months are over it is too early to say."""
    rows = [
        Row(
            group,
            months,
            _told(table, f"{months}/{group}/n"),
            _told(table, f"{months}/{group}/again"),
        )
        for months, table in ((6, six), (12, twelve))
        for group in GROUPS
    ]
    missing = {name: _told(six, name) for name in MISSING}
    missing["12/early"] = 0 if twelve else _told(six, "6/all/n")
    return Figure(tuple(rows), missing, six.counted_on if six else None)


def _told(table: Table | None, name: str) -> int | None:
    found = table.named(name) if table else 0
    return None if isinstance(found, Hidden) else found
