"""Short lessons on the pages they are about, and what is remembered of them."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import Context, Role, enter, system
from networks.networks.models import Network
from organisations.engagement.lessons.actions import record_done
from organisations.engagement.lessons.contents import MOST_WORDS, WORDS_A_MINUTE
from organisations.engagement.lessons.models import LessonDone
from organisations.engagement.lessons.queries import done_by, own_done
from organisations.members.actions import Invited, enrol
from organisations.roles.queries import actor_for
from tests.referrals.pages import browser, page
from tests.world import World

OFFER = "How does this work? 2 minutes"


def words_of(answer: object) -> list[str]:
    main = re.search(r"<main.*</main>", answer.content.decode(), re.DOTALL)[0]
    return unescape(re.sub(r"<[^>]+>", " ", main)).split()


def learn(world: World, name: str, code: str) -> None:
    with world.acting(name) as actor:
        record_done(actor=actor, code=code)


@pytest.mark.parametrize("code", ["refer", "answer", "capacity", "close", "aftercare"])
def test_a_lesson_is_read_in_under_two_minutes(world, code):
    answer = browser(world, "teacher").get(f"/hamlets/lessons/{code}/")

    words = len(words_of(answer))

    assert 3 <= answer.content.count(b"ccs-lesson__step") <= 4
    assert words <= MOST_WORDS
    assert MOST_WORDS / WORDS_A_MINUTE < 2


def test_a_right_answer_leads_back_to_a_page_that_no_longer_offers_the_lesson(world):
    client = browser(world, "adviser")
    before = client.get("/hamlets/capacity/").content.decode()

    after = client.post(
        "/hamlets/lessons/capacity/", {"answer": "stay", "back": "/hamlets/capacity/"}, follow=True
    )

    assert OFFER in before
    assert after.request["PATH_INFO"] == "/hamlets/capacity/"
    assert "Only new ones stop" in after.content.decode()
    assert OFFER not in after.content.decode()


def test_a_wrong_answer_says_why_and_nothing_is_remembered(world):
    answer = browser(world, "adviser").post("/hamlets/lessons/capacity/", {"answer": "back"})

    assert "They stay with you." in answer.content.decode()
    with world.acting("adviser") as adviser:
        assert own_done(adviser) == {}


def test_a_lesson_leads_to_no_other_site(world):
    answer = browser(world, "adviser").post(
        "/hamlets/lessons/capacity/", {"answer": "stay", "back": "https://elsewhere.example/"}
    )

    assert answer["Location"] == "/hamlets/lessons/"


@pytest.mark.parametrize("code", ["refer", "answer"])
def test_a_lesson_is_offered_on_the_page_it_is_about(world, code):
    [referral] = world.refer()
    address, who = {
        "refer": ("/hamlets/refer/", "teacher"),
        "answer": (page(world, referral.reference), "adviser"),
    }[code]

    shown = browser(world, who).get(address, follow=True).content.decode()

    assert f"/hamlets/lessons/{code}/" in shown


def test_taken_again_it_is_counted(world):
    learn(world, "teacher", "refer")
    learn(world, "teacher", "refer")

    shown = browser(world, "teacher").get("/hamlets/lessons/").content.decode()

    assert "Done 2 times" in shown


def test_what_is_practised_counts_in_the_live_network_alone(world, other_world):
    with enter(Context(role=Role.SYSTEM)):
        twin = Network.objects.create(
            slug="hamlets-practice",
            name="Practice",
            short_name="Practice",
            kind="practice",
            practice_of=world.network,
            country="england",
            colour="#000000",
        )
    with enter(system(twin.pk)):
        invited = Invited(email=world.email("teacher"), name="Teacher Sample")
        enrol(network_id=twin.pk, invited=invited)
    with enter(Context(user=world.people["teacher"].user_id)):
        there = actor_for(user_id=world.people["teacher"].user_id, slug="hamlets-practice")
        record_done(actor=there, code="practice_refer")
        seen_there = own_done(there)

    with world.acting("coordinator"):
        kept = list(LessonDone.objects.values_list("membership", "code", "times"))

    assert kept == [(world.people["teacher"].pk, "practice_refer", 1)]
    assert list(seen_there) == ["practice_refer"]


def test_nobody_learns_what_there_is_not(world):
    with world.acting("teacher") as teacher, pytest.raises(ValueError, match="dancing"):
        record_done(actor=replace(teacher), code="dancing")


def test_a_manager_sees_what_their_own_people_have_learnt(world, other_world):
    learn(world, "adviser", "answer")
    learn(world, "teacher", "refer")
    learn(other_world, "adviser", "answer")
    everybody = [one.pk for one in [*world.people.values(), *other_world.people.values()]]

    with world.acting("manager"):
        seen = done_by(everybody)

    assert list(seen) == [world.people["adviser"].pk]
    assert "1 of 5 lessons done" in (
        browser(world, "manager").get("/hamlets/members/people/").content.decode()
    )


def test_a_page_of_people_asks_once_what_they_have_learnt(world):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            browser(world, "manager").get("/hamlets/members/people/")
        return sum("lessondone" in one["sql"] for one in captured)

    few = asked()
    for name in ("adviser", "adviser2", "caseworker"):
        learn(world, name, "answer")
        learn(world, name, "close")
    many = asked()

    assert (few, many) == (1, 1)
