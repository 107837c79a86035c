"""The fewest services that meet all the needs. Pure."""

from collections.abc import Mapping, Sequence
from typing import Final
from uuid import UUID

from organisations.matching.question import Asked, Match

# More needs than these have too many sets of services to try each.
_EXACT: Final = 10


def bundle(asked: Asked, matches: Sequence[Match]) -> tuple[UUID, ...]:
    """The fewest services that together meet every need that can be met; empty for one need.

    `matches` in rank order: of two sets as small, the one made of better matches is found first.
    Of very many needs it is a small set, not always the smallest.
    """
    usable = [match for match in matches if match.met and not match.ruled_out]
    wanted = frozenset[str]().union(*[match.met for match in usable])
    if len(wanted) < 2:  # noqa: PLR2004 - one need is no bundle
        return ()
    bits = {need: 1 << place for place, need in enumerate(sorted(wanted))}
    best: dict[int, UUID] = {}
    for match in usable:
        best.setdefault(sum(bits[need] for need in match.met), match.service_id)
    every = (1 << len(bits)) - 1
    return (_smallest if len(bits) <= _EXACT else _small)(best, every)


def _smallest(best: Mapping[int, UUID], every: int) -> tuple[UUID, ...]:
    """Each round adds one service to the sets found last, and keeps the first way there."""
    reached = {0}
    latest: dict[int, tuple[UUID, ...]] = {0: ()}
    while every not in latest:
        further: dict[int, tuple[UUID, ...]] = {}
        for covered, chosen in latest.items():
            for met, service_id in best.items():
                if covered | met not in reached:
                    further.setdefault(covered | met, (*chosen, service_id))
        reached.update(further)
        latest = further
    return latest[every]


def _small(best: Mapping[int, UUID], every: int) -> tuple[UUID, ...]:
    """Each time whoever meets most of what is left."""
    chosen: list[UUID] = []
    left = every
    while left:
        met = max(best, key=lambda one: (one & left).bit_count())
        chosen.append(best[met])
        left &= ~met
    return tuple(chosen)
