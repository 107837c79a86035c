"""What is not for everybody is not there, however it is asked for."""

from datetime import date
from uuid import uuid4

import pytest

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from organisations.members.models import Organisation, Team
from organisations.needs.rules import NEEDS
from tests.organisations.interchange.directory import CANARY, publish

HERE, THERE = "/find-help/hamlets/", "/find-help/norwich/"
TYPED = [
    *({"need": code} for code in NEEDS),
    {"q": CANARY},
    {"q": "refuge"},
    {"q": "safe house"},
    {"q": "draft"},
    {"postcode": "OL1 1AA"},
    {"postcode": "E1 4NS"},
    {"area": "E09000030"},
    {"need": "shelter", "page": "2"},
    {"status": "draft", "audience": "members", "need": "food"},
]


def test_no_page_and_no_search_shows_what_is_hidden(client, hidden):
    answers = [client.get(HERE, asked) for asked in [{}, *TYPED]]
    answers += [client.get(path) for path in ("/find-help/", f"{HERE}sitemap.xml")]

    assert {answer.status_code for answer in answers} == {200}
    assert [one for one in answers if CANARY.lower() in shown(one).lower()] == []


def shown(answer):
    """Without what was typed, which stays in its box, in the address and in the language link."""
    return answer.content.decode().replace(f'value="{CANARY}"', "").replace(f"q={CANARY}", "")


def test_a_need_that_only_hidden_services_meet_is_not_offered(client, hidden):
    page, found = client.get(HERE).content, client.get(HERE, {"need": "domestic_abuse"}).content

    assert b"need=domestic_abuse" not in page and b"need=shelter" not in page
    assert b"We found nobody for this here." in found


def test_a_public_service_shows_no_secret_place_no_personal_contact_and_no_reason(
    client, hidden, offered
):
    page = client.get(f"{HERE}services/{offered.pk}/").content.decode()

    assert CANARY not in page
    assert "0999" not in page and "members@quay.example" not in page
    assert "OL1 1AA" not in page


def test_no_id_of_what_is_hidden_is_answered_and_all_in_the_same_words(
    client, world, other_world, hidden, offered
):
    with enter(system(other_world.network.pk)):
        theirs = publish(other_world.advice_line, "Norwich food")
        refuge = publish(other_world.casework, "Norwich refuge", audience="members")
    absent = client.get(f"{HERE}services/{uuid4()}/")

    ids = [row.pk for row in hidden["services"] + hidden["places"]]
    ids += [row.location_id for row in hidden["places"]]
    ids += [offered.team_id, world.network.pk, refuge.pk]
    paths = [f"{base}services/{one}/" for base in (HERE, THERE) for one in ids]
    paths += [f"{HERE}services/{theirs.pk}/", f"{THERE}services/{offered.pk}/"]
    answers = [client.get(path) for path in paths]

    assert {answer.status_code for answer in answers} == {404}
    assert {answer.content for answer in answers} == {absent.content}
    assert client.get(f"{THERE}services/{theirs.pk}/").status_code == 200


def test_a_practice_network_answers_as_one_that_there_is_not(client, world, offered):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(kind="practice")

    for rest in ("", "?need=food", f"services/{offered.pk}/", "sitemap.xml", "theme.css"):
        practice = client.get(f"{HERE}{rest}")
        nowhere = client.get(f"/find-help/nowhere/{rest}")

        assert (practice.status_code, practice.content) == (404, nowhere.content)
        assert practice.headers["Cache-Control"] == nowhere.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/oruk/hamlets", "/oruk/hamlets/services"])
def test_a_feed_of_a_practice_network_answers_as_one_that_there_is_not(client, world, path):
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(kind="practice")

    practice, nowhere = client.get(path), client.get(path.replace("hamlets", "nowhere"))

    assert (practice.status_code, practice.content) == (404, nowhere.content)


def leave(world):
    Organisation.objects.filter(teams=world.advice_line).update(left_on=date(2026, 1, 1))


def close(world):
    Team.objects.filter(pk=world.advice_line.pk).update(closed_on=date(2026, 1, 1))


@pytest.mark.parametrize("end", [leave, close])
def test_a_service_goes_with_its_team_or_organisation(client, world, offered, end):
    with enter(system(world.network.pk)):
        end(world)

    assert client.get(f"{HERE}services/{offered.pk}/").status_code == 404
    assert b"Food advice" not in client.get(f"{HERE}?need=food").content
    assert b"services/" not in client.get(f"{HERE}sitemap.xml").content


def test_a_service_without_any_rows_of_its_own_has_a_page(client, world):
    with enter(system(world.network.pk)):
        type(world.advice).objects.filter(pk=world.advice.pk).update(audience="public")

    answer = client.get(f"{HERE}services/{world.advice.pk}/")

    assert answer.status_code == 200
    assert b"Crisis advice" in answer.content
