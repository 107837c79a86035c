"""Which services and places of one network are asked for, as ids in the feed's order.

Each query reads one table: joins of tables behind walls may ask a policy once for every pair
of rows. What is read here is a few bytes a service, whatever the page.
"""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from networks.networks.models import Network
from organisations.directory.models import (
    Eligibility,
    Location,
    Schedule,
    ServiceArea,
    ServiceAtLocation,
    ServiceNeed,
)
from organisations.interchange.oruk.asked import Asked, WrongQuestion, as_id
from organisations.interchange.oruk.identifiers import FAMILY_IDS, NEEDS_BY_ID, TAXONOMY_ID
from organisations.members.models import Organisation, Team
from organisations.needs.models import NeedSynonym
from organisations.needs.rules import NEEDS, Family, is_crisis, needs_named
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place, distance_m
from organisations.public.queries import offered

# More words than these tell nothing more, and cost.
_WORDS = 6


def services_asked(network: Network, asked: Asked) -> list[UUID]:
    """By name."""
    found = offered(network)
    for word in asked.search.split()[:_WORDS]:
        found = found.filter(_says(network, word))
    if asked.term or asked.taxonomy:
        found = found.filter(pk__in=_meeting(network, _needs_asked(asked)))
    if asked.minimum_age is not None or asked.maximum_age is not None:
        found = found.filter(pk__in=_of_age(network, asked))
    if asked.about_hours:
        found = found.filter(pk__in=_open(network, asked))
    return list(found.order_by("name", "id").values_list("id", flat=True))


def at_locations_asked(network: Network, asked: Asked) -> list[UUID]:
    """By the name of the service. Raises WrongQuestion for a postcode that is not in use."""
    order = {service: place for place, service in enumerate(services_asked(network, asked))}
    here = _place(asked)
    served = _serving(network, here) if here else None
    places = _places(network, here, asked.within)
    rows = ServiceAtLocation.objects.filter(network=network)
    found = [
        (order[service], pk)
        for pk, service, location in rows.values_list("id", "service_id", "location_id")
        if service in order and location in places and (served is None or service in served)
    ]
    return [pk for _order, pk in sorted(found)]


def _says(network: Network, word: str) -> Q:
    local = NeedSynonym.objects.filter(network=network, word__iexact=word)
    needs = {*needs_named(word), *local.values_list("need_id", flat=True)}
    named = Organisation.objects.filter(network=network, name__icontains=word)
    teams = Team.objects.filter(organisation__in=list(named.values_list("id", flat=True)))
    said = Q(name__icontains=word) | Q(description__icontains=word)
    said |= Q(team__in=list(teams.values_list("id", flat=True)))
    return said | Q(pk__in=_meeting(network, needs))


def _meeting(network: Network, needs: Collection[str]) -> list[UUID]:
    if not needs:
        return []
    rows = ServiceNeed.objects.filter(network=network, need__in=needs)
    return list(rows.values_list("service_id", flat=True))


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


def _of_age(network: Network, asked: Asked) -> list[UUID]:
    """As the standard words it: limits of at least, and of at most, the values asked for."""
    rows = Eligibility.objects.filter(network=network)
    if asked.minimum_age is not None:
        rows = rows.filter(minimum_age__gte=asked.minimum_age)
    if asked.maximum_age is not None:
        rows = rows.filter(maximum_age__lte=asked.maximum_age)
    return list(rows.values_list("service_id", flat=True))


def _open(network: Network, asked: Asked) -> list[UUID]:
    """One row of hours has to fit: on the day, from the time, to the time."""
    hours = Schedule.objects.filter(network=network)
    if asked.weekday is not None:
        hours = hours.filter(weekday=asked.weekday)
    if asked.opens_from is not None:
        hours = hours.filter(opens_at__gte=asked.opens_from)
    if asked.closes_by is not None:
        hours = hours.filter(closes_at__lte=asked.closes_by)
    return list(hours.values_list("service_id", flat=True))


def _place(asked: Asked) -> Place | None:
    if not asked.postcode:
        return None
    here = find_place(asked.postcode)
    if isinstance(here, NoPlace):
        raise WrongQuestion(here.message)
    if asked.within is not None and (here.easting is None or here.northing is None):
        raise WrongQuestion("We do not know where this postcode is: leave proximity out.")
    return here


def _serving(network: Network, here: Place) -> set[UUID]:
    """Services whose area the place is in, and those that do not say which area they serve."""
    whole = not network.area_codes or here.local_authority in network.area_codes
    here_is = {
        (ServiceArea.Kind.LOCAL_AUTHORITY, here.local_authority),
        (ServiceArea.Kind.WARD, here.ward),
        (ServiceArea.Kind.POSTCODE, here.code),
        *([(ServiceArea.Kind.NETWORK, "")] if whole else []),
    }
    rows = ServiceArea.objects.filter(network=network).values_list("service_id", "kind", "code")
    elsewhere: set[UUID] = set()
    served: set[UUID] = set()
    for service, kind, code in rows:
        (served if (kind, code) in here_is else elsewhere).add(service)
    unsaid = offered(network).exclude(pk__in=elsewhere | served).values_list("id", flat=True)
    return served | set(unsaid)


def _places(network: Network, here: Place | None, within: int | None) -> set[UUID]:
    """Places that are not secret, and near enough if that was asked."""
    rows = Location.objects.filter(network=network, is_secret=False)
    points = rows.values_list("id", "easting", "northing")
    if here is None or within is None or here.easting is None or here.northing is None:
        return {pk for pk, _easting, _northing in points}
    return {
        pk
        for pk, easting, northing in points
        if easting is not None
        and northing is not None
        and distance_m(easting, northing, here.easting, here.northing) <= within
    }
