"""Passing a referral on within what the person agreed to, in sight of who referred them first."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, Problem
from networks.networks.queries import network_by_id
from organisations.agreements.queries import who_may_hold
from organisations.capacity.actions import give_back_place, take_places
from organisations.directory.models import Service
from referrals.assessments.models import AssessmentNeed
from referrals.clients.models import Share
from referrals.clocks.waits import first_answer
from referrals.consent.holding import hold_consent
from referrals.consent.models import Consent
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.handing import (
    Sending,
    begin_sending,
    hand_over,
    insert_referrals,
    new_referral,
)
from referrals.referrals.actions.moving import (
    already_done_by,
    check_move,
    lock_referral,
    move,
)
from referrals.referrals.actions.receivers import check_may_be_asked, services_named
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Outcome, Side, Status


@transaction.atomic
def forward(*, actor: Actor, reference: str, service: UUID, note: str = "") -> Referral:
    """Ask a better service; answers the new referral, of which this team is the sender.

    The old one closes as referred on, and its team keeps what it got: it must be able to answer
    questions. Raises Problem without leave to pass on, ServicePaused when the service is paused.
    """
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.CLOSED, kind=EventKind.FORWARDED):
        return Referral.objects.get(forwarded_from=referral)
    check_move(referral, "forward", actor=actor)
    [asked] = services_named(actor, [service])
    if asked.team_id == referral.to_team_id:
        raise Problem(_("This is a service of your own team. Choose another one."), field="service")
    now = timezone.now()
    sending = begin_sending(
        actor=actor,
        assessment=referral.assessment,
        team_id=referral.receiver_id,
        needs=_needs(referral),
        at=now,
        forwarded_from=referral,
    )
    _check_still_signed(sending)
    check_may_be_asked([asked], organisation_id=sending.team.organisation_id, at=now)
    child = _hand_on(sending, referral, asked, consent=_leave_to_pass_on(referral))
    _write(referral, child, note.strip(), actor=actor, at=now)
    _close(referral, child, actor=actor, at=now)
    return child


def _check_still_signed(sending: Sending) -> None:
    """What came under a signature that has ended is brought to its end, and not passed on."""
    own = sending.team.organisation_id
    if own and not who_may_hold([own], network_id=sending.network.pk, at=sending.at):
        raise Problem(
            _(
                "Your organisation’s signature of the data sharing agreement has ended, so you"
                " cannot pass this on. Decline and name the service: the team that sent it can"
                " ask it."
            ),
            field="service",
        )


def _leave_to_pass_on(referral: Referral) -> Consent:
    consent = hold_consent(referral.assessment_id)
    if consent is None or not consent.pass_on:
        raise Problem(
            _(
                "They have not agreed that you pass this on. Ask them, or decline and name"
                " the service: the team that sent it can ask it."
            ),
            field="service",
        )
    return consent


def _needs(referral: Referral) -> list[tuple[str, str]]:
    told = AssessmentNeed.objects.filter(
        assessment=referral.assessment_id, need_id__in=referral.needs
    )
    return list(told.order_by("need__position", "id").values_list("need_id", "urgency"))


def _hand_on(
    sending: Sending, referral: Referral, service: Service, *, consent: Consent
) -> Referral:
    """No more than this team was shown, and of that only what the service needs to know."""
    own = Share.objects.filter(referral=referral, team_id=sending.team.pk, until=None).first()
    if own is None:
        raise Conflict(_("Your team no longer sees this person’s details."))
    child = new_referral(sending, service)
    take_places(
        actor=sending.actor,
        taken=[(child.pk, service.pk)],
        organisation_id=sending.team.organisation_id,
    )
    insert_referrals([child])
    wanted = {*service.information_needed}
    items = [item for item in own.items if item in wanted or item.startswith("file:")]
    hand_over(sending, child, parent=own, consent=consent, items=items)
    return child


def _write(referral: Referral, child: Referral, note: str, *, actor: Actor, at: datetime) -> None:
    """For who sent it and for who gets it now: each reads it in a thread of its own."""
    if not note:
        return
    kind = Message.Kind.FORWARD
    write_note(referral, kind, actor=actor, side=Side.RECEIVER, body=note, at=at)
    write_note(child, kind, actor=actor, side=Side.SENDER, body=note, at=at)


def _close(referral: Referral, child: Referral, *, actor: Actor, at: datetime) -> None:
    taken_on = referral.status != Status.SENT
    move(
        referral,
        "forward",
        actor=actor,
        at=at,
        next_action_at=None,
        detail=child.reference,
        outcome=Outcome.REFERRED_ON,
        seen_at=referral.seen_at or at,
        **first_answer(referral, at, network=network_by_id(actor.network.id)),
    )
    if not taken_on:
        give_back_place(network_id=referral.network_id, referral_id=referral.pk)
