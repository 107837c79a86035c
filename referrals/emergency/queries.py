"""Who holds a letter beside somebody who must read it now, and what is being read so."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, beginning_emergency, emergency, enter, system
from organisations.members.models import Team
from referrals.assessments.models import Assessment
from referrals.clients.models import Share
from referrals.emergency.models import EmergencyReading
from referrals.referrals.models import Referral
from referrals.referrals.queries import find_referral
from referrals.referrals.rules import Status
from referrals.rights.models import Erasure, Restriction


@dataclass(frozen=True, slots=True)
class Beside:
    """One referral, the open share of it in the same organisation, and the reader's own team."""

    referral: Referral
    share: Share
    team: Team
    organisation_id: UUID


def teams_of(actor: Actor) -> tuple[UUID, ...]:
    """Those by which they may ask: the desk is of no organisation, a key reads no emergencies."""
    if actor.member_id is None or actor.user_id is None:
        return ()
    return tuple(team for team in actor.teams if team != actor.desk_team)


def reading_now(actor: Actor, now: datetime) -> Context:
    return emergency(actor.network.id, user=_user(actor), teams=teams_of(actor), now=now)


def beginning_now(actor: Actor, now: datetime) -> Context:
    return beginning_emergency(actor.network.id, user=_user(actor), now=now)


def _user(actor: Actor) -> UUID:
    if actor.user_id is None:
        raise ValueError("Only somebody who signs in reads in an emergency.")
    return actor.user_id


def opens_by_itself(reference: str, *, actor: Actor) -> Referral | None:
    """The referral, where a team of theirs may open its letter anyway."""
    referral = find_referral(reference, actor=actor)
    if referral is None or not Assessment.objects.filter(pk=referral.assessment_id).exists():
        return None
    return referral


def held_beside(reference: str, *, actor: Actor) -> Beside | None:
    """By its envelope, locked. None is the answer for all that is absent or not theirs."""
    with enter(system(actor.network.id)):
        rows = Referral.objects.select_for_update(of=("self",)).exclude(status=Status.DRAFT)
        referral = rows.filter(network_id=actor.network.id, reference=reference).first()
        if referral is None:
            return None
        own = Team.objects.filter(pk__in=teams_of(actor), closed_on=None)
        at = {
            team.organisation_id: team
            for team in own.order_by("name", "id")
            if team.organisation_id
        }
        shares = Share.objects.filter(
            Q(ground=Share.Ground.ORIGIN) | Q(referral=referral),
            assessment=referral.assessment_id,
            team__organisation__in=list(at),
            until=None,
        ).select_related("team")
        share = shares.order_by("since", "id").last()
        organisation = share.team.organisation_id if share else None
        if share is None or organisation is None or _is_erased(share):
            return None
        return Beside(referral, share, at[organisation], organisation)


def _is_erased(share: Share) -> bool:
    return Erasure.objects.filter(client_id=share.client_id).exists()


def running(actor: Actor, *, now: datetime) -> list[tuple[EmergencyReading, str]]:
    """What they may read so now, each with its reference: the newest first."""
    with enter(reading_now(actor, now)):
        rows = EmergencyReading.objects.filter(ends_at__gt=now, share__until=None)
        found = list(rows.order_by("-at", "-id"))
    with enter(system(actor.network.id)):
        referrals = Referral.objects.filter(pk__in=[one.referral_id for one in found])
        references = dict(referrals.values_list("pk", "reference"))
    return [(one, references[one.referral_id]) for one in found]


def is_restricted(reading: EmergencyReading) -> bool:
    with enter(system(reading.network_id)):
        return Restriction.objects.filter(client=reading.client_id, until=None).exists()


def envelope_of(reading: EmergencyReading) -> Referral:
    with enter(system(reading.network_id)):
        rows = Referral.objects.select_related("from_team", "to_team", "sent_by", "assigned_to")
        return rows.get(pk=reading.referral_id)
