from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.actions import confirm_capacity, set_capacity
from organisations.capacity.models import Capacity, CapacityChange
from organisations.capacity.queries import times_paused
from organisations.capacity.rules import free_number, next_period, period_start, time_paused
from referrals.referrals.actions import withdraw
from tests.referrals.places import ask, capacity, limit
from tests.world import World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)


def say(world: World, state: str, who: str = "officer", **said: object) -> Capacity:
    with world.acting(who) as actor:
        return set_capacity(service_id=world.grants.pk, actor=actor, state=state, **said)


def states(world: World) -> list[tuple[str, str]]:
    """The history of the hardship grants, oldest first: what, and who."""
    with enter(system(world.network.pk)):
        rows = CapacityChange.objects.filter(service=world.grants).order_by("at", "id")
        return list(rows.values_list("state", "by_name"))


@pytest.mark.parametrize(
    ("state", "said", "field"),
    [
        ("closed", {}, "state"),
        ("limited", {"per": "day"}, "places"),
        ("limited", {"places": 0, "per": "day"}, "places"),
        ("limited", {"places": 10_001, "per": "day"}, "places"),
        ("limited", {"places": 5}, "per"),
        ("limited", {"places": 5, "per": "month"}, "per"),
        ("waiting_list", {}, "expected_wait_days"),
        ("waiting_list", {"expected_wait_days": 0}, "expected_wait_days"),
        ("paused", {}, "reason"),
        ("paused", {"reason": "  "}, "reason"),
        ("paused", {"reason": "x" * 201}, "reason"),
        ("paused", {"reason": "Leave", "reopens_on": date(2026, 11, 18)}, "reopens_on"),
        ("open", {"places": 5}, "places"),
        ("open", {"per": "day"}, "per"),
        ("paused", {"reason": "Leave", "expected_wait_days": 5}, "expected_wait_days"),
        ("limited", {"places": 1, "per": "day", "reopens_on": date(2027, 1, 1)}, "reopens_on"),
    ],
)
def test_what_makes_no_sense_is_refused_at_its_field(
    world: World, state: str, said: dict[str, object], field: str
) -> None:
    with time_machine.travel(NOON, tick=False), pytest.raises(Problem) as refusal:
        say(world, state, **said)

    assert refusal.value.field == field
    assert capacity(world).state == "open"


@pytest.mark.parametrize("who", ["teacher", "adviser", "coordinator", "analyst", "manager"])
def test_nobody_sets_or_confirms_anothers(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        say(world, "paused", who, reason="Mischief")
    with world.acting(who) as actor, pytest.raises(NotAllowed):
        confirm_capacity(service_id=world.grants.pk, actor=actor)

    assert capacity(world).state == "open"


def test_every_change_is_in_the_history_with_its_name_and_saying_the_same_is_none(
    world: World,
) -> None:
    say(world, "waiting_list", expected_wait_days=10)
    say(world, "waiting_list", expected_wait_days=10)
    say(world, "waiting_list", expected_wait_days=20)
    say(world, "open")

    assert states(world) == [
        ("open", ""),
        ("waiting_list", "Officer Sample"),
        ("waiting_list", "Officer Sample"),
        ("open", "Officer Sample"),
    ]


def test_pausing_itself_and_opening_by_itself_are_in_the_history_too(world: World) -> None:
    limit(world, 1)
    [referral] = ask(world, world.assess())

    with world.acting("teacher") as teacher:
        withdraw(actor=teacher, reference=referral.reference)

    assert states(world)[1:] == [
        ("limited", "Officer Sample"),
        ("paused", ""),
        ("limited", ""),
    ]


def test_a_pause_keeps_what_the_service_was(world: World) -> None:
    say(world, "limited", places=5, per="week")
    say(world, "paused", reason="Leave")

    paused = say(world, "paused", reason="Still on leave")

    assert (paused.reopens_as, paused.places, paused.per) == ("limited", 5, "week")


def test_a_limit_below_what_is_taken_makes_it_full_at_once(world: World) -> None:
    limit(world, 3)
    ask(world, world.assess())
    ask(world, world.assess())

    lowered = say(world, "limited", places=2, per="week")

    assert (lowered.state, lowered.is_full) == ("paused", True)


def test_and_a_higher_one_opens_it(world: World) -> None:
    limit(world, 1)
    ask(world, world.assess())

    raised = say(world, "limited", places=2, per="week")

    assert (raised.state, raised.is_full, raised.reopens_on) == ("limited", False, None)


def test_confirming_changes_nothing_but_the_day(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        before = say(world, "waiting_list", expected_wait_days=10)
    with time_machine.travel(NOON + timedelta(days=40), tick=False), world.acting("officer") as one:
        after = confirm_capacity(service_id=world.grants.pk, actor=one)

    assert (after.state, after.expected_wait_days, after.set_at) == ("waiting_list", 10, NOON)
    assert after.confirmed_at - before.confirmed_at == timedelta(days=40)
    assert len(states(world)) == 2


def test_a_new_service_is_open_and_says_so_in_its_history(world: World) -> None:
    with enter(system(world.network.pk)):
        row = Capacity.objects.get(service=world.debt)
        changes = list(CapacityChange.objects.filter(service=world.debt).values_list("state"))

    assert (row.state, changes) == ("open", [("open",)])


def test_how_long_a_service_took_nobody_is_counted_within_the_period(world: World) -> None:
    for day, state in [(1, "paused"), (3, "open"), (10, "paused"), (12, "open")]:
        with time_machine.travel(datetime(2026, 3, day, tzinfo=UTC), tick=False):
            say(world, state, reason="Leave")

    with time_machine.travel(NOON, tick=False), world.acting("analyst"):
        paused = times_paused(
            [world.grants.pk, world.debt.pk], start=date(2026, 3, 2), end=date(2026, 3, 10)
        )

    assert paused == {world.grants.pk: timedelta(days=2), world.debt.pk: timedelta()}


def test_a_pause_that_lasts_is_counted_until_now(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        say(world, "paused", reason="Leave")

    with time_machine.travel(NOON + timedelta(hours=6), tick=False), world.acting("analyst"):
        paused = times_paused([world.grants.pk], start=date(2026, 11, 1), end=date(2026, 12, 31))

    assert paused == {world.grants.pk: timedelta(hours=6)}


def test_the_day_of_a_clock_change_has_25_hours(world: World) -> None:
    with time_machine.travel(datetime(2026, 10, 1, tzinfo=UTC), tick=False):
        say(world, "paused", reason="Leave")

    with time_machine.travel(NOON, tick=False), world.acting("analyst"):
        paused = times_paused([world.grants.pk], start=date(2026, 10, 25), end=date(2026, 10, 25))

    assert paused == {world.grants.pk: timedelta(hours=25)}


def at(hour: int) -> datetime:
    return datetime(2026, 3, 1, hour, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "hours"),
    [
        ([], 0),
        ([(at(2), "paused")], 8),
        ([(at(0), "paused"), (at(6), "open")], 2),
        ([(at(5), "paused"), (at(7), "limited"), (at(11), "paused")], 3),
        ([(at(5), "paused"), (at(6), "paused"), (at(7), "waiting_list")], 2),
        ([(at(13), "paused")], 0),
    ],
)
def test_the_sum_of_the_pauses(changes: list[tuple[datetime, str]], hours: int) -> None:
    paused = time_paused(changes, start=at(4), end=at(12))

    assert paused == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("per", "start", "following"),
    [
        ("day", date(2026, 11, 18), date(2026, 11, 19)),
        ("week", date(2026, 11, 16), date(2026, 11, 23)),
        ("total", None, None),
    ],
)
def test_periods_begin_at_midnight_and_on_mondays(
    per: str, start: date | None, following: date | None
) -> None:
    wednesday = date(2026, 11, 18)

    periods = period_start(per, today=wednesday), next_period(per, today=wednesday)

    assert periods == (start, following)


@pytest.mark.parametrize(
    ("taken", "places", "number"),
    [(set(), 1, 1), ({1}, 1, None), ({2, 3}, 3, 1), ({1, 3}, 3, 2), ({4, 5}, 2, None)],
)
def test_the_smallest_free_number_is_taken(
    taken: set[int], places: int, number: int | None
) -> None:
    found = free_number(taken, places=places)

    assert found == number
