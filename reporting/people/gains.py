"""What came of it for people: how each need stands, and what was gained. Pure.

Of what was told twice the last counts; what two teams wrote down of one gain counts once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final
from uuid import UUID

from referrals.outcomes.chain import counted_once
from referrals.outcomes.rules import Awarded, Gain, Gained, Met

# The best that anybody says of a need is how it stands.
STATES: Final = (Met.MET.value, Met.PARTLY.value, Met.NOT.value)
ONCE, YEARLY, WRITTEN_OFF = "once", "yearly", "written_off"
KINDS: Final[Mapping[str, str]] = {
    Gain.AWARD: ONCE,
    Gain.GOODS: ONCE,
    Gain.ONE_OFF: ONCE,
    Gain.YEARLY: YEARLY,
    Gain.DEBT_WRITTEN_OFF: WRITTEN_OFF,
}
# Nobody said how they know of it, or from which scheme it is.
NOT_SAID: Final = "not_said"
_AWARDS: Final = frozenset({Gain.AWARD, Gain.GOODS})


@dataclass(frozen=True, slots=True)
class Telling:
    """The last that was told of one referral, or of a whole story without one."""

    person: UUID
    assessment_id: UUID
    referral_id: UUID | None
    gained: Gained


@dataclass(frozen=True, slots=True)
class Sum:
    """What one person gained of one sort: so many gains, so many pounds."""

    gains: int
    pounds: Decimal


def needs_of(tellings: Iterable[Telling]) -> dict[tuple[UUID, str], str]:
    """To each need of each person how it stands; what nobody spoke of is not in it."""
    stand: dict[tuple[UUID, str], str] = {}
    for one in tellings:
        for need, state in one.gained.needs:
            before = stand.get((one.person, need), STATES[-1])
            stand[one.person, need] = min(before, state, key=STATES.index)
    return stand


def money_of(tellings: Sequence[Telling]) -> dict[tuple[UUID, str, str], Sum]:
    """By person, kind of gain and how somebody knows of it."""
    found: dict[tuple[UUID, str, str], list[Awarded]] = defaultdict(list)
    for person, award in _gains(tellings):
        found[person, KINDS[award.kind], award.evidence or NOT_SAID].append(award)
    return {key: _sum(awards) for key, awards in found.items()}


def awards_of(tellings: Sequence[Telling]) -> dict[tuple[UUID, str], Sum]:
    """By person and scheme: grants, goods and vouchers alone."""
    found: dict[tuple[UUID, str], list[Awarded]] = defaultdict(list)
    for person, award in _gains(tellings):
        if award.kind in _AWARDS:
            found[person, award.scheme_code or NOT_SAID].append(award)
    return {key: _sum(awards) for key, awards in found.items()}


def _gains(tellings: Sequence[Telling]) -> Iterable[tuple[UUID, Awarded]]:
    of_person: dict[UUID, list[Telling]] = defaultdict(list)
    for one in tellings:
        of_person[one.person].append(one)
    for person, told in of_person.items():
        for award in counted_once(told).awards:
            yield person, award


def _sum(awards: Sequence[Awarded]) -> Sum:
    return Sum(len(awards), sum((one.amount or Decimal(0) for one in awards), Decimal(0)))
