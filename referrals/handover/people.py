"""What somebody who goes had in their own name: it is their team's from then on."""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from organisations.members.models import Membership, Team
from organisations.people.registry import Given
from referrals.assessments.models import OpenNeed
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import OPEN, EventKind, Status

_GOING_ON: Final = tuple(one for one in OPEN if one != Status.DRAFT)


def given_to(network_id: UUID, member: Membership, teams: Collection[UUID]) -> Given:
    """As the system. A team has what those that were merged into it left open, too."""
    now = _with_merged(teams)
    assigned = Referral.objects.filter(
        network_id=network_id, assigned_to=member.pk, to_team__in=now, status__in=_GOING_ON
    )
    open_now: Counter[UUID] = Counter()
    for rows in (
        Referral.objects.filter(
            network_id=network_id, owner_team__in=now, status__in=_GOING_ON
        ).values_list("owner_team"),
        OpenNeed.objects.filter(network_id=network_id, team__in=now, settled_at=None).values_list(
            "team"
        ),
    ):
        for team, count in rows.annotate(Count("id")).order_by():
            open_now[now[team]] += count
    return Given(assigned=assigned.count(), open=tuple(open_now.items()))


def hand_back(actor: Actor, member: Membership, teams: Collection[UUID]) -> int:
    """Each referral that was given to them is the team's, with an event; its time stays."""
    held = Referral.objects.select_for_update(of=("self",)).filter(
        network_id=member.network_id,
        assigned_to=member.pk,
        to_team__in=_with_merged(teams),
        status__in=_GOING_ON,
    )
    now = timezone.now()
    referrals = list(held.order_by("id"))
    for referral in referrals:
        referral.assigned_to_id, referral.changed_at = None, now
        referral.save(update_fields=["assigned_to", "changed_at"])
        _given_back(referral, actor=actor, at=now)
    return len(referrals)


def _given_back(referral: Referral, *, actor: Actor, at: datetime) -> None:
    """By whoever let them go; where the site itself did, by nobody."""
    ReferralEvent.objects.create(
        network_id=referral.network_id,
        referral=referral,
        kind=EventKind.ASSIGNED,
        at=at,
        actor_id=actor.member_id,
        by_name=actor.name,
        team_id=referral.to_team_id,
        other_team_id=referral.from_team_id,
    )
    record("referral.assigned", actor=actor, subject_kind="referral", subject_id=referral.pk)


def _with_merged(teams: Collection[UUID]) -> dict[UUID, UUID]:
    """These, and those merged into one of them; by team, the one whose people work for it."""
    merged = Team.objects.filter(merged_into__in=list(teams)).values_list("pk", "merged_into")
    return {**{team: team for team in teams}, **{team: into for team, into in merged if into}}
