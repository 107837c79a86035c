"""The other organisations of a practice network: each next step by the action a page would call."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from organisations.directory.queries import services_to_refer_to
from organisations.members.models import Membership
from organisations.practice.queries import made_up_teams
from referrals.desk.actions import place
from referrals.outcomes.rules import Gained, all_met
from referrals.practice.acting import made_up_desk, made_up_of
from referrals.practice.rules import (
    CALLED_AFTER,
    CLOSED_AFTER,
    DESK_AFTER,
    HELD_FOR,
    Reply,
    outcome_of,
    reply_to,
)
from referrals.referrals import actions
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import ENDED, DeclineReason, EventKind, Status, Way

_AT_RECEIVER: Final = (Status.SENT, Status.ACCEPTED, Status.IN_PROGRESS)


def answer_for_others(network_id: UUID, referral_id: UUID) -> datetime | None:
    """One step of somebody made up, if it is their turn: a job's work, that may come twice.

    Answers when their next step is due.
    """
    # Whoever holds the row may be about to move this very job: nobody waits for both.
    rows = Referral.objects.select_for_update(of=("self",), skip_locked=True)
    referral = rows.filter(pk=referral_id).first()
    if referral is None:
        there = Referral.objects.filter(pk=referral_id).exclude(status__in=ENDED).exists()
        return timezone.now() + HELD_FOR if there else None
    made_up = made_up_teams(network_id)
    with translation.override(_language_of(referral)):
        if referral.status in _AT_RECEIVER and referral.to_team_id in made_up:
            with made_up_of(referral.receiver_id, network_id=network_id) as actor:
                return _receive(referral, actor, place=_place(referral, made_up))
        if referral.from_team_id in made_up:
            _asked_back(referral)
        elif referral.status == Status.WITH_BROKER:
            return _find_place(referral, made_up)
    return None


def _receive(referral: Referral, actor: Actor, *, place: int) -> datetime | None:
    now, reference = timezone.now(), referral.reference
    if referral.status == Status.ACCEPTED:
        actions.record_contact(actor=actor, reference=reference, made=True, way=Way.PHONE)
        return now + CLOSED_AFTER
    if referral.status == Status.IN_PROGRESS:
        actions.close(
            actor=actor,
            reference=reference,
            outcome=outcome_of(place),
            note=_("Practice: this is how it could end."),
            gained=Gained(all_met(*referral.needs)),
        )
        return None
    reply = Reply.ACCEPT if _was_answered(referral) else reply_to(place)
    if reply == Reply.ASK:
        question = _("How many people live there, and when can we call?")
        actions.return_to_sender(actor=actor, reference=reference, question=question)
    elif reply == Reply.DECLINE:
        _decline(referral, actor)
    else:
        actions.accept(actor=actor, reference=reference)
        return now + CALLED_AFTER
    return None


def _decline(referral: Referral, actor: Actor) -> None:
    actions.decline(
        actor=actor,
        reference=referral.reference,
        reason=DeclineReason.NO_CAPACITY,
        note=_("We are full this week. Try the place below."),
        suggested_service=_better_place(referral, actor),
    )


def _asked_back(referral: Referral) -> None:
    """Whoever practises has asked a question about what a made-up team sent."""
    if referral.status == Status.RETURNED:
        with made_up_of(referral.from_team_id, network_id=referral.network_id) as actor:
            text = _("Two adults and a child. They can be called after 3pm.")
            actions.answer(actor=actor, reference=referral.reference, text=text)


def _find_place(referral: Referral, made_up: list[UUID]) -> datetime | None:
    """Sent to the desk by who practises: if nobody else has, the made-up coordinator places it."""
    due = (referral.sent_at or referral.changed_at) + DESK_AFTER
    if timezone.now() < due:
        return due
    with made_up_desk(referral.network_id) as actor:
        found = services_to_refer_to(actor).filter(team__in=made_up)
        open_now = found.exclude(capacities__state="paused")
        fits = open_now.filter(service_needs__need__in=referral.needs).order_by("id").first()
        service = fits or open_now.order_by("id").first()
        if service is not None:
            place(actor=actor, reference=referral.reference, service_id=service.pk)
    return None


def _better_place(referral: Referral, actor: Actor) -> UUID | None:
    """Another made-up service that meets a need of it and can take somebody."""
    found = services_to_refer_to(actor).filter(
        team__in=made_up_teams(referral.network_id), service_needs__need__in=referral.needs
    )
    others = found.exclude(pk__in=[referral.service_id]).exclude(capacities__state="paused")
    return others.order_by("id").values_list("pk", flat=True).first()


def _place(referral: Referral, made_up: list[UUID]) -> int:
    """How many the team has sent to made-up teams before this one."""
    earlier = Q(sent_at__lt=referral.sent_at) | Q(sent_at=referral.sent_at, pk__lt=referral.pk)
    sent = Referral.objects.filter(from_team=referral.from_team_id, to_team__in=made_up)
    return sent.filter(earlier).count()


def _was_answered(referral: Referral) -> bool:
    return ReferralEvent.objects.filter(referral=referral, kind=EventKind.ANSWERED).exists()


def _language_of(referral: Referral) -> str:
    """Of who sent it: what is made up is written in theirs."""
    sender = Membership.objects.filter(pk__in=[referral.sent_by_id])
    return sender.values_list("language", flat=True).first() or "en"
