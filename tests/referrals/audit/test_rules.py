from datetime import UTC, datetime, time, timedelta

from ccs.tenancy.models import new_id
from networks.calendar.rules import WorkingHours
from referrals.audit.rules import Read, busiest_hour, is_same_name, what_stood_out

HOURS = WorkingHours(opens=time(9), closes=time(17))
MORNING = datetime(2026, 2, 3, 10, tzinfo=UTC)
NIGHT = datetime(2026, 2, 3, 23, 30, tzinfo=UTC)


def reads(count: int, at: datetime, *, apart: timedelta = timedelta(seconds=30)) -> list[Read]:
    return [Read(at + apart * number, new_id()) for number in range(count)]


def test_thirty_records_in_an_hour_stand_out_for_somebody_who_seldom_reads() -> None:
    found = what_stood_out(reads(30, MORNING), reads(5, MORNING - timedelta(days=3)), hours=HOURS)

    assert [(one.kind, one.count) for one in found] == [("many", 30)]


def test_many_records_are_usual_for_who_reads_as_many_each_week() -> None:
    busy_before = reads(20, MORNING - timedelta(days=7))

    assert what_stood_out(reads(40, MORNING), busy_before, hours=HOURS) == []


def test_the_same_record_opened_often_is_one() -> None:
    record = new_id()
    often = [Read(MORNING + timedelta(seconds=number), record) for number in range(60)]

    assert what_stood_out(often, [], hours=HOURS) == []


def test_the_busiest_hour_is_any_sixty_minutes() -> None:
    spread = reads(10, MORNING) + reads(20, MORNING + timedelta(minutes=50))

    assert len(busiest_hour(spread)) == 30


def test_reading_at_night_stands_out_but_not_for_who_works_at_night() -> None:
    nights = [Read(NIGHT - timedelta(days=days), new_id()) for days in (1, 2, 8, 9)]

    seldom = what_stood_out(reads(2, NIGHT), nights[:1], hours=HOURS)
    often = what_stood_out(reads(2, NIGHT), nights, hours=HOURS)

    assert [one.kind for one in seldom] == ["night"]
    assert often == []


def test_a_referral_that_ended_long_ago_stands_out() -> None:
    old = Read(MORNING, new_id(), ended_at=MORNING - timedelta(days=181))
    new = Read(MORNING, new_id(), ended_at=MORNING - timedelta(days=30))

    found = what_stood_out([old, new], [], hours=HOURS)

    assert [(one.kind, one.count) for one in found] == [("long_closed", 1)]


def test_the_last_word_of_a_name_is_compared_whole() -> None:
    assert is_same_name("Ada van Pretend", "pretend ")
    assert not is_same_name("Ada Pretender", "Pretend")
    assert not is_same_name("", "")
