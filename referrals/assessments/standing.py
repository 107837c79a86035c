"""How a service stands to one conversation, and what is left when nobody can help: pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final
from uuid import UUID

from organisations.capacity.rules import UnmetReason
from organisations.matching.rules import Match

_NOT_NOW: Final = frozenset({"paused", "full"})
_NOT_TO_US: Final = frozenset({"route_closed", "not_signed"})
# A service chosen for what it does not list is still asked: whoever receives it knows best.
_NO_MATTER: Final = frozenset({"meets_no_need"})
_MOST_MISSES: Final = 5


class Standing(Enum):
    FITS = auto()
    WAITING = auto()
    OWN = auto()
    DECLINED = auto()
    NOT_NOW = auto()
    NOT_TO_US = auto()
    NOT_FOR_THEM = auto()


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, whom they asked, and who of these said no."""

    own: Collection[UUID] = ()
    waiting: Collection[UUID] = ()
    declined: Collection[UUID] = ()


def standing_of(match: Match, asking: Asking) -> Standing:
    """What rules the person out weighs more than what may change by itself."""
    against = {reason.code for reason in match.ruled_out} - _NO_MATTER
    if match.service_id in asking.waiting:
        return Standing.WAITING
    if match.service_id in asking.own:
        return Standing.OWN
    if against - _NOT_NOW - _NOT_TO_US:
        return Standing.NOT_FOR_THEM
    if against & _NOT_TO_US or any(one.code == "route_not_known" for one in match.unknowns):
        return Standing.NOT_TO_US
    if against:
        return Standing.NOT_NOW
    return Standing.DECLINED if match.service_id in asking.declined else Standing.FITS


def can_be_asked(match: Match, asking: Asking) -> bool:
    """Open, and open to us: a person whom it may not take is its own to judge."""
    closed = {reason.code for reason in match.ruled_out} & (_NOT_NOW | _NOT_TO_US)
    barred = {Standing.WAITING, Standing.OWN, Standing.NOT_TO_US}
    return not closed and standing_of(match, asking) not in barred


def unmet_needs(
    needs: Sequence[str], matches: Iterable[Match], asking: Asking
) -> dict[UnmetReason, list[str]]:
    """The needs that nobody can take now and nobody has been asked for, by the reason why."""
    standings = [(match, standing_of(match, asking)) for match in matches]
    unmet: dict[UnmetReason, list[str]] = {}
    for need in needs:
        reason = _why({standing for match, standing in standings if need in match.met})
        if reason:
            unmet.setdefault(reason, []).append(need)
    return unmet


def nearest_misses(needs: Collection[str], matches: Iterable[Match], asking: Asking) -> list[Match]:
    """Who would meet the needs but for the fewest things, the likeliest to change first."""
    order = [Standing.NOT_NOW, Standing.NOT_TO_US, Standing.NOT_FOR_THEM, Standing.DECLINED]
    near = [
        (order.index(standing), len(match.ruled_out), -match.score, place, match)
        for place, match in enumerate(matches)
        if match.met & set(needs) and (standing := standing_of(match, asking)) in order
    ]
    return [match for *_order, match in sorted(near, key=lambda one: one[:4])[:_MOST_MISSES]]


def _why(standings: set[Standing]) -> UnmetReason | None:
    """None where somebody can take it, or has it already."""
    if standings & {Standing.FITS, Standing.WAITING, Standing.OWN}:
        return None
    if not standings:
        return UnmetReason.NOBODY
    if Standing.DECLINED in standings:
        return UnmetReason.DECLINED
    return UnmetReason.PAUSED if Standing.NOT_NOW in standings else UnmetReason.RULED_OUT
