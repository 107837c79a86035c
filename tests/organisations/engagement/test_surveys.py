"""Members are asked once, answer without a name, and may change it until the last day."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.surveys.actions import answer_wave, move_last_day, open_wave
from organisations.engagement.surveys.models import SurveyAnswers, SurveyWave
from organisations.engagement.surveys.queries import to_answer
from organisations.engagement.surveys.rules import Asking, Said
from tests.world import World

EVERYBODY = ["teacher", "teacher2", "adviser", "adviser2", "caseworker", "officer"]


def ask(world: World, **changes: object) -> SurveyWave:
    today = timezone.localdate()
    words = {"name": "Autumn", "year": 2025, "opens_on": today, "closes_on": today}
    asking = Asking(**{**words, "items": ["dignity", "communication"], **changes})
    with world.acting("coordinator") as desk:
        return open_wave(actor=desk, asking=asking, wave_id=new_id())


def say(
    world: World, wave: SurveyWave, name: str, dignity: str = "agree", **changes: object
) -> None:
    answers = {"dignity": dignity, "communication": "good"}
    said = Said(answers, **{"uses_system": True, "hours_saved": 2, **changes})
    with world.acting(name) as actor:
        answer_wave(actor=actor, wave_id=wave.pk, said=said)


def over(world: World, wave: SurveyWave) -> SurveyWave:
    with time_machine.travel(timezone.now() + timedelta(days=1, minutes=10)):
        run_due(limit=50)
    with enter(system(world.network.pk)):
        return SurveyWave.objects.get(pk=wave.pk)


@pytest.mark.django_db
def test_everybody_of_the_network_gets_one_email_with_a_link(world, other_world):
    morning = timezone.localtime().replace(hour=10)

    with time_machine.travel(morning):
        wave = ask(world)
        run_due(limit=50)
        run_due(limit=50)

    owed = OutboxMessage.objects.filter(template="survey")
    members = {one.pk for one in world.people.values()}
    assert {one.recipient_id for one in owed} == members
    assert len(owed) == len(members)
    assert {one.subject_id for one in owed} == {wave.pk}


@pytest.mark.django_db
def test_it_stands_on_the_home_page_until_it_is_answered(world, other_world):
    wave = ask(world)
    client = Client()
    client.force_login(world.user("teacher"))
    before = client.get("/hamlets/").content.decode()

    say(world, wave, "teacher")

    after = client.get("/hamlets/").content.decode()
    assert f"/hamlets/network/surveys/{wave.pk}/answer/" in before
    assert str(wave.pk) not in after
    with other_world.acting("teacher") as stranger:
        assert to_answer(stranger) == []


@pytest.mark.django_db
def test_answers_can_be_changed_and_count_once(world, other_world):
    wave = ask(world)
    for name in EVERYBODY:
        say(world, wave, name)

    say(world, wave, "teacher", "strongly_disagree")

    told = over(world, wave).results
    assert told["people"]["all"] == 6
    assert told["items"]["dignity"]["all"]["agree"] == 5
    assert told["items"]["dignity"]["all"]["strongly_disagree"] == 1


@pytest.mark.django_db
def test_once_it_is_counted_nobody_is_behind_an_answer(world, other_world):
    wave = ask(world)
    for name in EVERYBODY:
        say(world, wave, name)

    over(world, wave)

    with enter(system(world.network.pk)):
        assert {row.user_id for row in SurveyAnswers.objects.filter(wave=wave)} == {None}


@pytest.mark.django_db
def test_the_desk_never_reads_an_answer(world, other_world):
    wave = ask(world)
    say(world, wave, "teacher")

    with world.acting("coordinator"):
        seen = list(SurveyAnswers.objects.filter(wave=wave))

    assert seen == []


@pytest.mark.django_db
def test_who_is_late_is_told_so(world, other_world):
    wave = ask(world)

    with (
        time_machine.travel(timezone.now() + timedelta(days=1)),
        pytest.raises(Conflict) as refusal,
    ):
        say(world, wave, "teacher")

    assert "over" in str(refusal.value.message)


@pytest.mark.django_db
def test_another_network_cannot_answer(world, other_world):
    wave = ask(world)

    with pytest.raises(NotAllowed):
        say(other_world, wave, "teacher")


@pytest.mark.django_db
def test_every_question_needs_an_answer_of_its_own(world, other_world):
    wave = ask(world)

    with pytest.raises(Problem) as refusal:
        say(world, wave, "teacher", "excellent")

    assert refusal.value.field == "dignity"


@pytest.mark.django_db
def test_what_is_over_gets_no_other_last_day(world, other_world):
    wave = over(world, ask(world))

    with world.acting("coordinator") as desk, pytest.raises(Conflict):
        move_last_day(
            actor=desk, wave_id=wave.pk, closes_on=timezone.localdate() + timedelta(days=9)
        )
