"""Working time: weekends, bank holidays and the desk's hours, in the network's own clock.

A due time at closing counts as in time until then; work on it goes on at the next opening.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
WEEKEND: Final = (6, 7)
# Whose list a country keeps: England and Wales share one.
DIVISIONS: Final = {"england": "england-and-wales", "wales": "england-and-wales"}


@cache
def bank_holidays(country: str = "england") -> frozenset[date]:
    """The package's own copy: nothing is fetched."""
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in known.get_holidays(division=DIVISIONS[country]))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    opens: time
    closes: time
    country: str = "england"

    def __post_init__(self) -> None:
        if self.opens >= self.closes:
            raise ValueError("A desk opens before it closes, on the same day.")

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() not in WEEKEND and day not in bank_holidays(self.country)

    def next_moment(self, moment: datetime) -> datetime:
        """The moment itself if work is being done then, else the next opening."""
        local = moment.astimezone(LONDON)
        if self.is_working_day(local.date()):
            if local.time() < self.opens:
                return self._at(local.date(), self.opens)
            if local.time() < self.closes:
                return local
        return self._at(self._next_day(local.date()), self.opens)

    def after_hours(self, moment: datetime, hours: int) -> datetime:
        return self.after_time(moment, timedelta(hours=hours))

    def after_time(self, moment: datetime, worked: timedelta) -> datetime:
        """That much working time later, counted as it passes so that clock changes are exact."""
        current, left = self.next_moment(moment), worked
        while True:
            closing = self._at(current.date(), self.closes)
            today = _passed(current, closing)
            if left <= today:
                return _later(current, left)
            left -= today
            current = self.next_moment(closing)

    def after_days(self, moment: datetime, days: int) -> datetime:
        """The same time, `days` working days later; a start out of hours counts from opening."""
        current = self.next_moment(moment)
        day = current.date()
        for _ in range(days):
            day = self._next_day(day)
        return self._at(day, current.time())

    def days_before(self, moment: datetime, days: int) -> datetime:
        """The same time of day, `days` working days earlier."""
        local = moment.astimezone(LONDON)
        day = local.date()
        for _ in range(days):
            day -= timedelta(days=1)
            while not self.is_working_day(day):
                day -= timedelta(days=1)
        return self._at(day, local.time())

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """How much working time passes from one to the other; none when the end is first."""
        current, last, worked = self.next_moment(start), end.astimezone(LONDON), timedelta()
        while _passed(current, last) > timedelta():
            closing = self._at(current.date(), self.closes)
            worked += min(_passed(current, closing), _passed(current, last))
            current = self.next_moment(closing)
        return worked

    def _next_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    @staticmethod
    def _at(day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, tzinfo=LONDON)


def _passed(start: datetime, end: datetime) -> timedelta:
    # Subtracting two times of one zone ignores a clock change between them.
    return end.astimezone(UTC) - start.astimezone(UTC)


def _later(moment: datetime, by: timedelta) -> datetime:
    return (moment.astimezone(UTC) + by).astimezone(LONDON)
