from datetime import date
from uuid import uuid4

import pytest

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Problem
from referrals.aftercare.actions import hand_over_plans, hand_to_desk
from referrals.aftercare.recording import record_check
from referrals.aftercare.said import Said
from referrals.clocks.jobs import ring_clock
from referrals.referrals.models import Referral
from referrals.rights.actions import lift, restrict
from referrals.voice.questions.actions.asking import ask_those_due
from referrals.voice.questions.models import EndQuestions
from tests.referrals.aftercare.plans import at, checks, closed, on, plan, standing
from tests.referrals.clocks import tick
from tests.referrals.pages import browser, text_of
from tests.referrals.rights.asked import asked, person_of

pytestmark = pytest.mark.django_db


def test_a_check_that_is_due_waits_and_goes_on_once_that_is_lifted(world):
    request = _restricted(world, closed(world), on_day=at(11, 16, 10))

    tick(at(11, 16, 11), at(11, 17), at(11, 18))
    waiting = standing(world)[0]
    with on(at(11, 18, 12)), world.acting("teacher") as teacher:
        lift(actor=teacher, request_id=request.pk, why="checked")
    tick(at(11, 19))

    assert waiting == (1, "planned", date(2026, 11, 19))
    assert standing(world)[0] == (1, "due", date(2026, 11, 19))


def test_nothing_is_written_down_nor_handed_on_and_the_pages_say_that_it_waits(world):
    _restricted(world, closed(world), on_day=at(11, 16, 10))
    [first, *_later] = checks(world)
    start = f"/{world.network.slug}/aftercare"

    refused = []
    with on(at(11, 16, 12)), world.acting("teacher") as teacher:
        for deed in (
            lambda: record_check(actor=teacher, check_id=first.pk, said=Said(reached=True)),
            lambda: hand_to_desk(actor=teacher, plan_id=first.plan_id),
        ):
            with pytest.raises(Problem) as refusal:
                deed()
            refused.append("is restricted" in refusal.value.message)
    with on(at(11, 16, 12)):
        teacher = browser(world, "teacher")
        listed = text_of(teacher.get(f"{start}/?list=coming"))
        shown = text_of(teacher.get(f"{start}/{first.plan_id}/"))

    assert refused == [True, True]
    assert "Waits: the person’s record is restricted" in listed
    assert "Nobody is asked until that ends." in shown
    assert "Ask how they are" not in shown


def test_a_plan_whose_team_is_gone_is_handed_over_only_after_that(world):
    request = _restricted(world, closed(world), on_day=at(11, 16, 10))
    with enter(system(world.network.pk)):
        before = hand_over_plans(world.network.pk, world.school.pk)
    with on(at(11, 17)), world.acting("teacher") as teacher:
        lift(actor=teacher, request_id=request.pk, why="checked")

    with enter(system(world.network.pk)):
        after = hand_over_plans(world.network.pk, world.school.pk)

    assert (before, after) == (0, 1)
    assert plan(world).team_id == world.desk.pk


def test_questions_at_the_end_wait_too(world):
    request = _restricted(world, closed(world), on_day=at(11, 3, 10))
    with on(at(11, 9, 10)), enter(system(world.network.pk)):
        ask_those_due(world.network.pk, uuid4())
        before = EndQuestions.objects.get().state
    with on(at(11, 9, 11)), world.acting("teacher") as teacher:
        lift(actor=teacher, request_id=request.pk, why="checked")

    with on(at(11, 10, 10)), enter(system(world.network.pk)):
        ask_those_due(world.network.pk, uuid4())
        after = EndQuestions.objects.get().state

    assert (before, after) == ("waiting", "by_worker")


def test_what_a_team_owes_by_the_clock_still_reaches_the_desk(world):
    with on(at(11, 2, 12)):
        [referral] = world.refer()
    _restricted(world, referral, on_day=at(11, 2, 13))

    with on(at(11, 6, 12)), enter(system(world.network.pk)):
        ring_clock(world.network.pk, referral.pk)
        owner = Referral.objects.get(pk=referral.pk).owner_team_id

    assert owner == world.desk.pk


def _restricted(world, referral, *, on_day):
    tick(on_day)
    with on(on_day):
        request = asked(world, person_of(world, referral), "restrict")
        with world.acting("teacher") as teacher:
            restrict(actor=teacher, request_id=request.pk, why="accuracy")
    return request
