from datetime import timedelta

import pytest
from django.utils import timezone

from ccs.tenancy.context import Context, Role, enter
from networks.networks.models import Network
from organisations.capacity.models import Capacity, Signpost, UnmetDemand
from organisations.demo.acting import acting
from organisations.demo.reading import PILOTS, read_pilot
from organisations.directory.models import Location, Service
from organisations.matching.queries import candidates
from organisations.matching.rules import Asked, rank
from organisations.needs.rules import NEEDS
from organisations.places.queries import find_place
from organisations.places.rules import Place
from tests.demo.pilots import services, somebody

# A postcode in each of the councils of each network.
HOMES = {
    "norfolk": ["NR2 3PA", "NR7 7DT", "NR30 5SL", "PE30 5RU", "NR27 9BP", "IP24 3NR", "IP22 1JB"],
    "tower_hamlets": ["E1 2AY", "E14 7DB"],
    "oldham": ["OL1 2NU", "M35 0ED"],
    "swansea": ["SA1 5BS", "SA4 4PQ"],
}
each_home = pytest.mark.parametrize(
    ("pilot", "postcode"), [(pilot, home) for pilot, homes in HOMES.items() for home in homes]
)
each_pilot = pytest.mark.parametrize("pilot", PILOTS)


def network_of(pilot: str) -> Network:
    return Network.objects.get(slug=read_pilot(pilot)["network"]["slug"])


def place_of(postcode: str) -> Place:
    place = find_place(postcode)
    assert isinstance(place, Place)
    return place


def answers(network: Network, need: str, place: Place) -> list[tuple[str, set[str], set[str]]]:
    """Each service's name, what speaks for it and what rules it out, best first."""
    asked = Asked(needs=(need,), place=place)
    found = {one.service_id: one for one in candidates(network_id=network.pk, asked=asked)}
    return [
        (
            found[match.service_id].name,
            {reason.code for reason in match.reasons},
            {reason.code for reason in match.ruled_out},
        )
        for match in rank(asked, found.values())
    ]


@pytest.mark.usefixtures("built")
@each_home
def test_every_need_has_somebody_who_can_help_there_now(pilot: str, postcode: str):
    network, place = network_of(pilot), place_of(postcode)

    with acting(somebody("coordinator", network.slug), slug=network.slug):
        best = {need: answers(network, need, place)[0] for need in NEEDS}

    unanswered = {
        need: (name, reasons, against)
        for need, (name, reasons, against) in best.items()
        if against
        or not reasons & {"open", "limited"}
        or not reasons & {"covers_authority", "covers_network", "covers_postcode"}
    }
    assert unanswered == {}


@pytest.mark.usefixtures("built")
@each_home
def test_the_public_finds_somebody_for_every_need_too(pilot: str, postcode: str):
    network, place = network_of(pilot), place_of(postcode)

    with enter(Context(network=network.pk, role=Role.PUBLIC)):
        best = {need: answers(network, need, place)[:1] for need in NEEDS}

    assert [need for need, found in best.items() if not found or found[0][2]] == []


@pytest.mark.usefixtures("built")
def test_half_of_m35_is_not_oldham():
    network = network_of("oldham")

    with acting(somebody("coordinator", "oldham"), slug="oldham"):
        oldham = answers(network, "debt", place_of("M35 0ED"))
        tameside = answers(network, "debt", place_of("M35 6AY"))

    assert "covers_network" in oldham[0][1]
    assert tameside[0][2] == {"outside_network"}


@pytest.mark.usefixtures("built")
@each_pilot
def test_the_refuge_is_for_members_and_nowhere_in_public(pilot: str):
    network = network_of(pilot)
    secret = {
        place["postcode"]
        for one in read_pilot(pilot)["organisations"]
        for place in one.get("locations", [])
        if place.get("is_secret")
    }

    with acting(somebody("worker", network.slug), slug=network.slug):
        to_members = set(Location.objects.filter(is_secret=True).values_list("postcode", flat=True))
    with enter(Context(network=network.pk, role=Role.PUBLIC)):
        in_public = set(Location.objects.values_list("postcode", flat=True))
        shown = set(Service.objects.values_list("name", flat=True))

    assert to_members == secret
    assert in_public.isdisjoint(secret)
    assert shown == {one["name"] for one in services(pilot) if one["audience"] == "public"}


@pytest.mark.usefixtures("built")
@each_pilot
def test_what_nobody_could_take_is_seen_at_the_desk(pilot: str):
    network, told = network_of(pilot), read_pilot(pilot)["missing"]

    with acting(somebody("coordinator", network.slug), slug=network.slug):
        kept = set(UnmetDemand.objects.values_list("team__name", "reason"))
        given = set(Signpost.objects.values_list("elsewhere", flat=True))

    assert kept == {(one["team"], one["reason"]) for one in told}
    assert given == {one["given"] for one in told if "given" in one}


@pytest.mark.usefixtures("built")
@each_pilot
def test_some_teams_have_not_said_for_a_month_whether_they_are_open(pilot: str):
    network = network_of(pilot)

    with acting(somebody("coordinator", network.slug), slug=network.slug):
        rows = list(Capacity.objects.values_list("service__name", "confirmed_at", "set_by_name"))

    month_ago = timezone.now() - timedelta(days=30)
    names = {one["name"] for one in services(pilot)}
    rows = [row for row in rows if row[0] in names]
    silent = {name for name, at, _by in rows if at < month_ago}
    assert silent == {one["name"] for one in services(pilot) if "confirmed_days_ago" in one}
    assert len(silent) == 2
    assert all(by for _name, _at, by in rows)
