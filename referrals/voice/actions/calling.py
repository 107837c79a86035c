"""“Nobody has called me”: at once to whoever has the next step, and to the desk."""

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from organisations.members.models import Team
from organisations.roles.queries import network_ref, people_told_about
from referrals.referrals.actions.moving import add_event
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status
from referrals.voice.models import NotCalled, PersonLink
from referrals.voice.rules import NOT_CALLED_A_DAY
from referrals.voice.settling import settle_not_called

NOT_CALLED: Final = "person_not_called"


@transaction.atomic
def say_not_called(link: PersonLink, reference: str) -> bool:
    """By the person. False when it is known already, or was said often enough today."""
    with enter(system(link.network_id)):
        actor = Actor(network=network_ref(link.network), name="", own_link=link.pk)
        return note_not_called(_locked(link, reference), actor=actor, at=timezone.now())


def note_not_called(referral: Referral, *, actor: Actor, at: datetime) -> bool:
    """The same, however they said it. In the system's context, the referral locked."""
    said = NotCalled.objects.filter(referral=referral)
    today = said.filter(said_at__gt=at - timedelta(days=1)).count()
    if today >= NOT_CALLED_A_DAY or said.filter(settled_at=None).exists():
        return False
    event = add_event(referral, EventKind.NOT_CALLED, actor=actor, at=at, side=Side.NOBODY)
    # Of what has ended, whoever helped last; who said no calls nobody.
    helped = None if referral.status == Status.DECLINED else referral.to_team_id
    owner = referral.owner_team_id or helped or referral.origin_team_id
    desks = Team.objects.filter(network=referral.network_id, is_desk=True, closed_on=None)
    desk = desks.values_list("pk", flat=True).first()
    NotCalled.objects.create(
        network_id=referral.network_id,
        referral=referral,
        team_id=owner,
        desk_team_id=desk,
        said_at=at,
    )
    people = [one for team in (owner, desk) if team for one in people_told_about(team)]
    enqueue(
        NOT_CALLED,
        network_id=referral.network_id,
        recipients=dict.fromkeys(people),
        subject_id=referral.pk,
        event_id=event.pk,
    )
    return True


@transaction.atomic
def see_to_it(*, actor: Actor, reference: str) -> None:
    """By a team of the referral, or the desk: it has been put right in another way than a call.

    Twice changes nothing.
    """
    referral = Referral.objects.filter(reference=reference).exclude(status=Status.DRAFT).first()
    if referral is None or not _may_see_to(referral, actor):
        raise NotAllowed(_("There is no such referral here."))
    # As the system: who asked has no say over the row, and may well have been the one who rang.
    with enter(system(actor.network.id)):
        how, now = NotCalled.Settled.ANSWERED, timezone.now()
        if settle_not_called(referral, how, actor=actor, at=now):
            seen = "person.not_called_seen"
            record(seen, actor=actor, subject_kind="referral", subject_id=referral.pk)


def _may_see_to(referral: Referral, actor: Actor) -> bool:
    """Of what they never said there is nothing to see to."""
    parties = {referral.from_team_id, referral.to_team_id, referral.owner_team_id, actor.desk_team}
    involved = bool((parties - {None}) & set(actor.teams))
    return involved and NotCalled.objects.filter(referral=referral).exists()


def _locked(link: PersonLink, reference: str) -> Referral:
    rows = Referral.objects.select_for_update(of=("self",)).filter(
        assessment=link.assessment_id, reference=reference
    )
    referral = rows.exclude(status=Status.DRAFT).first()
    if referral is None:
        raise NotAllowed(_("There is no such referral here."))
    return referral
