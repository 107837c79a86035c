"""What the link leads to: envelopes and the ledger. No letter is opened for any of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.outbox.models import OutboxMessage
from ccs.outbox.queries import messages_to_person
from ccs.tenancy.context import enter, person, system
from networks.networks.models import Network
from organisations.directory.models import ServiceAtLocation
from organisations.members.models import Team
from referrals.clients.models import Client, Share
from referrals.consent.models import Basis, Consent
from referrals.emergency.models import EmergencyReading
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.voice.models import NotCalled, PersonLink
from referrals.voice.rules import lives_until
from referrals.voice.tokens import belongs_to, found_by


@dataclass(frozen=True, slots=True)
class Own:
    """What the person sees of themselves after the second check."""

    client: Client
    shares: list[Share]
    agreements: list[Consent]
    emergencies: list[EmergencyReading]

    @property
    def teams(self) -> list[UUID]:
        """Of all whom the page names."""
        read = [one.team_id for one in self.emergencies]
        return [*(one.team_id for one in self.shares), *read]

    @property
    def can_leave(self) -> bool:
        return any(not one.withdrawn_at for one in self._given)

    @property
    def has_left(self) -> bool:
        """Told by themselves, or by a worker to whom they said it."""
        return bool(self._given) and not self.can_leave

    @property
    def _given(self) -> list[Consent]:
        return [one for one in self.agreements if one.basis == Basis.CONSENT]


def link_by(typed: str) -> tuple[PersonLink, Network] | None:
    """None for one that is unknown, over or taken away: they answer alike."""
    found = found_by(typed)
    if found is None:
        return None
    with enter(system(found.network_id)):
        link = PersonLink.objects.select_related("network").filter(pk=found.object_id).first()
        if link is None or not belongs_to(link, typed) or not is_alive(link):
            return None
    return link, link.network


def is_alive(link: PersonLink) -> bool:
    """In a context that sees the envelopes."""
    return link.revoked_at is None and timezone.now() < over_at(link)


def over_at(link: PersonLink) -> datetime:
    return lives_until(
        expires_at=link.expires_at,
        renewed_at=link.renewed_at,
        ends=[(one.status, one.ended_at) for one in referrals_of(link.assessment_id)],
    )


def referrals_of(assessment_id: UUID) -> list[Referral]:
    """All that were sent from the conversation, passed on ones too."""
    rows = Referral.objects.filter(assessment=assessment_id).exclude(status=Status.DRAFT)
    return list(rows.order_by("created_at", "id"))


def link_of(assessment_id: UUID) -> PersonLink | None:
    """For the team that was told, and the system."""
    return PersonLink.objects.filter(assessment=assessment_id).first()


def has_secret_place(referrals: Sequence[Referral]) -> bool:
    services = [one.service_id for one in referrals if one.service_id]
    places = ServiceAtLocation.objects.filter(service__in=services, location__is_secret=True)
    return places.exists()


def phone_of(link: PersonLink, network: Network) -> str:
    """Of the team that was told; else of the network."""
    own = Team.objects.filter(pk=link.team_id).values_list("phone", flat=True).first()
    return own or network.helpline_phone


def team_names(team_ids: Sequence[UUID]) -> dict[UUID, str]:
    rows = Team.objects.filter(pk__in=team_ids).select_related("organisation")
    return {team.pk: team.organisation.name if team.organisation else team.name for team in rows}


def phones_of(team_ids: Sequence[UUID]) -> dict[UUID, str]:
    return dict(Team.objects.filter(pk__in=team_ids).values_list("pk", "phone"))


def own_of(link: PersonLink) -> Own:
    """As the person: nothing else of anybody is to be seen here."""
    with enter(person(link.network_id, link.client_id)):
        return Own(
            client=Client.objects.get(pk=link.client_id),
            shares=list(
                Share.objects.filter(assessment=link.assessment_id).order_by("since", "id")
            ),
            agreements=list(
                Consent.objects.filter(assessment=link.assessment_id).order_by("recorded_at", "id")
            ),
            emergencies=list(
                EmergencyReading.objects.filter(assessment=link.assessment_id).order_by("at", "id")
            ),
        )


def said_waiting(assessment_id: UUID) -> set[UUID]:
    """The referrals of which they said that nobody has called, and nothing has happened since."""
    rows = NotCalled.objects.filter(referral__assessment=assessment_id, settled_at=None)
    return set(rows.values_list("referral", flat=True))


def card_messages(link: PersonLink, *, template: str) -> list[OutboxMessage]:
    """What became of the texts and emails with the card, newest last."""
    rows = messages_to_person(
        network_id=link.network_id, client_id=link.client_id, template=template
    )
    return [row for row in rows if row.subject_id == link.pk]


def waiting_call(referral: Referral) -> NotCalled | None:
    return NotCalled.objects.filter(referral=referral, settled_at=None).first()
