"""Asking several services at once; the first that says yes gets the referral."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter
from ccs.tenancy.problems import Conflict, NotAllowed
from networks.networks.queries import network_by_id, working_hours
from organisations.directory.models import Service
from organisations.members.models import Membership, Team
from organisations.roles.queries import people_told_about
from referrals.clocks.rules import respond_by
from referrals.desk.actions.placing import place
from referrals.desk.models import Offer
from referrals.referrals.actions.answering import accept
from referrals.referrals.actions.moving import add_event, check_move, lock_referral
from referrals.referrals.actions.receivers import check_may_be_asked, services_named
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side


@transaction.atomic
def offer(*, actor: Actor, reference: str, service_ids: Sequence[UUID]) -> list[Offer]:
    """Ask services whether they can help with these needs; nothing about the person goes there.

    Those asked already are left as they are. Raises Problem for one that may not be asked.
    """
    referral = lock_referral(actor=actor, reference=reference)
    check_move(referral, "place", actor=actor)
    now, network = timezone.now(), network_by_id(actor.network.id)
    services = services_named(actor, service_ids)
    organisation = Team.objects.values_list("organisation", flat=True).get(pk=referral.from_team_id)
    check_may_be_asked(services, organisation_id=organisation, at=now)
    asked = set(
        Offer.objects.filter(referral=referral, answer="").values_list("service", flat=True)
    )
    by = respond_by(
        now, urgency=referral.urgency, standards=network.standards, hours=working_hours(network)
    )
    made = Offer.objects.bulk_create(
        Offer(
            network_id=referral.network_id,
            referral=referral,
            service=service,
            team_id=service.team_id,
            needs=_asked_of(referral, service),
            urgency=referral.urgency,
            made_by_id=actor.member_id,
            made_at=now,
            answer_by=by,
        )
        for service in services
        if service.pk not in asked
    )
    if made:
        event = add_event(referral, EventKind.OFFERED, actor=actor, at=now, side=Side.DESK)
        for one in made:
            enqueue(
                "offer_made",
                network_id=referral.network_id,
                recipients=people_told_about(one.team_id),
                subject_id=one.pk,
                event_id=event.pk,
            )
    return made


@transaction.atomic
def accept_offer(*, actor: Actor, offer_id: UUID) -> Referral:
    """Say yes: the desk's referral comes to the actor's team, which has accepted it.

    Of a team that was asked. Conflict, in plain words, for everybody after the first.
    """
    asked = _asked(actor, offer_id)
    if asked.answer == Offer.Answer.ACCEPTED and asked.answered_by_id == actor.member_id:
        return Referral.objects.get(pk=asked.referral_id)
    desk = _desk_of(actor, asked)
    with enter(desk.context):
        waiting = Referral.objects.select_for_update(of=("self",)).get(pk=asked.referral_id)
        # Held: whoever else is being first is known now.
        asked.refresh_from_db()
        _check_waits(asked)
        _answer(asked, Offer.Answer.ACCEPTED, actor=actor)
        place(actor=desk, reference=waiting.reference, service_id=asked.service_id)
    return accept(actor=actor, reference=waiting.reference)


@transaction.atomic
def refuse_offer(*, actor: Actor, offer_id: UUID) -> None:
    """Say no. It costs nothing: no reason is asked, and no place was taken."""
    asked = _asked(actor, offer_id)
    if asked.answer == Offer.Answer.REFUSED:
        return
    asked = Offer.objects.select_for_update(of=("self",)).get(pk=offer_id)
    _check_waits(asked)
    _answer(asked, Offer.Answer.REFUSED, actor=actor)


def _asked(actor: Actor, offer_id: UUID) -> Offer:
    asked = Offer.objects.filter(pk=offer_id, team__in=actor.teams).first()
    if asked is None:
        raise NotAllowed(_("There is no such request here."))
    return asked


def _check_waits(asked: Offer) -> None:
    if asked.answer:
        raise Conflict(
            _("Somebody else has said yes, or it is no longer needed. Thank you all the same.")
        )


def _answer(asked: Offer, answer: Offer.Answer, *, actor: Actor) -> None:
    asked.answer, asked.answered_at = answer, timezone.now()
    asked.answered_by_id = actor.member_id
    asked.save(update_fields=["answer", "answered_at", "answered_by"])
    record(f"offer.{answer}", actor=actor, subject_kind="referral", subject_id=asked.referral_id)


def _desk_of(actor: Actor, asked: Offer) -> Actor:
    """Whoever made the offer said that the first to say yes gets it: it is done in their name."""
    desk = Team.objects.get(network_id=actor.network.id, is_desk=True)
    maker = Membership.objects.filter(pk=asked.made_by_id).first() if asked.made_by_id else None
    return replace(
        actor,
        name=maker.name if maker else desk.name,
        # An offer that another system made for the desk was made by nobody with a name.
        member_id=maker.pk if maker else actor.member_id,
        user_id=None,
        roles=frozenset({"worker"}),
        teams=(desk.pk,),
        envelopes=(desk.pk,),
        managed=(),
        desk_team=desk.pk,
    )


def _asked_of(referral: Referral, service: Service) -> list[str]:
    met = {row.need_id for row in service.service_needs.all()}
    return [need for need in referral.needs if need in met] or list(referral.needs)
