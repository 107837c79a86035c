"""Which counts are made of which: what somebody who reads a table may reckon with. Pure."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final

# A name that begins with it is of no table: it could be worked out from some, and is kept safe.
UNSEEN: Final = "~"
# Fewer people than this are not shown as a number.
LEAST: Final = 5


class Holds(StrEnum):
    """How the parts make the total.

    NEARLY: as EXACT, but somebody may stand in two parts and once in the total (a year and its
    quarters). OVERLAP: people stand in several parts (the needs of one person). WITHIN: each part
    is among the total, which may be more than all of them.
    """

    EXACT = "exact"
    NEARLY = "nearly"
    OVERLAP = "overlap"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Sum:
    """`total` is the number of all `parts` together."""

    total: str
    parts: tuple[str, ...]
    holds: Holds = Holds.EXACT

    @property
    def names(self) -> tuple[str, ...]:
        return (self.total, *self.parts)


_NOTHING: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Counted:
    """Every number of one look at the same people, by its name, and which are made of which.

    A zero is shown, unless it is `quiet` (that nobody answered no tells what everybody said).
    `secret` ones are hidden whatever they are, and a small one among them is kept safe too. Of
    `few` it is said that they are fewer than `LEAST`: they must not be told more exactly than
    that. `least` is what can be known of a hidden number, where that is more than 1. `shown` are
    on view elsewhere already. `beside` goes with a number of people and is hidden with it.
    """

    numbers: Mapping[str, int]
    sums: Sequence[Sum] = ()
    quiet: AbstractSet[str] = _NOTHING
    secret: AbstractSet[str] = _NOTHING
    few: AbstractSet[str] = _NOTHING
    least: Mapping[str, int] = field(default_factory=dict)
    shown: AbstractSet[str] = _NOTHING
    beside: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
