import csv
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import organisations.demo
import referrals.demo
from organisations.capacity.rules import State
from organisations.demo.places import POSTCODES
from organisations.demo.reading import PILOTS, read_pilot
from organisations.directory.rules import ITEMS
from organisations.members.models import Sector
from organisations.members.rules import TYPES
from organisations.needs.rules import NEEDS
from organisations.places.rules import normalise
from tests.demo.pilots import REAL_PEOPLE, marked, services, teams

DRAMA_NUMBER = re.compile(r"(01632 960\d{3}|020 7946 0\d{3}|0161 496 0\d{3}|07700 900\d{3})")
MADE_UP = re.compile(
    r"Sample|Invented|Made-up|Pretend|Imaginary|Example|Placeholder|Fictional|Enghraifft"
)
TELEPHONE = re.compile(r"\b0\d{3,4} ?\d{3} ?\d{3,4}\b|\b020 \d{4} \d{4}\b")

each_pilot = pytest.mark.parametrize("pilot", PILOTS)


@each_pilot
def test_sectors_types_and_needs_are_words_of_the_domain(pilot: str):
    data = read_pilot(pilot)

    sectors = {one["sector"] for one in data["organisations"]}
    types = {one["type"] for one in data["organisations"]}
    needs = {need for service in services(pilot) for need in service["needs"]}

    assert sectors <= set(Sector.values)
    assert types <= set(TYPES)
    assert needs <= set(NEEDS)


@each_pilot
def test_what_services_ask_for_comes_from_one_list(pilot: str):
    asked = services(pilot)

    items = {item for service in asked for item in service["information_needed"]}

    assert items <= set(ITEMS)


@each_pilot
def test_names_are_unique_in_a_network(pilot: str):
    data = read_pilot(pilot)

    counts = [
        Counter(one["name"] for one in things)
        for things in (data["organisations"], teams(pilot), services(pilot))
    ]

    assert [name for count in counts for name, times in count.items() if times > 1] == []


@each_pilot
def test_every_need_has_a_service_that_is_open(pilot: str):
    open_services = [
        one
        for one in services(pilot)
        if one["capacity"] in ("open", "limited") and one.get("route", "anyone") == "anyone"
    ]

    met = {need for service in open_services for need in service["needs"]}

    assert met == set(NEEDS)


@each_pilot
def test_a_paused_service_says_why_and_each_network_has_one(pilot: str):
    paused = [one for one in services(pilot) if one["capacity"] == "paused"]

    reasons = [one["paused_because"] for one in paused]

    assert {one["capacity"] for one in services(pilot)} == set(State.values)
    assert all(reasons)


@each_pilot
def test_everything_is_marked_as_reported_or_invented(pilot: str):
    things = marked(pilot)

    sources = {one["source"] for one in things}
    unexplained = [one["name"] for one in things if one["source"] == "report" and not quoted(one)]

    assert sources == {"report", "invented"}
    assert unexplained == []


def quoted(thing: dict[str, Any]) -> bool:
    """A team is named by what its organisation's entry quotes; the rest quote for themselves."""
    is_team = "phone" in thing
    documents = set(thing.get("reports", []))
    known = bool(documents) and documents <= {"programme", "year 1", "year 3"}
    return is_team or (known and bool(thing["report_says"]))


@each_pilot
def test_an_invented_organisation_says_so_in_its_name(pilot: str):
    data = read_pilot(pilot)

    invented = [one["name"] for one in data["organisations"] if one["source"] == "invented"]

    assert invented
    assert all(name.endswith("(demo)") for name in invented)


@each_pilot
def test_only_organisations_that_receive_offer_services(pilot: str):
    data = read_pilot(pilot)

    offers = {
        one["name"]: any("services" in team for team in one["teams"])
        for one in data["organisations"]
    }

    assert offers == {one["name"]: one["receives_referrals"] for one in data["organisations"]}


@each_pilot
def test_a_network_has_a_school_a_scheme_a_lead_and_signed_agreements(pilot: str):
    data = read_pilot(pilot)

    senders = {one["sector"] for one in data["organisations"] if one["makes_referrals"]}
    schemes = {one.get("scheme") for one in services(pilot)}

    assert "school" in senders
    assert schemes & {"NAS", "RSS", "LWAS", "DAF"}
    assert data["network"]["lead_organisation"] in {one["name"] for one in data["organisations"]}
    unsigned = [one for one in data["organisations"] if "agreement_signed_on" not in one]
    assert len(unsigned) == (pilot == "oldham")


@each_pilot
def test_services_say_whom_they_take_where_when_and_how(pilot: str):
    unsaid = [
        (service["name"], field)
        for service in services(pilot)
        for field in ("audience", "areas", "languages", "attending", "fees", "eligibility", "hours")
        if field not in service
    ]

    known = {"network", *read_pilot(pilot)["network"]["area_codes"]}

    assert unsaid == []
    assert {area for service in services(pilot) for area in service["areas"]} <= known


@each_pilot
def test_people_reach_what_is_for_everybody_and_may_ask_some_of_it_themselves(pilot: str):
    public = [one for one in services(pilot) if one["audience"] == "public"]

    unreachable = [one["name"] for one in public if not public_phone(one)]
    asked = {one["name"] for one in services(pilot) if one.get("self_referral")}

    assert unreachable == []
    assert asked
    assert asked <= {one["name"] for one in public}


def public_phone(service: dict[str, Any]) -> str:
    contacts = service.get("contacts", [])
    return next((one["phone"] for one in contacts if one["audience"] == "public"), "")


@each_pilot
def test_one_route_is_by_name_and_one_under_a_contract_with_places(pilot: str):
    known = {one["name"] for one in read_pilot(pilot)["organisations"]}
    routes = {one["route"]: one["routes"] for one in services(pilot) if "route" in one}

    named = {row["organisation"] for rows in routes.values() for row in rows}

    assert set(routes) == {"named", "contract"}
    assert named <= known
    assert all(row["places"] > 0 for row in routes["contract"])


@each_pilot
def test_what_nobody_could_take_is_told_by_teams_of_the_network_in_words_of_the_domain(pilot: str):
    known = {team["name"] for team in teams(pilot)}
    paused = {one["name"] for one in services(pilot) if one["capacity"] == "paused"}

    missing = read_pilot(pilot)["missing"]

    assert {one["team"] for one in missing} <= known
    assert {need for one in missing for need in one["needs"]} <= set(NEEDS)
    assert {one["reason"] for one in missing} == {"nobody", "paused", "ruled_out"}
    assert {name for one in missing for name in one.get("asked", [])} <= paused


@each_pilot
def test_places_have_postcodes_of_the_network_and_addresses_that_are_made_up(pilot: str):
    codes = set(read_pilot(pilot)["network"]["area_codes"])
    rows = csv.DictReader(POSTCODES.open(encoding="utf-8"))
    here = {normalise(row["pcd"]) for row in rows if row["laua"] in codes}

    places = [
        place for one in read_pilot(pilot)["organisations"] for place in one.get("locations", [])
    ]

    assert {normalise(place["postcode"]) for place in places} <= here
    assert [place["address"] for place in places if not MADE_UP.search(place["address"])] == []
    assert [place.get("is_secret", False) for place in places].count(True) == 1


def test_swansea_speaks_welsh_first_and_english_after():
    told = [(one["name"], one["description"]) for one in services("swansea")]

    one_language = [
        name for name, description in told if " / " not in name or "\n\n" not in description
    ]

    assert one_language == []


def test_colours_differ_and_can_be_read_on_white():
    colours = [read_pilot(pilot)["network"]["colour"] for pilot in PILOTS]

    contrasts = [1.05 / (luminance(colour) + 0.05) for colour in colours]

    assert len(set(colours)) == 4
    assert all(contrast >= 4.5 for contrast in contrasts)


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_telephone_numbers_are_those_kept_for_drama():
    written = all_files()

    numbers = TELEPHONE.findall(written)

    assert len(numbers) > 100
    assert [number for number in numbers if not DRAMA_NUMBER.fullmatch(number)] == []


def test_email_addresses_cannot_reach_anybody():
    written = all_files()

    addresses = re.findall(r"[\w.+-]+@[\w.-]+\w", written)

    assert len(addresses) > 100
    assert [one for one in addresses if not one.endswith((".example", ".example.org"))] == []


@pytest.mark.parametrize("name", REAL_PEOPLE)
def test_nobody_of_the_reports_is_named(name: str):
    written = all_files()

    found = name.lower() in written.lower()

    assert not found


def all_files() -> str:
    folders = [Path(app.__file__).parent for app in (organisations.demo, referrals.demo)]
    return "\n".join(
        file.read_text(encoding="utf-8") for folder in folders for file in folder.glob("*.toml")
    )
