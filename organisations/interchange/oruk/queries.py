"""What the public may read of one network, each answer in a fixed number of queries.

The walls show the public nothing else; the filters here say the same, so that neither alone
has to hold.
"""

from collections.abc import Collection
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, F, FloatField, OuterRef, Prefetch, Q, QuerySet
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Cast

from networks.networks.models import Kind, Network
from organisations.directory.models import (
    Contact,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.directory.rules import Audience
from organisations.interchange.oruk.asked import Asked, WrongQuestion, as_id
from organisations.interchange.oruk.identifiers import FAMILY_IDS, NEEDS_BY_ID, TAXONOMY_ID
from organisations.interchange.oruk.service import Surroundings
from organisations.needs.models import NeedSynonym
from organisations.needs.rules import NEEDS, Family, is_crisis, needs_named
from organisations.places.queries import NoPlace, area_names, find_place
from organisations.places.rules import Place

# More words than these tell nothing more, and cost.
_WORDS = 6

Row = TypeVar("Row", Service, ServiceAtLocation)


def live_network(slug: str) -> Network | None:
    """A practice network is made-up people: it has no feed."""
    return Network.objects.filter(slug=slug, kind=Kind.LIVE).first()


def services_page(network: Network, asked: Asked) -> tuple[list[Service], int]:
    """One page, and how many there are in all."""
    found = _services(network, asked)
    total = found.count()
    rows = _with_row(found.select_related("team__organisation")).order_by("name", "id")
    return _page(rows, asked, total), total


def service_whole_of(network: Network, service_id: UUID) -> Service | None:
    found = _offered(network).filter(pk=service_id).select_related("team__organisation")
    here = _places(network).order_by("location__name", "id")
    return _with_parts(_with_row(found)).prefetch_related(Prefetch("at_locations", here)).first()


def at_locations_page(network: Network, asked: Asked) -> tuple[list[ServiceAtLocation], int]:
    found = _near(network, _places(network).filter(service__in=_services(network, asked)), asked)
    total = found.count()
    rows = found.prefetch_related(
        Prefetch("service", _with_row(_offered(network).select_related("team__organisation")))
    ).order_by("service__name", "id")
    return _page(rows, asked, total), total


def at_location_of(network: Network, at_location_id: UUID) -> ServiceAtLocation | None:
    whole = _with_parts(_with_row(_offered(network).select_related("team__organisation")))
    found = _places(network).filter(pk=at_location_id, service__in=_offered(network))
    return found.prefetch_related(Prefetch("service", whole)).first()


def surroundings(network: Network, service: Service) -> Surroundings:
    codes = tuple(network.area_codes)
    named = {row.code for row in service.areas.all() if row.kind != ServiceArea.Kind.POSTCODE}
    return Surroundings(
        network=network.name,
        country=network.country,
        area_codes=codes,
        area_names=area_names(named | set(codes)),
    )


def _offered(network: Network) -> QuerySet[Service]:
    return Service.objects.filter(
        network_id=network.pk,
        status=Service.Status.PUBLISHED,
        audience=Audience.PUBLIC,
        team__closed_on=None,
        team__organisation__left_on=None,
    )


def _places(network: Network) -> QuerySet[ServiceAtLocation]:
    return ServiceAtLocation.objects.filter(
        network_id=network.pk, location__is_secret=False
    ).select_related("location")


def _with_row(found: QuerySet[Service]) -> QuerySet[Service]:
    contacts = Contact.objects.filter(audience=Audience.PUBLIC).order_by("id")
    return found.prefetch_related("eligibilities", Prefetch("contacts", contacts))


def _with_parts(found: QuerySet[Service]) -> QuerySet[Service]:
    needs = ServiceNeed.objects.order_by("need__position")
    hours = Schedule.objects.order_by("weekday", "opens_at", "id")
    return found.prefetch_related(
        Prefetch("service_needs", needs),
        Prefetch("schedules", hours),
        Prefetch("areas", ServiceArea.objects.order_by("kind", "code")),
    )


def _page(rows: QuerySet[Row], asked: Asked, total: int) -> list[Row]:
    start = (asked.page - 1) * asked.per_page
    return list(rows[start : start + asked.per_page]) if start < total else []


def _services(network: Network, asked: Asked) -> QuerySet[Service]:
    found = _offered(network).filter(_of_age(asked))
    for word in asked.search.split()[:_WORDS]:
        found = found.filter(_says(word))
    if asked.term or asked.taxonomy:
        found = found.filter(_meets(_needs_asked(asked)))
    if asked.about_hours:
        found = found.filter(Exists(_hours(asked)))
    return found


def _says(word: str) -> Q:
    local = NeedSynonym.objects.filter(word__iexact=word).values("need")
    return (
        Q(name__icontains=word)
        | Q(description__icontains=word)
        | Q(team__organisation__name__icontains=word)
        | _meets(needs_named(word))
        | Q(Exists(ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=local)))
    )


def _meets(needs: Collection[str]) -> Q:
    return Q(Exists(ServiceNeed.objects.filter(service=OuterRef("pk"), need__in=needs)))


def _needs_asked(asked: Asked) -> set[str]:
    """A family stands for all of its needs; what is not of our taxonomy, for none."""
    codes = set(NEEDS)
    if asked.term:
        term = as_id(asked.term)
        families = {key: family for family, key in FAMILY_IDS.items()}
        if term in families:
            codes = {code for code in NEEDS if is_crisis(code) is (families[term] is Family.CRISIS)}
        else:
            codes = {code for key, code in NEEDS_BY_ID.items() if key == term}
    if asked.taxonomy and as_id(asked.taxonomy) != TAXONOMY_ID:
        codes = set()
    return codes


def _of_age(asked: Asked) -> Q:
    """As the standard words it: limits of at least, and of at most, the values asked for."""
    wanted = Q()
    if asked.minimum_age is not None:
        wanted &= Q(eligibilities__minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        wanted &= Q(eligibilities__maximum_age__lte=asked.maximum_age)
    return wanted


def _hours(asked: Asked) -> QuerySet[Schedule]:
    """One row has to fit: open on the day, from the time, to the time."""
    hours = Schedule.objects.filter(service=OuterRef("pk"))
    if asked.weekday is not None:
        hours = hours.filter(weekday=asked.weekday)
    if asked.opens_from is not None:
        hours = hours.filter(opens_at__gte=asked.opens_from)
    if asked.closes_by is not None:
        hours = hours.filter(closes_at__lte=asked.closes_by)
    return hours


def _near(
    network: Network, places: QuerySet[ServiceAtLocation], asked: Asked
) -> QuerySet[ServiceAtLocation]:
    """Raises WrongQuestion for a postcode that is not in use."""
    if not asked.postcode:
        return places
    here = find_place(asked.postcode)
    if isinstance(here, NoPlace):
        raise WrongQuestion(here.message)
    areas = ServiceArea.objects.filter(service=OuterRef("service"))
    found = places.filter(~Exists(areas) | Exists(areas.filter(_covers(network, here))))
    if asked.within is None:
        return found
    if here.easting is None or here.northing is None:
        raise WrongQuestion("We do not know where this postcode is: leave proximity out.")
    away = _squared("location__easting", here.easting) + _squared(
        "location__northing", here.northing
    )
    return found.annotate(away=away).filter(away__lte=float(asked.within) ** 2)


def _covers(network: Network, here: Place) -> Q:
    covered = Q(kind=ServiceArea.Kind.LOCAL_AUTHORITY, code=here.local_authority)
    covered |= Q(kind=ServiceArea.Kind.WARD, code=here.ward)
    covered |= Q(kind=ServiceArea.Kind.POSTCODE, code=here.code)
    if not network.area_codes or here.local_authority in network.area_codes:
        covered |= Q(kind=ServiceArea.Kind.NETWORK)
    return covered


def _squared(axis: str, metres: int) -> CombinedExpression:
    return (Cast(F(axis), FloatField()) - float(metres)) ** 2.0
