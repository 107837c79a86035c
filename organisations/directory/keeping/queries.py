"""What the pages of one's own services read."""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from ccs.paging.by_name import page_by_name
from ccs.paging.keyset import Page
from ccs.tenancy.actor import Actor
from organisations.capacity.models import Capacity
from organisations.directory.actions import with_parts
from organisations.directory.models import (
    Closure,
    Contact,
    Location,
    Schedule,
    Service,
    ServiceAtLocation,
    ServiceChange,
    ServiceNeed,
)
from organisations.directory.rules import Audience, can_keep, can_manage_places
from organisations.members.models import Organisation, Team
from organisations.places.models import Postcode
from organisations.roles.rules import can_coordinate

# Which wards a council has changes once in years.
_WARDS_KEPT: Final = 24 * 60 * 60
_HISTORY: Final = 100


def own_services(actor: Actor) -> QuerySet[Service]:
    """Those the actor keeps, drafts and withdrawn ones too: all for the desk."""
    rows = Service.objects.filter(network_id=actor.network.id, team__closed_on=None)
    rows = rows.filter(team__organisation__left_on=None)
    return rows if can_coordinate(actor) else rows.filter(team__in=actor.envelopes)


def own_services_page(
    actor: Actor, asked: dict[str, str], *, text: str = "", status: str = ""
) -> Page[Service]:
    rows = own_services(actor).select_related("team__organisation")
    rows = rows.prefetch_related(Prefetch("capacities", queryset=Capacity.objects.all()))
    rows = rows.filter(name__icontains=text) if text else rows
    return page_by_name(rows.filter(status=status) if status else rows, asked)


def service_to_keep(actor: Actor, service_id: UUID) -> Service | None:
    """With all its parts; None unless it is the actor's to keep."""
    rows = Service.objects.filter(pk=service_id, network_id=actor.network.id)
    service = with_parts(rows.select_related("team__organisation")).first()
    return service if service and can_keep(actor, team_id=service.team_id) else None


def as_everybody_sees(service: Service) -> Service:
    """The same with public contacts and open places alone, as the walls would have it."""
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    here = ServiceAtLocation.objects.filter(location__is_secret=False)
    closures = Closure.objects.filter(ends_on__gte=localdate()).order_by("starts_on", "id")
    rows = Service.objects.filter(pk=service.pk).select_related("team__organisation")
    return rows.prefetch_related(
        "eligibilities",
        "areas",
        "capacities",
        "documents",
        Prefetch("service_needs", ServiceNeed.objects.order_by("need__position")),
        Prefetch("schedules", Schedule.objects.order_by("weekday", "opens_at", "id")),
        Prefetch("closures", closures),
        Prefetch("contacts", contacts),
        Prefetch("at_locations", here.select_related("location").order_by("location__name")),
    ).get()


def teams_to_keep_for(actor: Actor) -> list[Team]:
    """The teams that the actor may write services of."""
    rows = Team.objects.filter(network_id=actor.network.id, closed_on=None)
    rows = rows.filter(organisation__left_on=None).select_related("organisation")
    return list(rows if can_coordinate(actor) else rows.filter(pk__in=actor.envelopes))


def history_of(service: Service) -> list[ServiceChange]:
    """The latest changes, newest first."""
    return list(ServiceChange.objects.filter(service=service)[:_HISTORY])


def places_of(organisation_id: UUID | None) -> list[Location]:
    return list(Location.objects.filter(organisation_id=organisation_id)) if organisation_id else []


def place_to_keep(actor: Actor, place_id: UUID) -> Location | None:
    rows = Location.objects.filter(pk=place_id, network_id=actor.network.id)
    place = rows.select_related("organisation").first()
    if place is None or not can_manage_places(actor, organisation_id=place.organisation_id):
        return None
    return place


def services_at(place: Location) -> list[str]:
    """Names of those that everybody sees, which a secret would hide."""
    rows = Service.objects.filter(at_locations__location=place, audience="public")
    return list(rows.order_by("name").values_list("name", flat=True))


def organisations_managed(actor: Actor) -> list[Organisation]:
    """Those whose places the actor looks after; the desk goes by an organisation's own page."""
    if not actor.managed:
        return []
    rows = Organisation.objects.filter(pk__in=actor.managed, left_on=None)
    return list(rows.order_by("name", "id"))


def organisations_to_name(actor: Actor) -> list[tuple[str, str]]:
    rows = Organisation.objects.filter(
        network_id=actor.network.id, left_on=None, registered_on__isnull=False
    )
    named = rows.filter(makes_referrals=True).order_by("name", "id").values_list("pk", "name")
    return [(str(pk), name) for pk, name in named]


def wards_of(authorities: Sequence[str]) -> list[str]:
    """The codes of the wards in these councils' areas, as far as their postcodes are known."""
    if not authorities:
        return []
    key = f"wards:{','.join(sorted(authorities))}"
    found = cache.get(key)
    if found is None:
        rows = Postcode.objects.filter(local_authority__in=authorities).exclude(ward="")
        found = sorted(rows.values_list("ward", flat=True).distinct())
        cache.set(key, found, _WARDS_KEPT)
    return list(found)
