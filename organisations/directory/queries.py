"""Reading the directory of one network."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.agreements.models import AgreementSignature
from organisations.agreements.queries import holding
from organisations.capacity.models import Capacity
from organisations.directory.models import ReplyFigure, Service, ServiceNeed


def published_services(actor: Actor) -> QuerySet[Service]:
    """With team, organisation, needs, capacity, and `signed`: may a letter be sent there?"""
    return (
        Service.objects.filter(network_id=actor.network.id, status=Service.Status.PUBLISHED)
        .filter(team__closed_on=None, team__organisation__left_on=None)
        .filter(team__organisation__registered_on__isnull=False)
        .select_related("team__organisation")
        .prefetch_related(
            Prefetch("service_needs", queryset=ServiceNeed.objects.order_by("need__position")),
            Prefetch("capacities", queryset=Capacity.objects.all()),
        )
        .annotate(signed=Exists(_signatures(actor)))
    )


def services_to_refer_to(actor: Actor) -> QuerySet[Service]:
    return published_services(actor).filter(team__organisation__receives_referrals=True)


def service_for(actor: Actor, service_id: UUID) -> Service | None:
    return published_services(actor).filter(pk=service_id).first()


def scheme_of(team_id: UUID) -> str:
    """The crisis scheme that a team runs, if it runs one."""
    named = Service.objects.filter(team_id=team_id).exclude(scheme="").order_by("name")
    return named.values_list("scheme", flat=True).first() or ""


def capacity_of(service: Service) -> Capacity:
    return service.capacities.all()[0]


def is_signed(service: Service) -> bool:
    """Whether a letter may be sent there, as `published_services` annotated it."""
    return bool(vars(service)["signed"])


def reply_figures_of(organisation_id: UUID) -> dict[UUID | None, ReplyFigure]:
    """How an organisation answered lately: by service, and as a whole under None."""
    rows = ReplyFigure.objects.filter(organisation_id=organisation_id)
    return {row.service_id: row for row in rows}


def _signatures(actor: Actor) -> QuerySet[AgreementSignature]:
    now = holding(network_id=actor.network.id, at=timezone.now())
    return now.filter(organisation=OuterRef("team__organisation"))
