"""Which services stand on a leaflet: the same rows and walls as the public pages'."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from networks.networks.models import Network
from organisations.directory.models import (
    Contact,
    Schedule,
    Service,
    ServiceArea,
    ServiceAtLocation,
)
from organisations.directory.rules import Audience
from organisations.leaflet.rules import MOST_SERVICES, Choice
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, Match, rank
from organisations.places.models import Postcode
from organisations.places.queries import area_names
from organisations.places.rules import Place
from organisations.public.queries import offered

# What rules a service out today, and may not when the leaflet is read.
_PASSING = frozenset({"paused", "full"})


@dataclass(frozen=True, slots=True)
class Listed:
    """`areas` names councils and wards by their codes; `more` when some were left out."""

    services: list[Service]
    areas: dict[str, str]
    more: bool


def listed_for(network: Network, choice: Choice) -> Listed:
    """Best first, and who takes nobody now after those who do."""
    asked = Asked(needs=choice.needs, place=_place(network, choice.area))
    fit = [
        match
        for match in rank(asked, candidates(network_id=network.pk, asked=asked))
        if _stands(match, asked)
    ]
    services = _services(network, [match.service_id for match in fit[:MOST_SERVICES]])
    codes = {row.code for service in services for row in service.areas.all()}
    names = area_names(codes | set(network.area_codes))
    return Listed(services, names, more=len(fit) > MOST_SERVICES)


def area_name(code: str) -> str:
    """Empty for no area, and for one nobody knows."""
    return area_names([code]).get(code, "") if code.isalnum() else ""


def _services(network: Network, ids: Sequence[UUID]) -> list[Service]:
    """In the order of the ids, with all that is printed of them: a query a table."""
    here = ServiceAtLocation.objects.filter(network=network, location__is_secret=False)
    contacts = Contact.objects.filter(audience=Audience.PUBLIC)
    rows = offered(network).filter(pk__in=ids)
    found = rows.prefetch_related(
        "team__organisation",
        "capacities",
        "eligibilities",
        Prefetch("contacts", contacts.order_by("id")),
        Prefetch("schedules", Schedule.objects.order_by("weekday", "opens_at", "id")),
        Prefetch("areas", ServiceArea.objects.order_by("kind", "code")),
        Prefetch("at_locations", here.select_related("location").order_by("location__name", "id")),
    ).in_bulk()
    return [found[one] for one in ids if one in found]


def _stands(match: Match, asked: Asked) -> bool:
    if asked.needs and not match.met:
        return False
    return all(reason.code in _PASSING for reason in match.ruled_out)


def _place(network: Network, area: str) -> Place | None:
    if not area:
        return None
    if area in network.area_codes or not area.startswith(_WARDS):
        return Place(code="", local_authority=area, ward="", lsoa="")
    # Any of its postcodes will do: asked for the first of them, PostgreSQL would sort them all.
    councils = Postcode.objects.filter(ward=area).values_list("local_authority", flat=True)[:1]
    return Place(code="", local_authority=next(iter(councils), ""), ward=area, lsoa="")


# Of electoral wards in England and Wales (ONS). Councils' codes begin otherwise.
_WARDS = ("E05", "W05")
