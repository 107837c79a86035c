"""From one conversation to referrals on their way."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.queries import working_hours
from organisations.capacity.actions import give_back_place, take_places
from organisations.directory.models import Service
from organisations.members.rules import is_joining
from referrals.aftercare.actions import open_plan
from referrals.assessments.actions import check_no_danger, lock_assessment
from referrals.assessments.models import Assessment, OpenNeed
from referrals.attachments.queries import items_of_files
from referrals.clients.models import Share
from referrals.clocks.actions import clear_need_clocks
from referrals.clocks.rules import finish_draft_by
from referrals.consent.holding import hold_consent
from referrals.consent.models import Consent
from referrals.consent.rules import covers
from referrals.desk.offers import cancel_offers
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.answering import leave_open_need
from referrals.referrals.actions.handing import (
    Sending,
    begin_sending,
    hand_over,
    insert_referrals,
    new_draft,
    new_referral,
)
from referrals.referrals.actions.moving import (
    already_done_by,
    check_move,
    close_share,
    lock_referral,
    move,
    tell,
)
from referrals.referrals.actions.receivers import check_may_be_asked, services_named
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, Side, Status
from referrals.tally.actions import tally_story


@transaction.atomic
def choose_services(
    *, actor: Actor, assessment_id: UUID, service_ids: Sequence[UUID]
) -> list[Referral]:
    """Keep the choice as drafts, replacing what was chosen before; none takes the choice away."""
    sending = _begin(actor, assessment_id)
    services = services_named(actor, service_ids) if service_ids else []
    _drop_drafts(sending.assessment)
    asked = _open_referrals(sending.assessment)
    due = finish_draft_by(sending.at, hours=working_hours(sending.network))
    return insert_referrals(
        [
            new_draft(sending, service, next_action_at=due)
            for service in services
            if service.pk not in asked
        ]
    )


@transaction.atomic
def send(*, actor: Actor, assessment_id: UUID, service_ids: Sequence[UUID]) -> list[Referral]:
    """One referral to each service, or none. A service already asked keeps its one referral.

    Raises Problem without a consent that covers them all, ServicePaused when one is paused,
    ServiceFull when somebody else took its last place.
    """
    sending = _begin(actor, assessment_id)
    services = services_named(actor, service_ids)
    asked = _open_referrals(sending.assessment)
    new = [service for service in services if service.pk not in asked]
    if new:
        consent = _check_may_send(sending, new)
        referrals = [new_referral(sending, service) for service in new]
        take_places(
            actor=actor,
            taken=[(one.pk, service.pk) for one, service in zip(referrals, new, strict=True)],
            organisation_id=sending.team.organisation_id,
        )
        _drop_drafts(sending.assessment)
        for service, referral in zip(new, insert_referrals(referrals), strict=True):
            asked[service.pk] = referral
            _hand_over(sending, referral, service, consent)
        _settle(sending, new)
        unsent = Assessment.objects.filter(pk=assessment_id, first_sent_at=None)
        if unsent.update(first_sent_at=sending.at):
            tally_story(sending.assessment)
            open_plan(sending.assessment, wanted=consent.aftercare, at=sending.at)
    return [asked[service.pk] for service in services]


@transaction.atomic
def withdraw(*, actor: Actor, reference: str, reason: str = "") -> Referral:
    """Take it back before it is accepted; the receiver loses sight of the letter at once.

    What was passed on to them is then open again, and a task of the team that was told first.
    """
    referral = lock_referral(actor=actor, reference=reference)
    if already_done_by(referral, actor=actor, status=Status.WITHDRAWN):
        return referral
    check_move(referral, "withdraw", actor=actor)
    now = timezone.now()
    if reason.strip():
        write_note(
            referral,
            Message.Kind.WITHDRAW,
            actor=actor,
            side=Side.SENDER,
            body=reason.strip(),
            at=now,
        )
    event = move(referral, "withdraw", actor=actor, at=now, next_action_at=None)
    if referral.origin_team_id != referral.from_team_id:
        leave_open_need(referral, actor=actor, suggested_service=None)
        tell(referral, "taken_back", side=Side.SENDER, actor=actor, event=event)
    close_share(referral, at=now)
    give_back_place(network_id=referral.network_id, referral_id=referral.pk)
    cancel_offers(network_id=referral.network_id, referral_ids=[referral.pk])
    return referral


def _begin(actor: Actor, assessment_id: UUID) -> Sending:
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    told = assessment.needs.order_by("need__position", "id").values_list("need_id", "urgency")
    if not told:
        raise Problem(_("Choose at least one need."), field="needs")
    return begin_sending(
        actor=actor,
        assessment=assessment,
        team_id=assessment.team_id,
        needs=list(told),
        at=timezone.now(),
    )


def _drop_drafts(assessment: Assessment) -> None:
    """The choice of services; whether the desk is to look too is chosen apart from them."""
    drafts = Referral.objects.filter(assessment=assessment, status=Status.DRAFT)
    drafts.filter(service__isnull=False).delete()


def _open_referrals(assessment: Assessment) -> dict[UUID | None, Referral]:
    rows = Referral.objects.filter(assessment=assessment, status__in=OPEN).exclude(
        status=Status.DRAFT
    )
    return {referral.service_id: referral for referral in rows}


def _check_may_send(sending: Sending, services: Sequence[Service]) -> Consent:
    """The agreement under which they are sent; Problem where there is none for all of them."""
    check_no_danger(sending.assessment)
    own = sending.team.organisation
    if is_joining(sending.team):
        raise Problem(_("Your organisation is still joining. It can refer once it is live."))
    if own and not own.makes_referrals:
        raise Problem(_("Your organisation receives referrals but does not make them."))
    check_may_be_asked(services, organisation_id=sending.team.organisation_id, at=sending.at)
    consent = hold_consent(sending.assessment.pk)
    if consent is None:
        raise Problem(_("Record whether they agree before you send."), field="basis")
    asked = {service.team.organisation_id for service in services}
    if any(not covers(consent.organisations, one) for one in asked):
        raise Problem(
            _("They have not agreed to share with every one of these organisations."),
            field="services",
        )
    return consent


def _hand_over(sending: Sending, referral: Referral, service: Service, consent: Consent) -> None:
    own = Share.objects.get(
        assessment=sending.assessment,
        team_id=sending.assessment.team_id,
        until=None,
        ground=Share.Ground.ORIGIN,
    )
    files = items_of_files(sending.assessment.pk, service.pk)
    items = [*service.information_needed, *files]
    hand_over(sending, referral, parent=own, consent=consent, items=items)


def _settle(sending: Sending, services: Sequence[Service]) -> None:
    """Asking somebody else settles what an earlier refusal left open."""
    asked = {row.need_id for service in services for row in service.service_needs.all()}
    settled = []
    for open_need in OpenNeed.objects.filter(assessment=sending.assessment, settled_at=None):
        if asked & set(open_need.needs):
            open_need.settled_at, open_need.settled_how = sending.at, OpenNeed.Settled.REFERRED
            open_need.save(update_fields=["settled_at", "settled_how"])
            settled.append(open_need.pk)
    clear_need_clocks(settled)
