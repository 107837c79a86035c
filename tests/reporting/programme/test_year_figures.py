"""What nobody can count is entered once a year, with its source and all that was said before."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.yearly.actions import Entered, enter_figure
from organisations.engagement.yearly.queries import figures_entered, versions_of
from referrals.referrals.actions import accept
from reporting.figures.asking import count
from reporting.figures.report import Asked, figures
from reporting.figures.rules import Period
from tests.world import World

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
YEAR = Period(date(2026, 10, 1), date(2026, 11, 20))


def enter(world: World, value: str | None, *, seen: int, source: str = "Accounts") -> None:
    entered = Entered(None if value is None else Decimal(value), source)
    with world.acting("coordinator") as desk:
        enter_figure(actor=desk, year=2026, code="running_cost", entered=entered, seen=seen)


@time_machine.travel(NOW)
def test_the_last_version_counts_and_all_are_kept(world, other_world):
    enter(world, "40000", seen=0)

    enter(world, "41000", seen=1)

    with world.acting("analyst") as reader:
        [row] = figures_entered(reader.network.id, [2026]).values()
        kept = versions_of(reader.network.id, 2026, "running_cost")
    with other_world.acting("analyst") as stranger:
        there = figures_entered(stranger.network.id, [2026])
    assert row.value == Decimal("41000.00")
    assert [one.value for one in kept] == [Decimal("41000.00"), Decimal("40000.00")]
    assert there == {}


@time_machine.travel(NOW)
def test_of_two_who_enter_it_one_is_told_who_was_first(world):
    enter(world, "40000", seen=0)

    with pytest.raises(Conflict) as refusal:
        enter(world, "39000", seen=0)

    assert "Coordinator Sample" in str(refusal.value.message)


@time_machine.travel(NOW)
def test_a_double_click_enters_it_once(world):
    enter(world, "40000", seen=0)

    enter(world, "40000", seen=0)

    with world.acting("coordinator") as desk:
        assert len(versions_of(desk.network.id, 2026, "running_cost")) == 1


@time_machine.travel(NOW)
def test_a_number_needs_its_source(world):
    with pytest.raises(Problem) as refusal:
        enter(world, "40000", seen=0, source=" ")

    assert refusal.value.field == "source"


@time_machine.travel(NOW)
def test_an_analyst_enters_nothing(world):
    with world.acting("analyst") as reader, pytest.raises(NotAllowed):
        enter_figure(
            actor=reader, year=2026, code="running_cost", entered=Entered(None, "Me"), seen=0
        )


@time_machine.travel(NOW)
def test_what_a_referral_costs_is_the_years_cost_over_those_accepted(world, other_world):
    for _one in range(3):
        [referral] = world.refer()
        with world.acting("adviser") as adviser:
            accept(actor=adviser, reference=referral.reference)
    enter(world, "100", seen=0)

    sheet = count(figures()["running_cost"], Asked(world.network.pk, YEAR))

    [row] = sheet.rows
    assert row["accepted_referrals"] == 3
    assert row["cost_per_referral"] == Decimal("33.33")
    assert row["source"] == "Accounts"
