"""From one conversation to referrals on their way."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from networks.networks.models import Network
from networks.networks.queries import working_hours
from organisations.capacity.actions import give_back_place, take_places
from organisations.capacity.queries import routes_in_force
from organisations.directory.models import Service
from organisations.directory.queries import is_signed, scheme_of, services_to_refer_to
from organisations.directory.routing import may_refer_by
from organisations.members.models import Team
from organisations.members.presenters import full_name
from referrals.assessments.actions import lock_assessment
from referrals.assessments.models import Assessment, OpenNeed
from referrals.assessments.rules import most_urgent, needs_for_service
from referrals.clients.models import Share
from referrals.clocks.actions import clear_need_clocks, set_clock
from referrals.clocks.rules import finish_draft_by, respond_by
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions.moving import (
    add_event,
    already_done_by,
    check_move,
    close_share,
    lock_referral,
    move,
    tell,
)
from referrals.referrals.models import Referral
from referrals.referrals.rules import OPEN, EventKind, Side, Status, new_reference


@dataclass(frozen=True, slots=True)
class _Sending:
    """What the referrals of one send have in common."""

    actor: Actor
    assessment: Assessment
    team: Team
    scheme: str
    network: Network
    needs: list[tuple[str, str]]
    at: datetime


@transaction.atomic
def choose_services(
    *, actor: Actor, assessment_id: UUID, service_ids: Sequence[UUID]
) -> list[Referral]:
    """Keep the choice as drafts, replacing what was chosen before; none takes the choice away."""
    sending = _begin(actor, assessment_id)
    services = _services(actor, service_ids) if service_ids else []
    Referral.objects.filter(assessment=sending.assessment, status=Status.DRAFT).delete()
    asked = _open_referrals(sending.assessment)
    due = finish_draft_by(sending.at, hours=working_hours(sending.network))
    return _insert(
        [
            _draft(sending, service, next_action_at=due)
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
    services = _services(actor, service_ids)
    asked = _open_referrals(sending.assessment)
    new = [service for service in services if service.pk not in asked]
    if new:
        _check_may_send(sending, new)
        referrals = [_to_send(sending, service) for service in new]
        take_places(
            actor=actor,
            taken=[(one.pk, service.pk) for one, service in zip(referrals, new, strict=True)],
            organisation_id=sending.team.organisation_id,
        )
        Referral.objects.filter(assessment=sending.assessment, status=Status.DRAFT).delete()
        for service, referral in zip(new, _insert(referrals), strict=True):
            asked[service.pk] = referral
            _hand_over(sending, referral, service)
        _settle(sending, new)
        unsent = Assessment.objects.filter(pk=assessment_id, first_sent_at=None)
        unsent.update(first_sent_at=sending.at)
    return [asked[service.pk] for service in services]


@transaction.atomic
def withdraw(*, actor: Actor, reference: str, reason: str = "") -> Referral:
    """Take it back before it is accepted; the receiver loses sight of the letter at once."""
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
    move(referral, "withdraw", actor=actor, at=now, next_action_at=None)
    close_share(referral, at=now)
    give_back_place(network_id=referral.network_id, referral_id=referral.pk)
    return referral


def _begin(actor: Actor, assessment_id: UUID) -> _Sending:
    assessment = lock_assessment(actor=actor, assessment_id=assessment_id)
    told = assessment.needs.order_by("need__position", "id").values_list("need_id", "urgency")
    if not told:
        raise Problem(_("Choose at least one need."), field="needs")
    return _Sending(
        actor=actor,
        assessment=assessment,
        network=Network.objects.get(pk=actor.network.id),
        team=Team.objects.select_related("organisation").get(pk=assessment.team_id),
        scheme=scheme_of(assessment.team_id),
        needs=list(told),
        at=timezone.now(),
    )


def _services(actor: Actor, service_ids: Sequence[UUID]) -> list[Service]:
    """In the order asked; NotAllowed unless each may be referred to by this actor."""
    if not service_ids:
        raise Problem(_("Choose at least one service."), field="services")
    found = {
        service.pk: service for service in services_to_refer_to(actor).filter(pk__in=service_ids)
    }
    unique = list(dict.fromkeys(service_ids))
    if any(pk not in found for pk in unique):
        raise NotAllowed(
            _("One of these services takes no referrals. Choose again."), field="services"
        )
    return [found[pk] for pk in unique]


def _open_referrals(assessment: Assessment) -> dict[UUID | None, Referral]:
    rows = Referral.objects.filter(assessment=assessment, status__in=OPEN).exclude(
        status=Status.DRAFT
    )
    return {referral.service_id: referral for referral in rows}


def _check_may_send(sending: _Sending, services: Sequence[Service]) -> None:
    own = sending.team.organisation
    if own and not own.makes_referrals:
        raise Problem(_("Your organisation receives referrals but does not make them."))
    unsigned = [service.name for service in services if not is_signed(service)]
    if unsigned:
        raise Problem(
            _(
                "%(names)s has not signed the data sharing agreement yet, "
                "so nothing personal can be sent there."
            )
            % {"names": ", ".join(unsigned)},
            field="services",
        )
    _check_routes(sending, services)
    consent = current_consent(sending.assessment.pk)
    if consent is None:
        raise Problem(_("Record whether they agree before you send."), field="basis")
    if any(not _covers(consent, service) for service in services):
        raise Problem(
            _("They have not agreed to share with every one of these organisations."),
            field="services",
        )


def _check_routes(sending: _Sending, services: Sequence[Service]) -> None:
    organisation = sending.team.organisation_id
    routes = routes_in_force(organisation, services, today=timezone.localdate(sending.at))
    named = {pk: [route.organisation_id] for pk, route in routes.items()}
    closed = [
        one.name
        for one in services
        if not may_refer_by(one.route, organisation_id=organisation, named=named.get(one.pk, []))
    ]
    if closed:
        raise Problem(
            _(
                "%(names)s takes referrals only from organisations it has named, "
                "and yours is not one of them today."
            )
            % {"names": ", ".join(closed)},
            field="services",
        )


def _covers(consent: Consent, service: Service) -> bool:
    organisation = service.team.organisation_id
    return not consent.organisations or (
        organisation is not None and organisation in consent.organisations
    )


def _draft(sending: _Sending, service: Service, *, next_action_at: datetime) -> Referral:
    needs = needs_for_service(
        sending.needs, meets=[row.need_id for row in service.service_needs.all()]
    )
    team, own = service.team, sending.team
    to, by = team.organisation, own.organisation
    return Referral(
        network=sending.network,
        reference=new_reference(),
        assessment=sending.assessment,
        from_team=own,
        owner_team=own,
        origin_team=own,
        to_team=team,
        service=service,
        sent_by_id=sending.actor.member_id,
        self_referred=sending.actor.asks_for_self,
        needs=list(dict.fromkeys(code for code, _urgency in needs)),
        urgency=most_urgent(urgency for _code, urgency in needs),
        service_name=service.name,
        from_scheme=sending.scheme,
        to_scheme=service.scheme,
        from_name=full_name(own),
        to_name=full_name(team),
        from_sector=by.sector if by else "",
        from_type=by.type if by else "",
        to_sector=to.sector if to else "",
        to_type=to.type if to else "",
        created_at=sending.at,
        changed_at=sending.at,
        next_action_at=next_action_at,
    )


def _to_send(sending: _Sending, service: Service) -> Referral:
    referral = _draft(sending, service, next_action_at=sending.at)
    referral.status, referral.sent_at, referral.owner_team_id = (
        Status.SENT,
        sending.at,
        service.team_id,
    )
    referral.next_action_at = respond_by(
        sending.at,
        urgency=referral.urgency,
        standards=sending.network.standards,
        hours=working_hours(sending.network),
    )
    return referral


def _insert(referrals: list[Referral]) -> list[Referral]:
    return Referral.objects.bulk_create(referrals)


def _hand_over(sending: _Sending, referral: Referral, service: Service) -> None:
    origin = Share.objects.get(
        assessment=sending.assessment,
        team_id=sending.assessment.team_id,
        until=None,
        ground=Share.Ground.ORIGIN,
    )
    Share.objects.create(
        network_id=referral.network_id,
        client_id=sending.assessment.client_id,
        parent=origin,
        consent=current_consent(sending.assessment.pk),
        assessment=sending.assessment,
        team_id=referral.receiver_id,
        ground=Share.Ground.REFERRAL,
        referral=referral,
        items=service.information_needed,
        granted_by_id=referral.from_team_id,
        since=sending.at,
    )
    event = add_event(
        referral,
        EventKind.SENT,
        actor=sending.actor,
        at=sending.at,
        side=Side.SENDER,
        from_status=Status.DRAFT,
        to_status=Status.SENT,
    )
    set_clock(referral, hours=working_hours(sending.network))
    tell(referral, Status.SENT, side=Side.RECEIVER, actor=sending.actor, event=event)


def _settle(sending: _Sending, services: Sequence[Service]) -> None:
    """Asking somebody else settles what an earlier refusal left open."""
    asked = {row.need_id for service in services for row in service.service_needs.all()}
    settled = []
    for open_need in OpenNeed.objects.filter(assessment=sending.assessment, settled_at=None):
        if asked & set(open_need.needs):
            open_need.settled_at, open_need.settled_how = sending.at, OpenNeed.Settled.REFERRED
            open_need.save(update_fields=["settled_at", "settled_how"])
            settled.append(open_need.pk)
    clear_need_clocks(settled)
