"""Working time: weekends, bank holidays and the desk's hours, in the network's own clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Final
from zoneinfo import ZoneInfo

from govuk_bank_holidays.bank_holidays import BankHolidays

LONDON = ZoneInfo("Europe/London")
WEEKEND: Final = (6, 7)


@cache
def bank_holidays() -> frozenset[date]:
    """England and Wales share one list. The package's own copy: nothing is fetched."""
    known = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in known.get_holidays(division="england-and-wales"))


@dataclass(frozen=True, slots=True)
class WorkingHours:
    opens: time
    closes: time

    def is_working_day(self, day: date) -> bool:
        return day.isoweekday() not in WEEKEND and day not in bank_holidays()

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
        """`hours` working hours later, counted in elapsed time so that clock changes are exact."""
        current, left = self.next_moment(moment), timedelta(hours=hours)
        while True:
            closing = self._at(current.date(), self.closes)
            today = _elapsed(current, closing)
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

    def worked_between(self, start: datetime, end: datetime) -> timedelta:
        """The working time from one moment to a later one; none where there was none."""
        day, last = start.astimezone(LONDON).date(), end.astimezone(LONDON).date()
        worked = timedelta()
        while day <= last:
            if self.is_working_day(day):
                opens, closes = self._at(day, self.opens), self._at(day, self.closes)
                worked += max(timedelta(), _elapsed(max(start, opens), min(end, closes)))
            day += timedelta(days=1)
        return worked

    def _next_day(self, day: date) -> date:
        day += timedelta(days=1)
        while not self.is_working_day(day):
            day += timedelta(days=1)
        return day

    @staticmethod
    def _at(day: date, moment: time) -> datetime:
        return datetime.combine(day, moment, tzinfo=LONDON)


def _elapsed(start: datetime, end: datetime) -> timedelta:
    # Subtracting two times of one zone ignores a clock change between them.
    return end.astimezone(ZoneInfo("UTC")) - start.astimezone(ZoneInfo("UTC"))


def _later(moment: datetime, by: timedelta) -> datetime:
    return (moment.astimezone(ZoneInfo("UTC")) + by).astimezone(LONDON)
