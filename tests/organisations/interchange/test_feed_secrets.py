import json
from datetime import date

import pytest

from ccs.tenancy.context import enter, system
from organisations.interchange.oruk.identifiers import FAMILY_IDS, TAXONOMY_ID, TERM_IDS, part_id
from organisations.members.models import Organisation
from tests.organisations.interchange.directory import CANARY

LISTS = ["", "services", "service_at_locations", "taxonomies", "taxonomy_terms"]
FILTERS = [
    {},
    {"search": CANARY},
    {"search": "refuge"},
    {"search": "safe house"},
    {"taxonomy_term_id": TERM_IDS["domestic_abuse"]},
    {"taxonomy_term_id": TERM_IDS["shelter"]},
    {"taxonomy_term_id": FAMILY_IDS["underlying"]},
    {"taxonomy_id": TAXONOMY_ID},
    {"minimum_age": 1},
    {"maximum_age": 120},
    {"day": "MO", "start_time": "00:00", "end_time": "23:59"},
    {"postcode": "E1 4NS"},
    {"postcode": "OL1 1AA", "proximity": 5000},
    {"full": "true", "minimal": "true", "status": "draft", "audience": "members"},
]


@pytest.mark.parametrize("path", LISTS)
def test_no_list_and_no_filter_shows_what_is_hidden(feed, hidden, path):
    answers = [feed(path, **parameters) for parameters in FILTERS]

    assert [answer.status_code for answer in answers] == [200] * len(FILTERS)
    assert not [one for one in answers if CANARY.encode() in one.content]


def test_a_count_does_not_tell_that_something_is_hidden(feed, hidden):
    answer = feed("services").json()

    assert answer["total_items"] == 1


def test_no_id_of_what_is_hidden_is_answered(feed, hidden):
    ids = [row.pk for row in hidden["services"] + hidden["places"]]
    for service in hidden["services"]:
        ids += [row.pk for row in service.at_locations.all()]
    ids += [row.location_id for row in hidden["places"]]
    ids += [part_id(one, "address") for one in list(ids)]

    answers = [
        feed(f"{path}/{one}").status_code
        for path in ("services", "service_at_locations", "taxonomies", "taxonomy_terms")
        for one in ids
    ]

    assert set(answers) == {404}


def test_a_public_service_shows_no_secret_place_and_no_contact_for_referrers(feed, hidden, offered):
    whole = json.dumps(feed(f"services/{offered.pk}").json())

    assert CANARY not in whole
    assert "0999" not in whole and "members@quay.example" not in whole
    assert "OL1 1AA" not in whole


def test_teams_and_their_people_are_not_in_the_feed(feed, world, offered):
    whole = feed(f"services/{offered.pk}").content.decode()

    assert world.advice_line.name not in whole
    assert "Sample" not in whole


def test_another_network_s_ids_are_not_answered(client, feed, offered, other_world):
    answer = client.get(f"/oruk/{other_world.network.slug}/services/{offered.pk}")

    assert answer.status_code == 404


def test_a_service_leaves_the_feed_with_its_team_or_organisation(feed, world, offered):
    with enter(system(world.network.pk)):
        Organisation.objects.filter(teams=world.advice_line).update(left_on=date(2026, 1, 1))

    assert feed("services").json()["empty"]
    assert feed(f"services/{offered.pk}").status_code == 404
