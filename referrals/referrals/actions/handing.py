"""How a referral is written and its letter handed over, whoever does it.

The team that was told the story sends it, the desk finds somebody for it, a receiver passes it on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict
from networks.networks.models import Network
from networks.networks.queries import working_hours
from organisations.directory.models import Service
from organisations.directory.queries import scheme_of
from organisations.members.models import Team
from organisations.members.presenters import full_name
from referrals.assessments.models import Assessment
from referrals.assessments.rules import most_urgent, needs_for_service
from referrals.clients.models import Share
from referrals.clocks.actions import set_clock
from referrals.clocks.rules import respond_by
from referrals.consent.models import Consent
from referrals.engagement.marking import note_firsts
from referrals.referrals.actions.moving import add_event, tell
from referrals.referrals.models import Referral
from referrals.referrals.rules import EventKind, Side, Status, new_reference
from referrals.rights.standing import refuse_if_restricted


@dataclass(frozen=True, slots=True)
class Sending:
    """What the referrals of one send have in common: `team` asks for `needs` (code, urgency)."""

    actor: Actor
    assessment: Assessment
    team: Team
    scheme: str
    network: Network
    needs: list[tuple[str, str]]
    at: datetime
    forwarded_from: Referral | None = None


def begin_sending(
    *,
    actor: Actor,
    assessment: Assessment,
    team_id: UUID,
    needs: list[tuple[str, str]],
    at: datetime,
    forwarded_from: Referral | None = None,
) -> Sending:
    return Sending(
        actor=actor,
        assessment=assessment,
        network=Network.objects.get(pk=actor.network.id),
        team=Team.objects.select_related("organisation").get(pk=team_id),
        scheme=scheme_of(team_id),
        needs=needs,
        at=at,
        forwarded_from=forwarded_from,
    )


def new_draft(sending: Sending, service: Service, *, next_action_at: datetime) -> Referral:
    """Not saved yet: of the needs, those that the service meets; of none, all."""
    needs = needs_for_service(
        sending.needs, meets=[row.need_id for row in service.service_needs.all()]
    )
    own, by = sending.team, sending.team.organisation
    return Referral(
        network=sending.network,
        reference=new_reference(),
        assessment=sending.assessment,
        from_team=own,
        owner_team=own,
        origin_team_id=sending.assessment.team_id,
        forwarded_from=sending.forwarded_from,
        sent_by_id=sending.actor.member_id,
        self_referred=sending.actor.asks_for_self,
        needs=list(dict.fromkeys(code for code, _urgency in needs)),
        urgency=most_urgent(urgency for _code, urgency in needs),
        from_scheme=sending.scheme,
        from_name=full_name(own),
        from_sector=by.sector if by else "",
        from_type=by.type if by else "",
        from_organisation=by,
        created_at=sending.at,
        changed_at=sending.at,
        next_action_at=next_action_at,
        **addressed_to(service),
    )


def new_referral(sending: Sending, service: Service) -> Referral:
    """Not saved yet: on its way, with the time the receiver has to answer."""
    referral = new_draft(sending, service, next_action_at=sending.at)
    referral.status, referral.sent_at = Status.SENT, sending.at
    referral.owner_team_id = service.team_id
    referral.next_action_at = respond_by(
        sending.at,
        urgency=referral.urgency,
        standards=sending.network.standards,
        hours=working_hours(sending.network),
    )
    return referral


def insert_referrals(referrals: list[Referral]) -> list[Referral]:
    """Conflict when one of the services was asked for this person in the same moment.

    Or earlier, by a team whose referrals this actor cannot see: only the database knows.
    """
    try:
        with transaction.atomic():
            made = Referral.objects.bulk_create(referrals)
    except IntegrityError as refused:
        if "referral_open_once_per_service" not in str(refused):
            raise
        raise Conflict(
            _("This service has already been asked to help with this. Nothing was sent.")
        ) from refused
    note_firsts(made)
    return made


def addressed_to(service: Service) -> dict[str, object]:
    """The fields of a referral that say where it goes, as they are frozen on it."""
    team, organisation = service.team, service.team.organisation
    return {
        "to_team": team,
        "service": service,
        "service_name": service.name,
        "to_name": full_name(team),
        "to_scheme": service.scheme,
        "to_sector": organisation.sector if organisation else "",
        "to_type": organisation.type if organisation else "",
        "to_organisation": organisation,
    }


def hand_over(
    sending: Sending, referral: Referral, *, parent: Share, consent: Consent, items: Sequence[str]
) -> None:
    """Open the letter of a new referral to its receiver, start its clock and tell them."""
    grant_share(
        referral,
        parent=parent,
        consent=consent,
        items=items,
        granted_by=sending.team.pk,
        at=sending.at,
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


def grant_share(
    referral: Referral,
    *,
    parent: Share,
    consent: Consent,
    items: Sequence[str],
    granted_by: UUID,
    at: datetime,
) -> Share:
    """The receiving team of the referral may read: the core, and the items, no more.

    Under an open share of one's own and an agreement that holds: the database asks for both.
    """
    refuse_if_restricted(parent.client_id)
    return Share.objects.create(
        network_id=referral.network_id,
        client_id=parent.client_id,
        parent=parent,
        consent=consent,
        assessment_id=referral.assessment_id,
        team_id=referral.receiver_id,
        ground=Share.Ground.REFERRAL,
        referral=referral,
        items=list(items),
        granted_by_id=granted_by,
        since=at,
    )
