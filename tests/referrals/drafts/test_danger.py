"""Somebody may be in danger: first what to do, then what was done, and nothing sent before."""

import pytest

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from networks.networks.models import Network
from referrals.assessments.actions import say_danger
from referrals.referrals.actions import send
from tests.referrals.journey import begin, kept, step, told, what
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def test_whoever_says_yes_or_is_not_sure_is_stopped_first(world: World) -> None:
    client = browser(world, "teacher")
    keys = [begin(world, client, recognised="nobody") for _ in range(3)]

    onward = [
        client.post(step(world, key, "story"), what(danger=said))["Location"]
        for key, said in zip(keys, ("now", "unsure", "no"), strict=True)
    ]

    assert onward == [
        step(world, keys[0], "danger"),
        step(world, keys[1], "danger"),
        step(world, keys[2], "services"),
    ]
    assert "Nothing is sent until you say what was done." in text_of(
        client.get(step(world, keys[0], "services"))
    )


def test_nothing_is_sent_until_it_is_said_what_was_done(world: World, other_world: World) -> None:
    assessment = world.assess()
    with world.acting("teacher") as actor:
        say_danger(actor=actor, assessment_id=assessment.pk, danger="unsure")
        ask = {"actor": actor, "assessment_id": assessment.pk, "service_ids": [world.advice.pk]}

        with pytest.raises(Problem, match="Somebody may be in danger"):
            send(**ask)
    answer = browser(world, "teacher").post(
        step(world, assessment.pk, "danger"),
        {"done": ["999", "other"], "words": "Her sister is with her."},
    )
    with world.acting("teacher") as actor:
        [referral] = send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])

    assert answer["Location"] == step(world, assessment.pk, "services")
    receiver = text_of(browser(world, "adviser").get(page(world, referral.reference)))
    assert "We called 999" in receiver
    assert "Her sister is with her." in receiver


def test_something_has_to_be_ticked_and_something_else_said_in_words(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, danger="now")

    nothing = client.post(step(world, key, "danger"), {})
    other = client.post(step(world, key, "danger"), {"done": ["other"]})

    assert "Tick what was done" in text_of(nothing)
    assert "Say what else was done" in text_of(other)
    assert kept(world, key).danger_open


def test_the_same_answer_again_stops_nobody_twice_and_a_new_alarm_does(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, danger="unsure")
    client.post(step(world, key, "danger"), {"done": ["over"]})

    client.post(step(world, key, "story"), what(danger="unsure"))
    again = kept(world, key).danger_open
    client.post(step(world, key, "story"), what(danger="now"))

    assert again is False
    assert kept(world, key).danger_open


@pytest.mark.parametrize(
    ("country", "here", "elsewhere"),
    [
        ("england", "0808 2000 247", "0808 80 10 800"),
        ("wales", "0808 80 10 800", "0808 2000 247"),
    ],
)
def test_what_to_do_first_is_that_of_the_country(
    world: World, country: str, here: str, elsewhere: str
) -> None:
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(country=country)

    shown = text_of(browser(world, "teacher").get(f"/{world.network.slug}/refer/danger/"))

    for said in ("tel:999", "press 55", "0808 800 5000", "116 123", "111, then option 2", here):
        assert said in shown
    assert elsewhere not in shown
    assert "Call the council of the place where they are" in shown


def test_the_councils_own_numbers_are_shown_where_somebody_has_said_them(world: World) -> None:
    desk = browser(world, "coordinator")
    said = desk.post(f"/{world.network.slug}/safeguarding/", {"children": "020 7946 0021"})

    shown = text_of(browser(world, "teacher").get(f"/{world.network.slug}/refer/danger/"))

    assert said.status_code == 302
    assert "020 7946 0021" in shown
    assert "ask for children’s social care" not in shown
    assert "ask for adult safeguarding" in shown
