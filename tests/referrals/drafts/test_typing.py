"""Nothing typed is lost: kept as it is typed, and there again on another machine."""

from uuid import UUID, uuid4

import time_machine
from django.test import Client
from django.utils import timezone

from referrals.drafts.models import KeptTyping
from tests.referrals.journey import begin, kept, refer, step, told, what, who
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def type_on(client: Client, world: World, key: UUID, page: str, **typed: object) -> int:
    return client.post(step(world, key, f"typed/{page}"), typed).status_code


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    return page.partition(f'name="{name}" value="')[2].partition('"')[0]


def rows(world: World) -> list[KeptTyping]:
    with world.acting("teacher"):
        return list(KeptTyping.objects.all())


def test_what_was_typed_comes_back_as_it_was_even_where_it_is_wrong(
    world: World, other_world: World
) -> None:
    key = begin(world, browser(world, "teacher"))
    typed = {"story": "They have no fo", "crisis": ["food"], "soon_food": "never"}

    answer = type_on(browser(world, "teacher"), world, key, "what", **typed)
    page = text_of(browser(world, "teacher").get(step(world, key, "story")))

    assert answer == 204
    assert "They have no fo</textarea>" in page
    assert "We kept what you typed at" in page
    assert "There is a problem" not in page


def test_a_colleague_sees_who_typed_it_and_other_teams_see_nothing(world: World) -> None:
    key = begin(world, browser(world, "teacher"))
    type_on(browser(world, "teacher"), world, key, "what", story="They have no fo")

    page = text_of(browser(world, "teacher2").get(step(world, key, "story")))

    assert "They have no fo</textarea>" in page
    assert "Teacher Sample typed this at" in page
    for name in ("adviser", "officer", "coordinator"):
        with world.acting(name):
            assert KeptTyping.objects.count() == 0


def test_saving_the_step_leaves_nothing_beside_what_is_saved(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)
    type_on(client, world, key, "what", story="They have no fo")

    client.post(step(world, key, "story"), what(story="They have no food."))

    assert rows(world) == []
    assert kept(world, key).story == "They have no food."


def test_what_a_colleague_typed_goes_with_the_saving_of_who_saw_it(world: World) -> None:
    key = begin(world, browser(world, "teacher"))
    type_on(browser(world, "teacher"), world, key, "what", story="They have no fo")
    colleague = browser(world, "teacher2")
    shown = hidden(text_of(colleague.get(step(world, key, "story"))), "typed")

    colleague.post(step(world, key, "story"), what(typed=shown))

    assert rows(world) == []


def test_it_can_be_thrown_away(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    type_on(client, world, key, "what", story="Something else")

    answer = client.post(step(world, key, "typed/what"), {"drop": "yes"}, follow=True)

    assert "We threw away what was typed and not saved." in text_of(answer)
    assert "No food.</textarea>" in text_of(answer)
    assert rows(world) == []


def test_what_was_saved_since_is_shown_and_what_was_typed_can_be_seen(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    before = hidden(text_of(client.get(step(world, key, "story"))), "before")
    type_on(client, world, key, "what", story="Typed in the train", before=before)
    browser(world, "teacher2").post(step(world, key, "story"), what(story="Saved by Bo"))

    page = text_of(client.get(step(world, key, "story")))
    typed = text_of(client.get(step(world, key, "story"), {"typed": "yes"}))

    assert "Saved by Bo</textarea>" in page
    assert "Teacher Sample typed something else and did not save it" in page
    assert "Typed in the train</textarea>" in typed


def test_a_colleagues_saving_is_not_undone_without_a_word(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    before = hidden(text_of(client.get(step(world, key, "story"))), "before")
    browser(world, "teacher2").post(step(world, key, "story"), what(story="Saved by Bo"))

    first = client.post(step(world, key, "story"), what(story="Mine", before=before))
    again = hidden(text_of(first), "before")
    held_back = kept(world, key).story
    client.post(step(world, key, "story"), what(story="Mine", before=again))

    assert "A colleague saved this page after you opened it." in text_of(first)
    assert "Mine</textarea>" in text_of(first)
    assert held_back == "Saved by Bo"
    assert kept(world, key).story == "Mine"


def test_a_first_page_never_saved_is_found_on_home_by_the_team(world: World) -> None:
    key = uuid4()
    type_on(browser(world, "teacher"), world, key, "who", given_name="Cara")

    colleague = browser(world, "teacher2")
    listed = text_of(colleague.get(home(world)))
    steps = text_of(colleague.get(step(world, key, "steps")))
    page = text_of(colleague.get(refer(world), {"id": str(key)}))

    assert "Started, not yet named" in listed
    assert "In progress" in steps
    assert 'value="Cara"' in page
    assert browser(world, "adviser").get(step(world, key, "steps")).status_code == 404


def test_too_much_and_too_often_is_refused(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    much = type_on(client, world, key, "what", story="x" * 60_001)
    unknown = type_on(client, world, key, "nowhere", story="x")
    with time_machine.travel(timezone.now(), tick=False):
        often = [type_on(client, world, key, "what", story="x") for _ in range(121)][-1]

    assert (much, unknown, often) == (413, 404, 429)


def test_a_session_that_ended_in_the_middle_loses_nothing(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)
    by = hidden(text_of(client.get(step(world, key, "story"))), "by")
    client.logout()

    sent = client.post(step(world, key, "story"), what(story="Typed to the end.", by=by))
    client.force_login(world.user("teacher"))
    page = text_of(client.get(step(world, key, "story")))

    assert sent["Location"] == f"/accounts/login/?next={step(world, key, 'story')}"
    assert "Typed to the end.</textarea>" in page
    assert "We kept what you typed at" in page


def test_what_somebody_else_typed_before_signing_in_is_not_given_to_who_signs_in(
    world: World,
) -> None:
    client = browser(world, "teacher")
    first = client.get(refer(world), follow=True)
    page, by = first.request["PATH_INFO"], hidden(text_of(first), "by")
    address = f"{page}?{first.request['QUERY_STRING']}"
    client.logout()
    client.post(address, who(given_name="Cara", by=by))

    client.force_login(world.user("officer"))
    other = text_of(client.get(address))

    assert "Cara" not in other
