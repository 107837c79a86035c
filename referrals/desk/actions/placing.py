"""The desk sends it to a service it chose, or says that it found nobody."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.queries import network_by_id, working_hours
from organisations.capacity.actions import take_places
from organisations.members.models import Team
from referrals.clients.models import Share
from referrals.clocks.rules import respond_by
from referrals.consent.holding import hold_consent
from referrals.consent.models import Consent
from referrals.desk.offers import cancel_offers
from referrals.desk.rules import items_for
from referrals.engagement.marking import note_placed
from referrals.referrals.actions.handing import addressed_to, grant_share
from referrals.referrals.actions.moving import already_done_by, check_move, lock_referral, move
from referrals.referrals.actions.receivers import check_may_be_asked, services_named
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, EventKind, Status


@transaction.atomic
def place(*, actor: Actor, reference: str, service_id: UUID) -> Referral:
    """To one service, with what it needs to know and no more; the desk's own sight ends.

    Routes count as if the referrer had asked. Raises ServicePaused and ServiceFull as sending does.
    """
    referral = lock_referral(actor=actor, reference=reference)
    done = already_done_by(referral, actor=actor, status=Status.SENT, kind=EventKind.PLACED)
    if done and referral.service_id == service_id:
        return referral
    check_move(referral, "place", actor=actor)
    now, network = timezone.now(), network_by_id(actor.network.id)
    [service] = services_named(actor, [service_id])
    organisation = Team.objects.values_list("organisation", flat=True).get(pk=referral.from_team_id)
    check_may_be_asked([service], organisation_id=organisation, at=now)
    _check_not_asked(referral, service_id)
    desk, consent = _held(referral)
    take_places(actor=actor, taken=[(referral.pk, service_id)], organisation_id=organisation)
    move(
        referral,
        "place",
        actor=actor,
        at=now,
        next_action_at=respond_by(
            now,
            urgency=referral.urgency,
            standards=network.standards,
            hours=working_hours(network),
        ),
        sent_at=now,
        **addressed_to(service),  # type: ignore[arg-type]  # fields, and no other arguments
    )
    items = items_for(service.information_needed, held=desk.items)
    grant_share(
        referral, parent=desk, consent=consent, items=items, granted_by=desk.team_id, at=now
    )
    Share.objects.filter(pk=desk.pk, until=None).update(until=now)
    cancel_offers(network_id=referral.network_id, referral_ids=[referral.pk])
    note_placed(referral, at=now)
    return referral


def _held(referral: Referral) -> tuple[Share, Consent]:
    consent = hold_consent(referral.assessment_id)
    if consent is None or not consent.names_desk:
        raise Problem(_("The agreement to share this is over. Ask the referrer to renew it."))
    desk = Share.objects.get(referral=referral, ground=Share.Ground.DESK, until=None)
    return desk, consent


def _check_not_asked(referral: Referral, service_id: UUID) -> None:
    # The desk may not see whom else the referrer asked; the database would refuse a second one.
    open_now = Referral.objects.filter(assessment=referral.assessment_id, status__in=OPEN)
    if open_now.filter(service_id=service_id).exists():
        raise Problem(_("This service has been asked already. Choose another."), field="service")
