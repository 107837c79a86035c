"""An organisation pauses or leaves: what it received and others wait for is handed over."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from organisations.capacity.actions import give_back_place
from organisations.standing.registry import Handler, Left, Open
from referrals.aftercare.actions.handing import hand_over_plans
from referrals.assessments.models import OpenNeed
from referrals.clients.models import Share
from referrals.clocks.queries import desk_of
from referrals.clocks.reminding import escalate
from referrals.clocks.waits import first_answer
from referrals.desk.models import Offer
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.answering import leave_open_need
from referrals.referrals.actions.moving import close_share, lock_referral, move
from referrals.referrals.actions.working import close
from referrals.referrals.models import Referral
from referrals.referrals.rules import MOVES, OPEN, DeclineReason, Outcome, Side, Status

_UNDER_WAY: Final = tuple(one for one in OPEN if one != Status.DRAFT)
_UNANSWERED: Final = (Status.SENT, Status.RETURNED)


def listed(network_id: UUID, teams: Collection[UUID]) -> list[Open]:
    """The oldest first."""
    rows = _received(network_id, teams).order_by("created_at", "id")
    return [
        Open(
            reference=one.reference,
            service=one.service_name,
            sender=one.from_name,
            status=str(Status(one.status).label),
            begun=one.status == Status.IN_PROGRESS,
            unanswered=one.status in _UNANSWERED,
        )
        for one in rows
    ]


def sent(network_id: UUID, teams: Collection[UUID]) -> int:
    """What these teams asked of others, and is not over."""
    rows = Referral.objects.filter(network_id=network_id, status__in=_UNDER_WAY)
    return rows.filter(from_team__in=list(teams)).exclude(to_team__in=list(teams)).count()


def needs(network_id: UUID, teams: Collection[UUID]) -> int:
    return _needs(network_id, teams).count()


def give_back(actor: Actor, teams: Collection[UUID], note: str) -> int:
    """What nobody has answered yet: declined for want of room, and a task of who asked."""
    with enter(system(actor.network.id)):
        rows = _received(actor.network.id, teams).filter(status__in=_UNANSWERED).order_by("id")
        waiting = list(rows.values_list("reference", "to_team"))
    return sum(_give_back(actor, team, reference, note) for reference, team in waiting if team)


def leave(actor: Actor, teams: Collection[UUID], note: str) -> Left:
    """All that is open, whatever has been done about it; and its sight of every letter but its own.

    Its own stories stay under its name, and are open to nobody while nobody works there.
    """
    network_id, now = actor.network.id, timezone.now()
    with enter(system(network_id)):
        rows = _received(network_id, teams).order_by("id")
        waiting = list(rows.values_list("reference", "to_team", "status"))
    given = passed = 0
    for reference, team, status in waiting:
        if status == Status.IN_PROGRESS:
            passed += _pass_on(actor, team, reference, note)
        else:
            given += _give_back(actor, team, reference, note)
    with enter(system(network_id)):
        to_desk = _what_it_asked(network_id, teams, at=now) + _needs_to_desk(
            network_id, teams, actor=actor
        )
        Offer.objects.filter(team__in=list(teams), answer="").update(
            answer=Offer.Answer.OVER, answered_at=now
        )
        to_desk += sum(hand_over_plans(network_id, team) for team in teams)
        shares = Share.objects.filter(team__in=list(teams), until=None)
        shares.exclude(ground=Share.Ground.ORIGIN).update(until=now)
    return Left(given_back=given, passed_on=passed, to_desk=to_desk)


def _received(network_id: UUID, teams: Collection[UUID]) -> QuerySet[Referral]:
    rows = Referral.objects.filter(network_id=network_id, status__in=_UNDER_WAY)
    return rows.filter(to_team__in=list(teams))


def _needs(network_id: UUID, teams: Collection[UUID]) -> QuerySet[OpenNeed]:
    rows = OpenNeed.objects.filter(network_id=network_id, settled_at=None)
    return rows.filter(team__in=list(teams))


def _as_team(actor: Actor, team: UUID) -> Actor:
    """Who looks after the organisation acts for one of its teams, in this and in nothing else."""
    return replace(actor, roles=frozenset({"worker"}), teams=(team,), envelopes=(team,), managed=())


def _give_back(actor: Actor, team: UUID, reference: str, note: str) -> bool:
    """False where somebody was first: it is over, or it has begun."""
    own, now = _as_team(actor, team), timezone.now()
    with enter(own.context):
        referral = lock_referral(actor=own, reference=reference)
        if referral.status not in MOVES["give_back"].before:
            return False
        _write(referral, Message.Kind.DECLINE, note, actor=own, at=now)
        move(
            referral,
            "give_back",
            actor=own,
            at=now,
            next_action_at=None,
            detail=DeclineReason.NO_CAPACITY,
            decline_reason=DeclineReason.NO_CAPACITY,
            accepted_at=None,
            assigned_to_id=None,
            **first_answer(referral, now, network=network_by_id(actor.network.id)),
        )
        leave_open_need(referral, actor=own, suggested_service=None)
        close_share(referral, at=now)
        give_back_place(network_id=referral.network_id, referral_id=referral.pk)
    return True


def _pass_on(actor: Actor, team: UUID, reference: str, note: str) -> bool:
    """Help has begun: closed as passed on, and what is still needed is a task of who asked."""
    own = _as_team(actor, team)
    with enter(own.context):
        referral = close(
            actor=own,
            reference=reference,
            outcome=Outcome.REFERRED_ON,
            note=note or _("Our organisation is leaving the network."),
        )
        leave_open_need(referral, actor=own, suggested_service=None)
    return True


def _write(
    referral: Referral, kind: Message.Kind, note: str, *, actor: Actor, at: datetime
) -> None:
    if note:
        write_note(referral, kind, actor=actor, side=Side.RECEIVER, body=note, at=at)


def _what_it_asked(network_id: UUID, teams: Collection[UUID], *, at: datetime) -> int:
    """Others go on with it. Where they wait for an answer of the one who left, the desk calls."""
    held = Referral.objects.select_for_update(of=("self",)).filter(
        network_id=network_id, owner_team__in=list(teams), status__in=_UNDER_WAY
    )
    network = network_by_id(network_id)
    waiting = list(held.order_by("id"))
    for referral in waiting:
        escalate(referral, network=network, now=at)
    return len(waiting)


def _needs_to_desk(network_id: UUID, teams: Collection[UUID], *, actor: Actor) -> int:
    """Its own, and what was just given back to a team in which nobody works."""
    desk = desk_of(network_id)
    if desk is None:
        return 0
    moved = 0
    for need in _needs(network_id, teams).select_for_update(of=("self",)).order_by("id"):
        need.team = desk
        need.save(update_fields=["team"])
        record("need.to_desk", actor=actor, subject_kind="referral", subject_id=need.referral_id)
        moved += 1
    return moved


HANDLER: Final = Handler(listed=listed, sent=sent, needs=needs, give_back=give_back, leave=leave)
