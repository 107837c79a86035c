"""The same action on each of several referrals, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from referrals.referrals.actions import accept, assign
from referrals.several.rules import Deed


@dataclass(frozen=True, slots=True)
class Done:
    """What came of one of them. `why_not` is empty where it was done."""

    reference: str
    why_not: str = ""


def do_each(
    *, actor: Actor, deed: Deed, references: Sequence[str], assigned_to: UUID | None
) -> list[Done]:
    """Each in a savepoint of its own: what was refused undoes nothing but itself."""
    found = []
    for reference in references:
        try:
            with transaction.atomic():
                _do(deed, actor=actor, reference=reference, assigned_to=assigned_to)
        except Problem as problem:
            found.append(Done(reference, str(problem.message)))
        else:
            found.append(Done(reference))
    return found


def _do(deed: Deed, *, actor: Actor, reference: str, assigned_to: UUID | None) -> None:
    if deed == Deed.ACCEPT:
        for_team = assigned_to is None
        accept(actor=actor, reference=reference, assigned_to=assigned_to, for_team=for_team)
    else:
        assign(actor=actor, reference=reference, assigned_to=assigned_to)
