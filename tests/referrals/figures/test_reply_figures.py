"""How soon and how often an organisation answers: counted at night, from envelopes."""

from datetime import UTC, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.tenancy.context import enter, system
from networks.calendar.rules import WorkingHours
from organisations.directory.models import ReplyFigure
from organisations.members.founding import found_network
from referrals.figures.jobs import count_replies
from referrals.figures.rules import Answer, Counted, counted
from referrals.referrals.actions import accept, decline
from tests.world import World

MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
HOURS = WorkingHours(opens=time(9), closes=time(17))
SCHOOL, MEALS = UUID(int=1), UUID(int=2)


def answered(hours: float, *, accepted: bool = True, service: UUID | None = MEALS) -> Answer:
    return Answer(SCHOOL, service, MONDAY, MONDAY + timedelta(hours=hours), accepted)


def test_the_typical_time_is_the_median_of_working_time() -> None:
    figures = counted([answered(1), answered(3, accepted=False), answered(24)], hours=HOURS)

    assert figures[SCHOOL, None] == Counted(answered=3, accepted=2, typical_minutes=180)
    assert figures[SCHOOL, MEALS] == figures[SCHOOL, None]


def test_a_referral_to_no_service_counts_for_the_organisation_alone() -> None:
    figures = counted([answered(1, service=None)], hours=HOURS)

    assert list(figures) == [(SCHOOL, None)]


def answers(world: World) -> None:
    """Two yes after an hour, one no after three, one still waiting."""
    with time_machine.travel(MONDAY, tick=False):
        first, second, third = (world.refer()[0] for _number in range(3))
        world.refer()
    for after, act, referral in (
        (1, accept, first),
        (1, accept, second),
        (3, decline, third),
    ):
        more = {"reason": "no_capacity"} if act is decline else {}
        with (
            time_machine.travel(MONDAY + timedelta(hours=after), tick=False),
            world.acting("adviser") as actor,
        ):
            act(actor=actor, reference=referral.reference, **more)


def figures(world: World) -> list[tuple[object, ...]]:
    with enter(system(world.network.pk)):
        count_replies(world.network.pk, world.network.pk)
    with world.acting("analyst"):
        rows = ReplyFigure.objects.order_by("service_id")
        columns = ("service_id", "answered", "accepted", "typical_minutes")
        return list(rows.values_list(*columns))


@pytest.mark.django_db
def test_answers_are_counted_for_the_service_and_its_organisation(
    world: World, other_world: World
) -> None:
    answers(world)

    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        found = figures(world)

    assert found == [(world.advice.pk, 3, 2, 60), (None, 3, 2, 60)]


@pytest.mark.django_db
def test_a_second_run_comes_to_the_same_numbers(world: World) -> None:
    answers(world)

    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        first, second = figures(world), figures(world)

    assert first == second


@pytest.mark.django_db
def test_after_90_days_an_answer_no_longer_counts(world: World) -> None:
    answers(world)

    with time_machine.travel(MONDAY + timedelta(days=91), tick=False):
        found = figures(world)

    assert found == []


@pytest.mark.django_db
def test_it_is_done_again_the_next_night(world: World) -> None:
    with (
        time_machine.travel(datetime(2026, 3, 28, 12, tzinfo=UTC), tick=False),
        enter(system(world.network.pk)),
    ):
        again = count_replies(world.network.pk, world.network.pk)

    assert again == datetime(2026, 3, 29, 3, tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.django_db
def test_a_network_counts_from_the_day_it_is_founded() -> None:
    network = found_network(slug="dale", name="Dale Network")

    job = Job.objects.get(kind="reply_figures", subject_id=network.pk)

    assert job.due_at <= timezone.now()
