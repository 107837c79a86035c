from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organisations.directory.models import Service
from referrals.assessments.models import Assessment
from tests.referrals.journey import begin, chosen, refer, sends, step, told, what, who
from tests.referrals.pages import browser, services, text_of
from tests.world import World


def test_the_number_of_queries_does_not_grow_with_the_services(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    client.get(step(world, key, "services"))

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(step(world, key, "services"))
    services(world, 30)
    with CaptureQueriesContext(connection) as many:
        page = client.get(step(world, key, "services"))

    assert page.content.count(b'name="services"') == 32
    assert len(few) == len(many)


def test_a_service_of_another_network_cannot_be_chosen(world: World, other_world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = client.post(step(world, key, "services"), {"services": [str(other_world.advice.pk)]})

    assert "A service you chose cannot take referrals now." in text_of(page)


def test_the_own_teams_service_cannot_be_chosen(world: World) -> None:
    client = browser(world, "adviser")
    key = told(world, client)

    page = text_of(client.get(step(world, key, "services")))
    forced = client.post(step(world, key, "services"), {"services": [str(world.advice.pk)]})

    assert "This is your own team’s service." in page
    assert "A service you chose cannot take referrals now." in text_of(forced)


@pytest.mark.parametrize(
    "query", ["?service=nonsense", "?q=%00%25'\"<script>", "?q=" + "x" * 5000, "?all", "?service="]
)
def test_strange_addresses_are_harmless(world: World, query: str) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    answer = client.get(step(world, key, "services") + query)

    assert answer.status_code == 200
    assert b"<script>" not in answer.content.replace(b"<script type", b"")


@pytest.mark.parametrize(
    "typed",
    [
        {"id": "nonsense"},
        {"id": ""},
        {"rows": "9999"},
        {"rows": "-1"},
        {"rows": "x", "person0_was": "abc", "person0_given_name": "Yusuf"},
        {"person0_was": "77", "person0_given_name": "Yusuf"},
    ],
)
def test_mangled_hidden_fields_still_make_one_referral(world: World, typed: dict[str, str]) -> None:
    client = browser(world, "teacher")

    begin(world, client, **typed)

    with world.acting("teacher"):
        assert Assessment.objects.count() == 1


def test_an_id_that_another_team_uses_is_not_taken_over(world: World) -> None:
    key = begin(world, browser(world, "adviser"), given_name="Theirs")

    answer = browser(world, "teacher").post(refer(world), who(id=str(key), given_name="Mine"))

    assert answer.status_code == 404
    with world.acting("adviser"):
        assert Assessment.objects.get(pk=key).client.given_name == "Theirs"


@pytest.mark.parametrize(
    "typed",
    [
        {"given_name": "A" * 81},
        {"given_name": "Ami\0na"},
        {"safe_to": ["pigeon"]},
        {"language": "xx"},
        {"age_band": "ancient"},
        {"date_of_birth-day": "31", "date_of_birth-month": "2", "date_of_birth-year": "1988"},
        {"person0_date_of_birth-day": "1"},
    ],
)
def test_what_makes_no_sense_is_an_error_on_the_page(
    world: World, typed: dict[str, object]
) -> None:
    client = browser(world, "teacher")

    answer = client.post(refer(world), who(**typed))

    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)


@pytest.mark.parametrize(
    "typed",
    [
        {"crisis": ["gold"]},
        {"soon_food": "yesterday"},
        {"barriers": ["height"]},
        {"story": "x" * 5001},
        {"story": " "},
    ],
)
def test_a_strange_story_is_an_error_on_the_page(world: World, typed: dict[str, object]) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    answer = client.post(step(world, key, "story"), what(**typed))

    assert answer.status_code == 200
    assert "There is a problem" in text_of(answer)


def test_what_is_typed_is_shown_as_text(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client, given_name="<b>Amina</b>")

    page = client.get(step(world, key, "story")).content.decode()

    assert "<b>Amina" not in page
    assert "&lt;b&gt;Amina" in page


def test_a_service_withdrawn_meanwhile_is_not_asked(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    with world.acting("adviser"):
        Service.objects.filter(pk=world.advice.pk).update(status="withdrawn")

    answer = sends(world, client, key, world.advice)

    assert answer["Location"] == step(world, key, "services")


def test_nobody_is_found_by_guessing(world: World) -> None:
    answer = browser(world, "teacher").get(step(world, uuid4()))

    assert answer.status_code == 404
