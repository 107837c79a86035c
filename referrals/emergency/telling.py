"""Who is told at once that a letter was read in an emergency: the team, its manager, the desk."""

from uuid import UUID

from django.utils import timezone

from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.members.models import Team
from organisations.roles.queries import managers_of, people_told_about
from referrals.audit.models import UnusualReading, WhatStoodOut
from referrals.emergency.models import EmergencyReading
from referrals.emergency.queries import Beside
from referrals.referrals.models import ReferralEvent
from referrals.referrals.rules import EventKind

# To the team that holds the letter; and to who says whether it was right, and the desk.
TO_TEAM = "emergency_to_team"
TO_LOOK = "emergency_to_look"
_LONGEST_NAME = 120


def tell(reading: EmergencyReading, *, actor: Actor, beside: Beside) -> None:
    """In the transaction in which the reading begins: without it there is none."""
    with enter(system(reading.network_id)):
        _stand_in_history(reading, actor, beside)
        managers = [one for one in managers_of(beside.team.pk) if one != reading.member_id]
        look = _to_be_looked_at(reading, for_desk=not managers)
        desk = Team.objects.filter(
            network_id=reading.network_id, is_desk=True, closed_on=None
        ).first()
        looking = {*managers, *(people_told_about(desk.pk) if desk else [])} - {reading.member_id}
        team = set(people_told_about(beside.share.team_id)) - looking - {reading.member_id}
        _owe(TO_LOOK, reading, looking, subject=look.pk)
        _owe(TO_TEAM, reading, team, subject=reading.referral_id)


def _stand_in_history(reading: EmergencyReading, actor: Actor, beside: Beside) -> None:
    """With the worker's name and team: whoever holds the letter reads who else did."""
    ReferralEvent.objects.create(
        network_id=reading.network_id,
        referral=beside.referral,
        kind=EventKind.EMERGENCY,
        at=reading.at,
        actor_id=actor.identity,
        by_name=f"{actor.name}, {beside.team.name}"[:_LONGEST_NAME],
        other_team_id=_party(beside),
    )


def _party(beside: Beside) -> UUID | None:
    """The team that holds it, where it is one of the referral's own."""
    referral, team = beside.referral, beside.share.team_id
    return team if team in (referral.from_team_id, referral.to_team_id) else None


def _to_be_looked_at(reading: EmergencyReading, *, for_desk: bool) -> UnusualReading:
    return UnusualReading.objects.create(
        network_id=reading.network_id,
        member_id=reading.member_id,
        organisation_id=reading.organisation_id,
        for_desk=for_desk,
        kind=WhatStoodOut.EMERGENCY,
        emergency=reading,
        day=timezone.localdate(reading.at),
        count=1,
        first_at=reading.at,
        last_at=reading.at,
        found_at=reading.at,
    )


def _owe(template: str, reading: EmergencyReading, people: set[UUID], *, subject: UUID) -> None:
    enqueue(
        template,
        network_id=reading.network_id,
        recipients=sorted(people),
        subject_id=subject,
        event_id=reading.pk,
    )
