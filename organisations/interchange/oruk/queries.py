"""What the public may read of one network, each answer in a fixed number of queries."""

from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from networks.networks.models import Network
from organisations.directory.models import (
    Closure,
    Contact,
    Location,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.directory.rules import Audience
from organisations.interchange.oruk.asked import Asked
from organisations.interchange.oruk.matching import at_locations_asked, services_asked
from organisations.interchange.oruk.service import Surroundings
from organisations.places.queries import area_names
from organisations.public.queries import offered


def services_page(network: Network, asked: Asked) -> tuple[list[Service], int]:
    """One page, and how many there are in all."""
    ids = services_asked(network, asked)
    rows = _with_row(Service.objects.filter(pk__in=_page(ids, asked)))
    return list(rows.order_by("name", "id")), len(ids)


def service_whole_of(network: Network, service_id: UUID) -> Service | None:
    here = ServiceAtLocation.objects.filter(network=network, location__is_secret=False)
    here = here.select_related("location").order_by("location__name", "id")
    found = _with_parts(_with_row(offered(network).filter(pk=service_id)))
    return found.prefetch_related(Prefetch("at_locations", here)).first()


def at_locations_page(network: Network, asked: Asked) -> tuple[list[ServiceAtLocation], int]:
    ids = at_locations_asked(network, asked)
    wanted = _page(ids, asked)
    rows = ServiceAtLocation.objects.filter(pk__in=wanted).prefetch_related(
        "location", Prefetch("service", _with_row(offered(network)))
    )
    return sorted(rows, key=lambda row: wanted.index(row.pk)), len(ids)


def at_location_of(network: Network, at_location_id: UUID) -> ServiceAtLocation | None:
    row = ServiceAtLocation.objects.filter(pk=at_location_id, network=network).first()
    if row is None:
        return None
    service = _with_parts(_with_row(offered(network).filter(pk=row.service_id))).first()
    location = Location.objects.filter(pk=row.location_id, is_secret=False).first()
    if service is None or location is None:
        return None
    row.service, row.location = service, location
    return row


def surroundings(network: Network, service: Service) -> Surroundings:
    codes = tuple(network.area_codes)
    named = {row.code for row in service.areas.all() if row.kind != ServiceArea.Kind.POSTCODE}
    return Surroundings(
        network=network.name,
        country=network.country,
        area_codes=codes,
        area_names=area_names(named | set(codes)),
    )


def _page(ids: list[UUID], asked: Asked) -> list[UUID]:
    start = (asked.page - 1) * asked.per_page
    return ids[start : start + asked.per_page]


def _with_row(found: QuerySet[Service]) -> QuerySet[Service]:
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    return found.prefetch_related(
        "team__organisation", "eligibilities", Prefetch("contacts", contacts)
    )


def _with_parts(found: QuerySet[Service]) -> QuerySet[Service]:
    needs = ServiceNeed.objects.order_by("need__position")
    hours = Schedule.objects.order_by("weekday", "opens_at", "id")
    closed = Closure.objects.filter(ends_on__gte=localdate()).order_by("starts_on", "id")
    return found.prefetch_related(
        Prefetch("service_needs", needs),
        Prefetch("schedules", hours),
        Prefetch("closures", closed),
        Prefetch("areas", ServiceArea.objects.order_by("kind", "code")),
    )
