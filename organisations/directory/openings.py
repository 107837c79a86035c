"""Whether a service is open at a moment, and when that changes: pure, in London's clock."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Final, Protocol

from networks.calendar.rules import LONDON

# Far enough to reach beyond a long holiday.
_DAYS_AHEAD: Final = 60
# Hours end a minute before midnight at the latest: the next day's from midnight go on from there.
_NO_GAP: Final = timedelta(minutes=1)

Span = tuple[datetime, datetime]


class Hours(Protocol):
    """As a row of `Schedule`: 1 is Monday."""

    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None
    valid_to: date | None
    on_bank_holidays: bool


class ClosedDays(Protocol):
    """As a row of `Closure`."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True)
class OpeningNow:
    """`changes_at`: when it closes, or opens next; None where that is too far off to say."""

    is_open: bool
    changes_at: datetime | None = None


def opening_now(
    schedules: Iterable[Hours],
    closures: Iterable[ClosedDays],
    *,
    now: datetime,
    holidays: Container[date],
) -> OpeningNow:
    """What its hours say of this moment; who has said no hours is simply not open."""
    hours, closed = list(schedules), list(closures)
    today = now.astimezone(LONDON).date()
    days = [today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD)]
    for opens, closes in _joined(
        span for day in days for span in _of(day, hours, closed, holidays)
    ):
        if now < opens:
            return OpeningNow(is_open=False, changes_at=opens.astimezone(LONDON))
        if now < closes:
            endless = closes.astimezone(LONDON).date() >= days[-1]
            return OpeningNow(
                is_open=True, changes_at=None if endless else closes.astimezone(LONDON)
            )
    return OpeningNow(is_open=False)


def _of(
    day: date, hours: list[Hours], closed: list[ClosedDays], holidays: Container[date]
) -> list[Span]:
    """The hours of one day, in order."""
    if any(one.starts_on <= day <= one.ends_on for one in closed):
        return []
    return sorted(
        (_moment(day, one.opens_at), _moment(day, one.closes_at))
        for one in hours
        if one.weekday == day.isoweekday()
        and (one.valid_from is None or one.valid_from <= day)
        and (one.valid_to is None or day <= one.valid_to)
        and (one.on_bank_holidays or day not in holidays)
    )


def _moment(day: date, clock: time) -> datetime:
    # In UTC: two times of one zone are compared without a clock change between them.
    return datetime.combine(day, clock, tzinfo=LONDON).astimezone(UTC)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Hours that meet or overlap as one."""
    last: Span | None = None
    for opens, closes in spans:
        if last and opens - last[1] <= _NO_GAP:
            last = (last[0], max(last[1], closes))
            continue
        if last:
            yield last
        last = (opens, closes)
    if last:
        yield last
