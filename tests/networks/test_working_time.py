"""Working time between two moments: nights, weekends, bank holidays and clock changes left out."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from networks.calendar.rules import WorkingHours

LONDON = ZoneInfo("Europe/London")
HOURS = WorkingHours(opens=time(9), closes=time(17))


def at(day: str, clock: str) -> datetime:
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        (at("2026-11-23", "10:00"), at("2026-11-23", "12:30"), 2.5),
        (at("2026-11-23", "16:00"), at("2026-11-24", "10:00"), 2),
        (at("2026-11-20", "16:00"), at("2026-11-23", "10:00"), 2),
        (at("2026-11-21", "10:00"), at("2026-11-22", "18:00"), 0),
        (at("2026-12-24", "16:00"), at("2026-12-29", "10:00"), 2),
        (at("2026-11-23", "18:00"), at("2026-11-23", "20:00"), 0),
        (at("2026-10-23", "16:00"), at("2026-10-26", "10:00"), 2),
        (at("2026-03-27", "16:00"), at("2026-03-30", "10:00"), 2),
    ],
)
def test_working_time_between(start: datetime, end: datetime, hours: float) -> None:
    worked = HOURS.worked_between(start, end)

    assert worked == timedelta(hours=hours)
