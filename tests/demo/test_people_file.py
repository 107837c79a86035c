from collections import Counter

import pytest

from organisations.demo.reading import PILOTS, read_people, read_pilot
from tests.demo.pilots import MADE_UP_SURNAMES, places, teams, workers

each_pilot = pytest.mark.parametrize("pilot", PILOTS)


def test_every_person_is_visibly_made_up():
    people = read_people()

    surnames = {person["name"].split()[-1] for person in people}

    assert surnames <= MADE_UP_SURNAMES


def test_addresses_are_unique_and_belong_to_nobody():
    people = read_people()

    addresses = Counter(person["email"] for person in people)

    assert max(addresses.values()) == 1
    assert all(address.endswith(".example") for address in addresses)
    assert all(address == address.lower() for address in addresses)


def test_names_are_unique():
    people = read_people()

    names = Counter(person["name"] for person in people)

    assert max(names.values()) == 1


def test_every_place_exists():
    pilots = {data["network"]["slug"]: data for data in map(read_pilot, PILOTS)}
    known = {(slug, one["name"]) for slug, data in pilots.items() for one in data["organisations"]}
    known |= {
        (slug, team["name"])
        for slug, data in pilots.items()
        for one in data["organisations"]
        for team in one["teams"]
    }

    held = {
        (place["network"], place.get("team") or place.get("organisation"))
        for _, place in places()
        if place["role"] in ("worker", "manager")
    }

    assert held <= known
    assert {place["network"] for _, place in places() if "network" in place} == set(pilots)


def test_everybody_has_a_place_and_every_role_is_held():
    people = read_people()

    roles = {place["role"] for _, place in places()}

    assert all(person["places"] for person in people)
    assert roles == {"worker", "manager", "coordinator", "analyst", "programme"}


@each_pilot
def test_every_team_has_a_worker_and_several_have_two(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]

    staffed = workers(slug)

    assert set(staffed) == {team["name"] for team in teams(pilot)}
    assert sum(len(emails) > 1 for emails in staffed.values()) >= 3


@each_pilot
def test_every_network_has_a_manager_a_coordinator_and_an_analyst(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]

    roles = {place["role"] for _, place in places() if place.get("network") == slug}

    assert roles == {"worker", "manager", "coordinator", "analyst"}


@each_pilot
def test_an_analyst_works_with_no_letters(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]

    analysts = [person for person, place in places("analyst") if place["network"] == slug]

    assert [len(person["places"]) for person in analysts] == [1]


@each_pilot
def test_somebody_works_in_two_teams(pilot: str):
    slug = read_pilot(pilot)["network"]["slug"]

    counts = Counter(email for emails in workers(slug).values() for email in emails)

    assert max(counts.values()) >= 2


def test_somebody_works_in_two_networks():
    worked = [(person["email"], place["network"]) for person, place in places("worker")]

    networks = Counter(email for email, _ in set(worked))

    assert max(networks.values()) == 2


def test_the_people_of_the_first_story_are_there():
    staffed = workers("tower-hamlets")

    coordinators = [p for p, place in places("coordinator") if place["network"] == "tower-hamlets"]

    assert staffed["Mulberry School"]
    assert staffed["Island Advice"]
    assert staffed["Resident Support team"]
    assert len(coordinators) == 1
