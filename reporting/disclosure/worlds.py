"""Other worlds in which everything that is shown is the same: pure.

A hidden number is safe when there is such a world in which it is not small. Worlds are told apart
by their moves: by how much each hidden count is another. One is looked for by changing a count,
then mending each sum that does not hold any more, cheapest first.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import count as numbers
from typing import Final

from reporting.disclosure.sums import Holds, Sum

# How many ways to mend one sum are tried.
_WAYS: Final = 40

Move = dict[str, int]


@dataclass(slots=True)
class Ledger:
    """The true counts, what is known of the hidden ones, and which of the others may be hidden.

    `least` and `most` are what anybody knows of a hidden count. `costs` names those that are
    shown so far and may still be hidden; a name in neither `free` nor `costs` stands as it is.
    """

    counts: Mapping[str, int]
    sums: Sequence[Sum]
    least: Mapping[str, int]
    most: Mapping[str, int]
    free: set[str]
    costs: dict[str, int]
    of_name: dict[str, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for place, one in enumerate(self.sums):
            for name in one.names:
                self.of_name.setdefault(name, []).append(place)

    def room(self, name: str, change: int, moved: int) -> int:
        """How much of the change is possible, after it was moved already."""
        if moved * change < 0:
            return 0
        at = self.counts[name] + moved
        if change < 0:
            return max(-(at - self.least.get(name, 1)), change) if at > 0 else 0
        return max(0, min(self.most[name] - at, change)) if name in self.most else change


@dataclass(frozen=True, slots=True)
class _Step:
    move: Move
    # By the place of its sum: how much more the parts are than the total.
    open: dict[int, int]
    cost: int


@dataclass(frozen=True, slots=True)
class Search:
    """How a world is looked for: how far, and whether more may be hidden for it.

    `haste` is what a sum that is still to be mended is reckoned to cost: the more, the sooner a
    world is found and the dearer it is. `rising`: only worlds with more people.
    """

    looks: int
    hiding: bool = False
    haste: int = 80
    rising: bool = False


def move_of(ledger: Ledger, name: str, change: int, search: Search) -> Move | None:
    """A world in which `name` differs by `change`. None: there is none, or none was found."""
    if ledger.room(name, change, 0) != change:
        return None
    order = numbers()
    start = _moved(ledger, _Step({}, {}, 0), name, change)
    heap = [(0, next(order), start)]
    for _look in range(search.looks):
        if not heap:
            return None
        step = heappop(heap)[2]
        ways = _ways(ledger, step)
        if ways is None:
            return step.move
        for other, by in _cheapest(ledger, step, ways, search):
            new = _moved(ledger, step, other, by)
            heappush(heap, (new.cost + search.haste * len(new.open), next(order), new))
    return None


def stands(ledger: Ledger, move: Move) -> bool:
    """Whether nobody could tell that world from this one."""
    if any(ledger.room(name, by, 0) != by for name, by in move.items()):
        return False
    step = _Step({}, {}, 0)
    for name, by in move.items():
        step = _moved(ledger, step, name, by)
    return _ways(ledger, step) is None


def _moved(ledger: Ledger, step: _Step, name: str, by: int) -> _Step:
    left = dict(step.open)
    for place in ledger.of_name.get(name, ()):
        one = ledger.sums[place]
        if one.holds in {Holds.EXACT, Holds.NEARLY}:
            left[place] = left.get(place, 0) + (-by if name == one.total else by)
            if not left[place]:
                del left[place]
    move = {**step.move, name: step.move.get(name, 0) + by}
    new = 0 if name in ledger.free or name in step.move else ledger.costs.get(name, 0)
    return _Step(move, left, step.cost + new)


def _ways(ledger: Ledger, step: _Step) -> Iterable[tuple[str, int]] | None:
    """What could mend the first thing that does not hold; None: all holds."""
    if step.open:
        place = min(step.open, key=lambda one: len(ledger.sums[one].parts))
        one, more = ledger.sums[place], step.open[place]
        return [(one.total, more), *((part, -more) for part in one.parts)]
    seen = {place for name in step.move for place in ledger.of_name.get(name, ())}
    for place in sorted(seen):
        if (ways := _overlapping(ledger, step.move, ledger.sums[place])) is not None:
            return ways
    return None


def _overlapping(ledger: Ledger, move: Move, one: Sum) -> list[tuple[str, int]] | None:
    """No part is more than its total, and all of them are not less."""
    if one.holds == Holds.EXACT:
        return None

    def at(name: str, *, moved: bool = True) -> int:
        return ledger.counts[name] + (move.get(name, 0) if moved else 0)

    # What did not hold before (somebody moved house between two quarters) proves nothing.
    total, was = at(one.total), at(one.total, moved=False)
    for part in one.parts if total < was else move.keys() & set(one.parts):
        if (over := at(part) - total) > max(0, at(part, moved=False) - was):
            return [(one.total, over), (part, -over)]
    if one.holds == Holds.OVERLAP and (short := total - sum(map(at, one.parts))) > 0:
        return [(one.total, -short), *((part, short) for part in one.parts)]
    return None


def _cheapest(
    ledger: Ledger, step: _Step, ways: Iterable[tuple[str, int]], search: Search
) -> Iterator[tuple[str, int]]:
    found = []
    for name, by in ways:
        free = name in ledger.free or name in step.move
        if not (free or (search.hiding and name in ledger.costs)) or (search.rising and by < 0):
            continue
        room = ledger.room(name, by, step.move.get(name, 0))
        if room:
            cost = 0 if free else ledger.costs[name]
            found.append(
                (cost + search.haste * (room != by), len(ledger.of_name[name]), name, room)
            )
    for _price, _sums, name, room in sorted(found)[:_WAYS]:
        yield name, room
