"""Everything on one page: the same rules, fewer pages."""

from uuid import UUID

from tests.referrals.journey import kept, refer, statuses, step, told, what, who
from tests.referrals.pages import browser, services, text_of
from tests.world import World


def address(world: World) -> str:
    return f"{refer(world)}one-page/"


def whole(**typed: object) -> dict[str, object]:
    return {**who(), **what(), **typed}


def found(world: World, client: object, **typed: object) -> UUID:
    """The id of what was kept by looking for services."""
    page = client.get(address(world), follow=True)
    where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"
    answer = client.post(where, whole(find="yes", **typed))
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer["Location"].split("/")[3])


def test_looking_for_services_keeps_both_steps_and_shows_who_can_help(
    world: World, other_world: World
) -> None:
    client = browser(world, "teacher")

    key = found(world, client)
    page = text_of(client.get(step(world, key, "one-page")))

    assert kept(world, key).story == "No food."
    assert kept(world, key).client.given_name == "Amina"
    assert 'value="Amina"' in page
    assert "Crisis advice" in page
    assert "Do they agree?" in page


def test_everything_that_is_wrong_is_said_at_once(world: World) -> None:
    client = browser(world, "teacher")
    page = client.get(address(world), follow=True)
    where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"

    answer = text_of(client.post(where, {"find": "yes"}))

    for said in ("Enter a name.", "Say what is happening", "Say whether somebody is in danger"):
        assert said in answer
    assert answer.count("There is a problem") == 1


def test_ticks_and_agreement_lead_to_the_check_page(world: World) -> None:
    client = browser(world, "teacher")
    key = found(world, client)
    ticked = {
        "services": [str(world.advice.pk)],
        "agreed-basis": "consent",
        "agreed-given": "phone",
        "agreed-language": "en",
        "check": "yes",
    }

    nobody = client.post(step(world, key, "one-page"), whole(check="yes"))
    answer = client.post(step(world, key, "one-page"), whole(**ticked))

    assert "Choose at least one service" in text_of(nobody)
    assert "Say whether they agree" in text_of(nobody)
    assert answer["Location"] == step(world, key, "check")
    assert statuses(world, key) == ["draft"]
    assert client.get(answer["Location"]).status_code == 200


def test_danger_stops_here_too(world: World) -> None:
    client = browser(world, "teacher")
    page = client.get(address(world), follow=True)
    where = f"{page.request['PATH_INFO']}?{page.request['QUERY_STRING']}"

    answer = client.post(where, whole(find="yes", danger="now"))

    assert answer["Location"].endswith("/danger/")


def test_who_wants_to_starts_here_next_time(world: World) -> None:
    client = browser(world, "teacher")
    found(world, client, next_time="yes")

    mine = client.get(refer(world))
    colleagues = browser(world, "teacher2").get(refer(world))

    assert mine["Location"].startswith(address(world))
    assert not colleagues["Location"].startswith(address(world))


def test_a_draft_made_step_by_step_goes_on_here(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = text_of(client.get(step(world, key, "one-page")))

    assert "No food.</textarea>" in page
    assert browser(world, "adviser").get(step(world, key, "one-page")).status_code == 404


def test_many_services_cost_no_more_queries_than_one(
    world: World, django_assert_max_num_queries: object
) -> None:
    client = browser(world, "teacher")
    key = found(world, client)
    services(world, 30)

    with django_assert_max_num_queries(50):
        client.get(step(world, key, "one-page"))
