"""What the data-protection page reads: who signed, which words are in force, and its links."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.api.tokens import find_token
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.models import Network
from networks.networks.queries import network_by_id
from organisations.agreements.models import AgreementSignature, AgreementVersion, Kind
from organisations.agreements.queries import holding, versions_of
from organisations.agreements.rules import Clause, clauses_in, in_force
from organisations.members.models import LeadAgency, Organisation
from referrals.papers.models import ImpactAnswers, PaperLink

KIND = "paper_link"


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the network for its data-protection page; `unnamed` parties are counted."""

    network: Network
    lead: str
    parties: list[tuple[str, AgreementSignature]]
    unnamed: int
    agreement: AgreementVersion | None
    clauses: dict[str, Clause]
    versions: list[AgreementVersion]
    answers: ImpactAnswers | None


def known_to_members(network_id: UUID, *, version: int | None = None) -> Known:
    """In the context of a member: every party by name. `version` is of the network's answers."""
    return _known(network_id, named=None, version=version)


def known_to_anybody(network_id: UUID) -> Known:
    """Parties and lead by name only where the public may read the name: no refuge is given away."""
    with enter(Context(network=network_id, role=Role.PUBLIC)):
        rows = Organisation.objects.filter(network=network_id)
        public = set(rows.values_list("pk", flat=True))
    with enter(system(network_id)):
        return _known(network_id, named=public)


def network_of_token(token: str) -> UUID | None:
    """None for a link that is unknown, ended or too old."""
    found = find_token(token, kind=KIND)
    if found is None:
        return None
    with enter(system(found.network_id)):
        links = PaperLink.objects.filter(pk=found.object_id, ended_at=None)
        good = links.filter(expires_at__gt=timezone.now()).exists()
    return found.network_id if good else None


def links_of(actor: Actor) -> list[PaperLink]:
    """The actor's own; for the desk, everybody's. The newest fifty."""
    rows = PaperLink.objects.filter(network=actor.network.id).select_related("made_by")
    return list(rows.order_by("-made_at", "-id")[:50])


def answers_of(network_id: UUID, version: int | None = None) -> ImpactAnswers | None:
    """One version of what the network answered; the newest unless said otherwise."""
    rows = ImpactAnswers.objects.filter(network=network_id).select_related("made_by")
    if version is not None:
        rows = rows.filter(version=version)
    return rows.order_by("-version").first()


def versions_of_answers(network_id: UUID) -> list[ImpactAnswers]:
    rows = ImpactAnswers.objects.filter(network=network_id).select_related("made_by")
    return list(rows.defer("answers").order_by("-version")[:50])


def _known(network_id: UUID, *, named: set[UUID] | None, version: int | None = None) -> Known:
    now = timezone.now()
    signed = _signed(network_id, now)
    parties = [one for one in signed if named is None or one.organisation_id in named]
    versions = versions_of(network_id, Kind.DATA_SHARING)
    agreement = in_force(versions, now)
    leads = LeadAgency.objects.filter(network=network_id, until=None)
    lead = leads if named is None else leads.filter(organisation__in=named)
    return Known(
        network=network_by_id(network_id),
        lead=lead.values_list("organisation__name", flat=True).first() or "",
        parties=[(one.organisation.name, one) for one in parties],
        unnamed=len(signed) - len(parties),
        agreement=agreement,
        clauses={one.id: one for one in clauses_in(agreement.clauses)} if agreement else {},
        versions=[one for one in versions if one.taken_back_at is None],
        answers=answers_of(network_id, version),
    )


def _signed(network_id: UUID, now: datetime) -> list[AgreementSignature]:
    """Whose signature holds now, and who has not left."""
    rows = holding(network_id=network_id, at=now).filter(organisation__left_on=None)
    return list(rows.select_related("organisation").order_by("organisation__name"))
