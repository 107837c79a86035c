from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.directory.models import Closure, ServiceAtLocation
from organisations.interchange.oruk.identifiers import TAXONOMY_ID, TERM_IDS
from tests.organisations.interchange.directory import publish
from tests.organisations.interchange.schemas import faults

TERM = TERM_IDS["food"]


def at_location(world, service):
    with enter(system(world.network.pk)):
        return ServiceAtLocation.objects.get(service=service).pk


@pytest.mark.parametrize(
    ("path", "schema"),
    [
        ("", "api_details"),
        ("services", "service_list"),
        ("service_at_locations", "service_at_location_list"),
        ("taxonomies", "taxonomy_list"),
        (f"taxonomies/{TAXONOMY_ID}", "taxonomy"),
        ("taxonomy_terms", "taxonomy_term_list"),
        (f"taxonomy_terms/{TERM}", "taxonomy_term"),
    ],
)
def test_every_answer_is_as_its_schema_says(feed, offered, path, schema):
    answer = feed(path)

    assert answer.status_code == 200
    assert faults(schema, answer.json()) == []


def test_a_whole_service_is_as_its_schema_says(feed, offered):
    answer = feed(f"services/{offered.pk}").json()

    assert faults("service", answer) == []
    assert answer["organization"]["organization_identifiers"][0]["identifier_scheme"] == "GB-CHC"
    assert answer["service_at_locations"][0]["location"]["addresses"][0]["city"] == "London"
    assert [row["taxonomy_term"]["code"] for row in answer["attributes"]] == ["food", "debt"]
    assert answer["contacts"][0]["phones"][0]["number"] == "020 7946 0018"
    assert answer["schedules"][0]["byday"] == "MO"


def test_closed_days_are_told_until_they_are_over(feed, world, offered):
    today = timezone.localdate()
    with enter(system(world.network.pk)):
        for first, last in ((-9, -1), (-1, 0), (30, 34)):
            Closure.objects.create(
                network=world.network,
                service=offered,
                starts_on=today + timedelta(days=first),
                ends_on=today + timedelta(days=last),
                reason="Stocktake",
            )

    answer = feed(f"services/{offered.pk}").json()

    closed = [row for row in answer["schedules"] if row.get("notes") == "Stocktake"]
    assert faults("service", answer) == []
    assert [row["description"] for row in closed] == ["Closed on these days."] * 2
    assert closed[1]["valid_from"] == str(today + timedelta(days=30))
    assert closed[1]["valid_to"] == str(today + timedelta(days=34))


def test_a_service_at_a_place_is_as_its_schema_says(feed, world, offered):
    answer = feed(f"service_at_locations/{at_location(world, offered)}").json()

    assert faults("service_at_location", answer) == []
    assert answer["service"]["name"] == "Food advice"


def test_a_service_of_which_little_is_known_is_valid_and_says_nothing_empty(feed, world):
    with enter(system(world.network.pk)):
        world.advice.__class__.objects.filter(pk=world.advice.pk).update(
            audience="public", description=""
        )

    answer = feed(f"services/{world.advice.pk}").json()

    assert faults("service", answer) == []
    assert "contacts" not in answer and "description" not in answer


def test_needs_have_the_same_ids_in_every_network(feed, client, other_world):
    terms = client.get("/oruk/norwich/taxonomy_terms").json()

    assert terms == feed("taxonomy_terms").json()
    assert str(TERM) == "01669b49-e42a-5ace-a106-5e3e21c55a17"


FILTERS = [
    ({"search": "FOOD adv"}, 1),
    ({"search": "quay"}, 1),
    ({"search": "zebra"}, 0),
    ({"taxonomy_term_id": TERM_IDS["debt"]}, 1),
    ({"taxonomy_term_id": TERM_IDS["fuel"]}, 0),
    ({"taxonomy_term_id": "not an id"}, 0),
    ({"taxonomy_id": TAXONOMY_ID}, 1),
    ({"taxonomy_id": TERM_IDS["fuel"]}, 0),
    ({"minimum_age": 16}, 1),
    ({"minimum_age": 17}, 0),
    ({"maximum_age": 99}, 0),
    ({"day": "mo"}, 1),
    ({"day": "Tuesday"}, 0),
    ({"start_time": "09:00"}, 1),
    ({"start_time": "10:00:00"}, 0),
    ({"end_time": "12:00"}, 1),
    ({"end_time": "11:00"}, 0),
    ({"full": "true", "unheard_of": "x"}, 1),
]


@pytest.mark.parametrize("path", ["services", "service_at_locations"])
def test_filters(feed, offered, path):
    answers = [feed(path, **parameters).json() for parameters, _found in FILTERS]

    assert [one["total_items"] for one in answers] == [found for _parameters, found in FILTERS]


@pytest.mark.parametrize(
    ("parameters", "found"),
    [
        ({"postcode": "e14ns"}, 1),
        ({"postcode": "OL1 1AA"}, 0),
        ({"postcode": "E1 4NS", "proximity": "1"}, 1),
    ],
)
def test_places_near_a_postcode_that_they_serve(feed, world, offered, parameters, found):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(area_codes=["E09000030"])

    answer = feed("service_at_locations", **parameters)

    assert answer.json()["total_items"] == found


def test_places_beyond_the_distance_are_left_out(feed, offered):
    answer = feed("service_at_locations", postcode="OL1 1AA", proximity="1000")

    assert answer.json()["total_items"] == 0


NONSENSE = [
    {"page": "0"},
    {"page": "x"},
    {"per_page": "-1"},
    {"minimum_age": "old"},
    {"start_time": "9"},
    {"day": "someday"},
    {"search": "a\0b"},
    {"proximity": "5"},
    {"postcode": "M35"},
]


def test_a_question_that_makes_no_sense_is_told_so_in_json(feed, offered):
    answers = [feed("service_at_locations", **parameters) for parameters in NONSENSE]

    assert {answer.status_code for answer in answers} == {400}
    assert all(answer.json()["message"] for answer in answers)


def test_pages(feed, world, offered):
    with enter(system(world.network.pk)):
        for number in range(4):
            publish(world.council, f"Grant {number}")

    first, last = feed("services", per_page=2).json(), feed("services", per_page=2, page=3).json()

    assert (first["total_items"], first["total_pages"], first["size"]) == (5, 3, 2)
    assert (first["first_page"], first["last_page"]) == (True, False)
    assert (last["size"], last["first_page"], last["last_page"]) == (1, False, True)


@pytest.mark.parametrize("number", ["2", "99999999999999999999999"])
def test_a_page_after_the_last_is_empty(feed, offered, number):
    answer = feed("services", page=number).json()

    assert (answer["empty"], answer["contents"], answer["last_page"]) == (True, [], True)


def test_a_page_is_never_larger_than_a_hundred(feed, offered):
    answer = feed("services", per_page="5000").json()

    assert answer["total_pages"] == 1


def test_the_same_number_of_queries_for_few_and_many(feed, world, offered):
    paths = ["services", "service_at_locations", f"services/{offered.pk}"]
    few = [asked_of_the_database(feed, path) for path in paths]
    with enter(system(world.network.pk)):
        for number in range(30):
            publish(world.council, f"Grant {number}")

    many = [asked_of_the_database(feed, path) for path in paths]

    assert many == few
    assert max(many) <= 20


def asked_of_the_database(feed, path):
    with CaptureQueriesContext(connection) as asked:
        assert feed(path).status_code == 200
    return len(asked)
