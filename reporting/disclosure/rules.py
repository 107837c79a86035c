"""Small numbers are hidden, and what would give them away is hidden with them: pure.

Counts have names; a `Sum` says which of them are made of which. For every small count that is
hidden there has to be another world (`worlds.py`): whole numbers, all that is shown the same, and
this count not small. What has to be hidden besides for that is hidden, the cheapest first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from math import log2
from typing import Final

from reporting.disclosure.sums import LEAST, UNSEEN, Counted
from reporting.disclosure.worlds import Ledger, Move, Search, move_of, stands

# A world among what is hidden anyway; then with more hidden: with care, in haste, and at last as
# if another one like them had come, which leads somewhere unless what is given stands against it.
_AMONG_HIDDEN: Final = Search(looks=100)
_SEARCHES: Final = (
    _AMONG_HIDDEN,
    Search(looks=1000, hiding=True, haste=120),
    Search(looks=4000, hiding=True, haste=400),
    Search(looks=2000, hiding=True, haste=800, rising=True),
)
# A total is read more than one of its parts, and the total of all most: to hide it costs more.
_TOTAL: Final = 2
_OF_ALL: Final = 100


@dataclass(slots=True)
class _Found:
    """Worlds by the small count that each keeps safe."""

    worlds: dict[str, Move] = field(default_factory=dict)

    def add(self, ledger: Ledger, move: Move, unsafe: set[str]) -> None:
        """One world may keep several safe, and so may its mirror."""
        mirror = {name: -by for name, by in move.items()}
        for world in [move, mirror] if stands(ledger, mirror) else [move]:
            for name in sorted(world.keys() & unsafe):
                if _is_safe(ledger, name, world[name]):
                    self.worlds[name] = world
                    unsafe.discard(name)


def hidden(counted: Counted) -> frozenset[str]:
    """The names not to be shown; everything but zeros where nothing less was found to be safe."""
    found = kept_safe(counted)
    if found is None:
        return frozenset(name for name, n in counted.numbers.items() if n or name in counted.quiet)
    return found


def kept_safe(
    counted: Counted, *, already: AbstractSet[str] = frozenset()
) -> frozenset[str] | None:
    """The names not to be shown, those that were hidden `already` among them.

    None: no world was found for one of the small numbers.
    """
    numbers, shown = counted.numbers, counted.shown
    small = {
        name
        for name, number in numbers.items()
        if number < LEAST and (number or name in counted.quiet) and name not in shown
    }
    unseen = {name for name in numbers if UNSEEN in name}
    gone = small | (counted.secret & numbers.keys()) | unseen | already
    ledger = _ledger(counted, gone, counted.quiet | counted.few | unseen)
    unsafe, found = set(small), _Found()
    for name in sorted(small, key=lambda name: (-numbers[name], name)):
        if name in unsafe and not _protect(ledger, name, found, unsafe):
            return None
    _show_again(ledger, gone, found)
    return frozenset(ledger.free)


def _ledger(counted: Counted, gone: AbstractSet[str], with_zero: AbstractSet[str]) -> Ledger:
    return Ledger(
        counts=counted.numbers,
        sums=counted.sums,
        least={**dict.fromkeys(with_zero, 0), **counted.least},
        most=dict.fromkeys(counted.few, LEAST - 1),
        free=set(gone),
        costs={name: cost for name, cost in _costs(counted) if name not in counted.shown | gone},
    )


def _costs(counted: Counted) -> Iterator[tuple[str, int]]:
    """What is lost when a number is hidden; a zero never is."""
    totals = Counter(one.total for one in counted.sums)
    parts = {part for one in counted.sums for part in one.parts}
    for name, number in counted.numbers.items():
        if number:
            of_all = _OF_ALL if totals[name] and name not in parts else 1
            yield name, round(4 * log2(number + 1)) * (1 + _TOTAL * totals[name]) * of_all


def _protect(ledger: Ledger, name: str, found: _Found, unsafe: set[str]) -> bool:
    move = next(filter(None, (_world(ledger, name, one) for one in _SEARCHES)), None)
    if move is None:
        return False
    for one in move:
        ledger.free.add(one)
        ledger.costs.pop(one, None)
    found.add(ledger, move, unsafe)
    return True


def _world(ledger: Ledger, name: str, search: Search) -> Move | None:
    """Of those that keep it safe the one for which least has to be hidden."""
    found = (move_of(ledger, name, change, search) for change in _changes(ledger, name))
    return min(
        filter(None, found),
        key=lambda move: sum(ledger.costs.get(one, 0) for one in move),
        default=None,
    )


def _changes(ledger: Ledger, name: str) -> tuple[int, ...]:
    """What keeps a small number safe: that it could be large; where zeros are hidden, or nobody.

    Where it is told that it is small, and of nobody, any other number does.
    """
    count = ledger.counts[name]
    if name in ledger.most:
        return (1, -1)
    if ledger.least.get(name) == 0:
        return (-count, LEAST - count) if count else (1,)
    return (LEAST - count,)


def _is_safe(ledger: Ledger, name: str, by: int) -> bool:
    count = ledger.counts[name]
    if name in ledger.most or not count:
        return by != 0
    return count + by >= LEAST or (count + by == 0 and ledger.least.get(name) == 0)


def _show_again(ledger: Ledger, first: Iterable[str], found: _Found) -> None:
    """What was hidden for one and is needed for none, now that more is hidden."""
    later = sorted(ledger.free - set(first), key=lambda name: (-ledger.counts[name], name))
    for name in later:
        ledger.free.discard(name)
        others: dict[str, Move] = {}
        for small in [small for small, world in found.worlds.items() if name in world]:
            move = _world(ledger, small, _AMONG_HIDDEN)
            if move is None:
                ledger.free.add(name)
                break
            others[small] = move
        else:
            found.worlds.update(others)
