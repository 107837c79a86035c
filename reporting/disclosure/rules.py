"""Small numbers are hidden, and what would give them away is hidden with them: pure.

Counts have names; a `Sum` says which of them are made of which. A count under `LEAST` is hidden.
As long as a hidden one can be worked out from what is shown, the smallest that helps goes too.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

# Fewer people than this are not shown as a number.
LEAST: Final = 5

Row = dict[str, Fraction]


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the number of all `parts` together."""

    total: str
    parts: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


def hidden(
    counts: Mapping[str, int], sums: Sequence[Sum] = (), *, secret: Iterable[str] = ()
) -> frozenset[str]:
    """The names not to be shown. `secret` ones never are; a small one among them is kept safe too.

    A table of several columns or views is given whole, with the sums across it: what one hides
    another could give away.
    """
    first = {name for name, count in counts.items() if count < LEAST} | set(secret)
    gone = set(first)
    while _given_away(counts, sums, gone):
        shown = {name for one in sums for name in one.names} - gone
        if not shown:
            break
        gone.add(_next(shown, counts, sums, gone))
    for name in sorted(gone - first, key=lambda name: (-counts[name], name)):
        if not _given_away(counts, sums, gone - {name}):
            gone.discard(name)
    return frozenset(gone)


def _next(shown: set[str], counts: Mapping[str, int], sums: Sequence[Sum], gone: set[str]) -> str:
    """The smallest by which less is given away; the smallest of all where none does it alone."""
    told = len(_given_away(counts, sums, gone))
    by_size = sorted(shown, key=lambda name: (counts[name], name))
    better = (one for one in by_size if len(_given_away(counts, sums, gone | {one})) < told)
    return next(better, by_size[0])


def _given_away(counts: Mapping[str, int], sums: Sequence[Sum], gone: set[str]) -> set[str]:
    """Small numbers that are hidden, and that what is shown leaves no doubt of."""
    small = {name for name in gone if counts[name] < LEAST}
    return small & (_told(sums, gone) | set(_few_together(counts, sums, gone)))


def _few_together(counts: Mapping[str, int], sums: Sequence[Sum], gone: set[str]) -> Iterator[str]:
    """Of what is hidden in one sum it can be said that all of it is small."""
    for one in sums:
        unseen = [name for name in one.parts if name in gone]
        if one.total not in gone and sum(counts[name] for name in unseen) < LEAST:
            yield from unseen


def _told(sums: Sequence[Sum], gone: set[str]) -> set[str]:
    """The hidden names that the sums leave one value for, all shown ones being known."""
    rows = [row for one in sums if (row := _row(one, gone))]
    return {next(iter(row)) for row in _reduced(rows) if len(row) == 1}


def _row(one: Sum, gone: set[str]) -> Row:
    row = {name: Fraction(-1) for name in one.parts if name in gone}
    return row | ({one.total: Fraction(1)} if one.total in gone else {})


def _reduced(rows: Iterable[Row]) -> Iterable[Row]:
    """Gauss and Jordan: each row is left with one name that stands in no other row."""
    done: dict[str, Row] = {}
    for row in rows:
        left = row
        for name, other in done.items():
            left = _without(left, name, other)
        if left:
            name = min(left)
            new = {key: value / left[name] for key, value in left.items()}
            done = {key: _without(other, name, new) for key, other in done.items()} | {name: new}
    return done.values()


def _without(row: Row, name: str, other: Row) -> Row:
    """`row` with `name` taken out by means of `other`, in which it stands once."""
    times = row.get(name)
    if not times:
        return row
    names = row.keys() | other.keys()
    left = {key: row.get(key, Fraction(0)) - times * other.get(key, Fraction(0)) for key in names}
    return {key: value for key, value in left.items() if value}
