"""A team is split: what is open of the services that go is the new team's, with its letter.

The letter is opened to the new team under the share of the old one, and an agreement that stands;
then the old one's is closed. What was closed before stays where it was.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.members.models import Team
from organisations.members.presenters import full_name
from organisations.roles.queries import people_told_about
from organisations.teams.registry import Handler, Moved, Work
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.rules import PlanStatus
from referrals.assessments.models import OpenNeed
from referrals.clients.models import Share
from referrals.consent.models import Consent
from referrals.desk.models import Offer
from referrals.referrals.actions.moving import add_event
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, EventKind, Side, Status
from referrals.voice.models import NotCalled

_UNDER_WAY: Final = tuple(one for one in OPEN if one != Status.DRAFT)


def count(network_id: UUID, team_id: UUID, services: Collection[UUID] | None) -> Work:
    """As the system, from envelopes and the ledger. Of some services: only what goes with them."""
    teams = [team_id, *Team.objects.filter(merged_into=team_id).values_list("pk", flat=True)]
    open_now = Referral.objects.filter(network_id=network_id, status__in=_UNDER_WAY)
    received = open_now.filter(to_team__in=teams)
    if services is not None:
        return Work(received=received.filter(service__in=list(services)).count())
    needs = OpenNeed.objects.filter(network_id=network_id, team__in=teams, settled_at=None)
    plans = AftercarePlan.objects.filter(
        network_id=network_id, team__in=teams, status=PlanStatus.RUNNING
    )
    return Work(
        received=received.count(),
        sent=open_now.filter(from_team__in=teams).count(),
        needs=needs.count(),
        plans=plans.count(),
    )


def move(actor: Actor, old: Team, new: Team, services: Collection[UUID]) -> Moved:
    """Referrals in one order, as everybody locks them; who is accepting one is waited for."""
    with enter(system(actor.network.id)):
        held = Referral.objects.select_for_update(of=("self",)).filter(
            network_id=actor.network.id,
            to_team=old,
            service__in=list(services),
            status__in=_UNDER_WAY,
        )
        referrals = list(held.order_by("id"))
        Offer.objects.filter(team=old, service__in=list(services), answer="").update(team=new)
    now, moved = timezone.now(), 0
    works = set(people_told_about(new.pk))
    both = _as_both(actor, old, new)
    for referral in referrals:
        with enter(both.context):
            moved += _move_one(referral, old, new, actor=both, works=works, at=now)
    return Moved(moved=moved, stayed=len(referrals) - moved)


def _as_both(actor: Actor, old: Team, new: Team) -> Actor:
    """Whoever splits a team acts for both of its halves, in this and in nothing else."""
    return replace(
        actor,
        roles=frozenset({"worker"}),
        teams=(old.pk, new.pk),
        envelopes=(old.pk, new.pk),
        managed=(),
    )


def _move_one(
    referral: Referral, old: Team, new: Team, *, actor: Actor, works: Collection[UUID], at: datetime
) -> bool:
    share = Share.objects.filter(referral=referral, team=old, until=None).first()
    consent = _held(share, at)
    if share is None or consent is None:
        return False
    unassigned = referral.assigned_to_id is not None and referral.assigned_to_id not in works
    if referral.owner_team_id == old.pk:
        referral.owner_team_id = new.pk
    referral.to_team, referral.to_name, referral.changed_at = new, full_name(new), at
    if unassigned:
        referral.assigned_to_id = None
    fields = ["to_team", "to_name", "owner_team", "assigned_to", "changed_at"]
    referral.save(update_fields=fields)
    Share.objects.create(
        network_id=referral.network_id,
        client_id=share.client_id,
        assessment_id=share.assessment_id,
        parent=share,
        consent=consent,
        team=new,
        ground=Share.Ground.REFERRAL,
        referral=referral,
        items=share.items,
        granted_by_id=old.pk,
        since=at,
    )
    Share.objects.filter(pk=share.pk, until=None).update(until=at)
    add_event(referral, EventKind.HANDED_ON, actor=actor, at=at, side=Side.RECEIVER)
    if unassigned:
        add_event(referral, EventKind.ASSIGNED, actor=actor, at=at, side=Side.RECEIVER)
    with enter(system(referral.network_id)):
        waiting = NotCalled.objects.filter(referral=referral, team=old.pk, settled_at=None)
        waiting.update(team=new.pk)
    return True


def _held(share: Share | None, at: datetime) -> Consent | None:
    """The agreement under which it was shared, locked; None once it is over or taken back."""
    if share is None or share.consent_id is None:
        return None
    held = Consent.objects.select_for_update(of=("self",)).filter(withdrawn_at=None)
    consent = held.filter(pk=share.consent_id).first()
    over = consent is not None and consent.expires_at is not None and consent.expires_at <= at
    return None if over else consent


HANDLER: Final = Handler(count=count, move=move)
