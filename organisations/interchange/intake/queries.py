"""What is here already, for an import to compare with."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.conf import settings
from django.utils import translation

from ccs.tenancy.actor import Actor
from networks.networks.queries import network_by_id
from organisations.directory.models import ExternalId, Location, Service
from organisations.interchange.intake.known import Known
from organisations.members.models import Organisation, Team
from organisations.needs.models import NeedSynonym
from organisations.needs.rules import NEEDS
from organisations.places.models import Area, Postcode
from organisations.places.rules import normalise


@dataclass(frozen=True, slots=True)
class Here:
    """One network's directory. `linked`: what each of the source's objects became here."""

    organisations: Mapping[UUID, Organisation]
    teams: Mapping[str, Team]
    services: Mapping[UUID, Service]
    linked: Mapping[tuple[str, str], UUID]
    secret_places: frozenset[UUID | None] = frozenset()
    secret_addresses: frozenset[str] = frozenset()


def known_to(actor: Actor) -> Known:
    """The words of this network. A ward's name that several wards share means none of them."""
    network = network_by_id(actor.network.id)
    kept = NeedSynonym.objects.filter(network=network).values_list("word", "need_id")
    synonyms: dict[str, frozenset[str]] = {}
    for word, need in [*kept, *_labels()]:
        plain = " ".join(word.casefold().replace("-", " ").split())
        synonyms[plain] = synonyms.get(plain, frozenset()) | {need}
    areas: dict[str, set[str]] = {}
    for code, name in Area.objects.values_list("code", "name"):
        areas.setdefault(name.casefold(), set()).add(code)
    return Known(
        network=network.name,
        area_codes=frozenset(network.area_codes),
        synonyms=synonyms,
        areas={name: min(codes) for name, codes in areas.items() if len(codes) == 1},
    )


def _labels() -> Iterator[tuple[str, str]]:
    """The needs as every language of the site calls them."""
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            yield from [(str(label), code) for code, label in NEEDS.items()]


def here_for(actor: Actor, source: str) -> Here:
    network = actor.network.id
    links = ExternalId.objects.filter(network_id=network, source=source)
    services = Service.objects.filter(network_id=network).select_related("team__organisation")
    whole = services.prefetch_related(
        "eligibilities",
        "service_needs",
        "areas",
        "schedules",
        "closures",
        "contacts",
        "at_locations__location",
    )
    secret = Location.objects.filter(network_id=network, is_secret=True)
    return Here(
        organisations={one.pk: one for one in Organisation.objects.filter(network_id=network)},
        teams={one.name: one for one in Team.objects.filter(network_id=network)},
        services={one.pk: one for one in whole},
        linked={(link.kind, link.external_id): link.object_id for link in links},
        secret_places=frozenset(one.pk for one in secret),
        secret_addresses=frozenset(
            place_key(one.postcode, one.address) for one in secret if one.postcode and one.address
        ),
    )


def points_of(postcodes: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Grid references by postcode as it is shown; those in use and with one alone."""
    keys = {normalise(code): code for code in postcodes if code}
    found = Postcode.objects.filter(pk__in=keys, terminated="")
    return {
        keys[row.code]: (row.easting, row.northing)
        for row in found
        if row.easting is not None and row.northing is not None
    }


def place_key(postcode: str, address: str) -> str:
    """An address however it is typed."""
    return f"{normalise(postcode)}|{' '.join(address.casefold().replace(',', ' ').split())}"
