from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from networks.calendar.rules import WorkingHours
from referrals.clocks.rules import (
    STAGES,
    Ring,
    Stage,
    first_ring,
    go_on_by,
    is_escalated,
    next_morning,
    ring_now,
)

HOURS = WorkingHours(opens=time(9), closes=time(17))


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=ZoneInfo("Europe/London"))


@pytest.mark.parametrize(
    ("status", "start", "due", "rings"),
    [
        ("sent", "2026-11-23 10:00", "2026-11-23 14:00", "2026-11-23 12:00"),
        ("sent", "2026-11-23 15:00", "2026-11-24 11:00", "2026-11-24 09:00"),
        ("sent", "2026-11-20 16:00", "2026-11-23 12:00", "2026-11-23 10:00"),
        ("accepted", "2026-11-23 15:00", "2026-11-24 15:00", "2026-11-24 11:00"),
        ("returned", "2026-12-24 15:00", "2026-12-29 15:00", "2026-12-29 11:00"),
        # Written at night: the time begins in the morning.
        ("sent", "2026-11-22 22:00", "2026-11-23 13:00", "2026-11-23 11:00"),
        ("in_progress", "2026-11-23 10:00", "2026-12-21 10:00", "2026-12-21 10:00"),
        ("in_progress", "2026-11-23 10:00", "2026-12-21 17:00", "2026-12-22 09:00"),
    ],
)
def test_the_first_reminder_comes_at_half_the_working_time(
    status: str, start: str, due: str, rings: str
) -> None:
    assert first_ring(STAGES.get(status, ()), start=at(start), due=at(due), hours=HOURS) == at(
        rings
    )


@pytest.mark.parametrize("status", ["draft", "declined", "withdrawn", "closed"])
def test_what_waits_for_no_other_team_has_no_reminders(status: str) -> None:
    due = at("2026-11-23 14:00")

    assert (
        first_ring(STAGES.get(status, ()), start=due - timedelta(hours=4), due=due, hours=HOURS)
        is None
    )
    assert ring_now(STAGES.get(status, ()), due=due, now=due, hours=HOURS) == Ring(None, None)


@pytest.mark.parametrize(
    ("status", "now", "stage", "again"),
    [
        ("sent", "2026-11-23 12:00", Stage.HALF, "2026-11-23 14:00"),
        ("sent", "2026-11-23 14:00", Stage.DUE, "2026-11-24 14:00"),
        ("sent", "2026-11-24 13:59", Stage.DUE, "2026-11-24 14:00"),
        ("sent", "2026-11-24 14:00", Stage.ESCALATED, None),
        ("sent", "2026-12-24 09:00", Stage.ESCALATED, None),
        ("in_progress", "2026-11-23 12:00", None, "2026-11-23 14:00"),
        ("in_progress", "2026-11-27 12:00", Stage.DUE, None),
        ("with_broker", "2026-11-23 12:00", Stage.HALF, "2026-11-23 14:00"),
        ("with_broker", "2026-11-27 12:00", Stage.DUE, None),
    ],
)
def test_what_is_said_at_a_moment_and_when_next(
    status: str, now: str, stage: Stage | None, again: str | None
) -> None:
    ring = ring_now(STAGES.get(status, ()), due=at("2026-11-23 14:00"), now=at(now), hours=HOURS)

    assert ring == Ring(stage, at(again) if again else None)


@pytest.mark.parametrize(
    ("now", "morning"),
    [
        ("2026-11-23 09:00", "2026-11-23 09:30"),
        ("2026-11-23 09:30", "2026-11-23 09:30"),
        ("2026-11-23 09:31", "2026-11-24 09:30"),
        ("2026-11-27 12:00", "2026-11-30 09:30"),
        ("2026-11-28 12:00", "2026-11-30 09:30"),
        ("2026-12-24 12:00", "2026-12-29 09:30"),
    ],
)
def test_the_daily_email_goes_on_the_next_working_morning(now: str, morning: str) -> None:
    assert next_morning(at(now), hours=HOURS) == at(morning)


def test_an_answer_leaves_at_least_an_hour() -> None:
    answered = at("2026-11-23 16:30")

    assert go_on_by(answered, left=timedelta(), hours=HOURS) == at("2026-11-24 09:30")
    assert go_on_by(answered, left=timedelta(hours=2), hours=HOURS) == at("2026-11-24 10:30")


@pytest.mark.parametrize(
    ("status", "owner", "escalated"),
    [
        ("sent", "receiver", False),
        ("sent", "desk", True),
        ("accepted", "desk", True),
        ("returned", "sender", False),
        ("returned", "desk", True),
        ("with_broker", "desk", False),
        ("in_progress", "receiver", False),
        ("closed", None, False),
    ],
)
def test_it_is_escalated_while_the_desk_has_a_teams_step(
    status: str, owner: str | None, *, escalated: bool
) -> None:
    found = is_escalated(status=status, owner=owner, from_team="sender", to_team="receiver")

    assert found is escalated
