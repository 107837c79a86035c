"""Who leads, whom it could go to, and what was proposed."""

from uuid import UUID

from django.db.models import Q, QuerySet

from ccs.tenancy.actor import Actor
from organisations.engagement.lead.models import OPEN, HandoverStatus, LeadHandover
from organisations.members.models import LeadAgency, Membership, Organisation, Team
from organisations.roles.models import NetworkRole, OrganisationRole, TeamRole


def lead_now(network_id: UUID) -> LeadAgency | None:
    rows = LeadAgency.objects.filter(network=network_id, until=None)
    return rows.select_related("organisation").first()


def could_lead(actor: Actor) -> QuerySet[Organisation]:
    """Members that take part now, but the one that leads."""
    lead = lead_now(actor.network.id)
    rows = Organisation.objects.filter(
        network=actor.network.id, registered_on__isnull=False, left_on=None, paused_on=None
    )
    return rows.exclude(pk=lead.organisation_id) if lead else rows


def open_handover(actor: Actor) -> LeadHandover | None:
    """The one that waits for an answer or its day, if the actor has to do with it."""
    rows = LeadHandover.objects.filter(network=actor.network.id, status__in=OPEN)
    return _with_names(rows).first()


def handover_seen(actor: Actor, handover_id: UUID) -> LeadHandover | None:
    return _with_names(
        LeadHandover.objects.filter(network=actor.network.id, pk=handover_id)
    ).first()


def closed_handovers(actor: Actor) -> list[LeadHandover]:
    """What became of the last ten that did not wait any more; others' refusals are not seen."""
    rows = LeadHandover.objects.filter(network=actor.network.id).exclude(status__in=OPEN)
    return list(_with_names(rows).order_by("-proposed_at", "-id")[:10])


def handovers_done(network_id: UUID) -> list[LeadHandover]:
    rows = LeadHandover.objects.filter(network=network_id, status=HandoverStatus.DONE)
    return list(_with_names(rows).order_by("done_on", "id"))


def coordinators(network_id: UUID) -> QuerySet[Membership]:
    roles = NetworkRole.objects.filter(network=network_id, permission__codename="coordinate")
    return _people(network_id).filter(user__in=roles.values("user_id"))


def people_of(network_id: UUID, organisation_id: UUID) -> QuerySet[Membership]:
    """Who works there or manages it."""
    working = TeamRole.objects.filter(content_object__organisation=organisation_id)
    managing = OrganisationRole.objects.filter(content_object=organisation_id)
    held = Q(user__in=working.values("user_id")) | Q(user__in=managing.values("user_id"))
    return _people(network_id).filter(held)


def managers_of_organisation(network_id: UUID, organisation_id: UUID) -> list[UUID]:
    """Memberships of those who manage it now."""
    managing = OrganisationRole.objects.filter(
        content_object=organisation_id, permission__codename="manage"
    )
    people = _people(network_id).filter(user__in=managing.values("user_id"))
    return list(people.values_list("pk", flat=True))


def all_managers(network_id: UUID) -> list[UUID]:
    """Of every organisation that takes part, and the coordinators."""
    managing = OrganisationRole.objects.filter(
        network=network_id, permission__codename="manage", content_object__left_on=None
    )
    desk = NetworkRole.objects.filter(network=network_id, permission__codename="coordinate")
    held = Q(user__in=managing.values("user_id")) | Q(user__in=desk.values("user_id"))
    return list(_people(network_id).filter(held).values_list("pk", flat=True))


def desk_of(network_id: UUID) -> Team | None:
    return Team.objects.filter(network=network_id, is_desk=True).first()


def _people(network_id: UUID) -> QuerySet[Membership]:
    return Membership.objects.filter(network=network_id, left_at=None).order_by("name", "id")


def _with_names(rows: QuerySet[LeadHandover]) -> QuerySet[LeadHandover]:
    return rows.select_related(
        "from_organisation", "to_organisation", "proposed_by", "answered_by"
    ).prefetch_related("role_changes__member")
