"""What the public may read of a network, each answer in a fixed number of queries.

The walls show the public nothing else; these ask for nothing else either.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils.timezone import localdate

from networks.networks.models import Network
from organisations.directory.models import (
    Closure,
    Contact,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.directory.rules import Audience
from organisations.members.models import Organisation, Team


def offered(network: Network) -> QuerySet[Service]:
    """Published, for everybody, of a team that is open and an organisation that is here."""
    left = Organisation.objects.filter(network=network)
    left = left.exclude(left_on=None, registered_on__isnull=False)
    gone = Q(organisation__in=list(left.values_list("id", flat=True))) | ~Q(closed_on=None)
    teams = Team.objects.filter(gone, network=network).values_list("id", flat=True)
    return Service.objects.filter(
        network=network, status=Service.Status.PUBLISHED, audience=Audience.PUBLIC
    ).exclude(team__in=list(teams))


def needs_met(network: Network) -> set[str]:
    """The needs that somebody offers help with to everybody."""
    services = list(offered(network).values_list("id", flat=True))
    rows = ServiceNeed.objects.filter(network=network, service__in=services)
    return set(rows.values_list("need_id", flat=True))


def services_listed(network: Network, ids: Collection[UUID]) -> dict[UUID, Service]:
    """With what a list says of each."""
    return {service.pk: service for service in _with_row(offered(network).filter(pk__in=ids))}


def service_shown(network: Network, service_id: UUID) -> Service | None:
    """With everything its page says."""
    here = ServiceAtLocation.objects.filter(network=network, location__is_secret=False)
    here = here.select_related("location").order_by("location__name", "id")
    found = _with_row(offered(network).filter(pk=service_id))
    return found.prefetch_related(
        Prefetch("at_locations", here), "eligibilities", "areas", "capacities", "documents"
    ).first()


def services_by_name(network: Network) -> list[Service]:
    """For the map of the site: ids and when each was changed."""
    return list(offered(network).only("id", "name", "changed_at").order_by("name", "id"))


def _with_row(found: QuerySet[Service]) -> QuerySet[Service]:
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    closed = Closure.objects.filter(ends_on__gte=localdate()).order_by("starts_on", "id")
    return found.prefetch_related(
        "team__organisation",
        Prefetch("contacts", contacts),
        Prefetch("service_needs", ServiceNeed.objects.order_by("need__position")),
        Prefetch("schedules", Schedule.objects.order_by("weekday", "opens_at", "id")),
        Prefetch("closures", closed),
    )
