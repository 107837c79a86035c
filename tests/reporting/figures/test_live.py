"""What live referrals are counted as: sent, answered and undone by the product's own actions."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
import time_machine

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import CapacityChange, UnmetDemand
from organisations.members.models import Organisation
from referrals.referrals.actions import accept, close, decline, undo, withdraw
from referrals.referrals.models import Referral
from reporting.facts.actions import fold
from reporting.figures.queries import summaries, summary
from reporting.figures.rules import Period
from reporting.figures.waits import Waited
from tests.reporting.figures.past import column, sheet
from tests.world import World

OCTOBER = Period(date(2026, 10, 1), date(2026, 10, 31))
# A Monday, ten by the clock of the summer; the desk is open from nine to five.
MONDAY = datetime(2026, 10, 5, 9, tzinfo=UTC)


def taken(world: World, *, by: str = "teacher", at: datetime = MONDAY) -> Referral:
    with time_machine.travel(at, tick=False):
        [referral] = world.refer(by=by)
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
    return referral


def test_the_desk_sends_and_is_no_organisation(world: World, other_world: World) -> None:
    taken(world)
    taken(world, by="coordinator")
    taken(other_world)

    found, from_desk = summary(world.network.pk, OCTOBER)

    assert (found.accepted_referrals, from_desk) == (2, 1)
    assert (found.referring_organisations, found.receiving_organisations) == (1, 1)
    assert column(
        sheet(world, "routes"), "from_sector_group", "to_sector_group", "accepted_referrals"
    ) == [("desk", "vcs", 1), ("la_statutory", "vcs", 1)]


def test_half_past_midnight_in_summer_is_the_new_years(world: World, other_world: World) -> None:
    taken(world, at=datetime(2026, 9, 30, 23, 30, tzinfo=UTC))

    october = sheet(world, "summary")
    september = sheet(world, "summary", first="2026-09-01", last="2026-09-30")

    assert column(october, "accepted_referrals", "accepted_referrals_annualised") == [(1, 12)]
    assert column(september, "accepted_referrals", "annualised") == [(0, True)]


def test_an_acceptance_that_was_undone_counts_nowhere(world: World, other_world: World) -> None:
    referral = taken(world)
    with time_machine.travel(MONDAY, tick=False), world.acting("adviser") as actor:
        undo(actor=actor, reference=referral.reference)

    assert column(sheet(world, "summary"), "accepted_referrals", "referring_organisations") == [
        (0, 0)
    ]
    assert sheet(world, "routes").rows == []


def test_several_networks_are_read_at_once(
    world: World, other_world: World, django_assert_num_queries: object
) -> None:
    taken(world)
    taken(other_world)
    taken(other_world)

    found = summaries([world.network.pk, other_world.network.pk], OCTOBER)

    assert found[world.network.pk].accepted_referrals == 1
    assert found[other_world.network.pk].accepted_referrals == 2
    assert found[other_world.network.pk].registered_organisations == 3


def test_a_wait_is_working_time_against_the_standard(world: World, other_world: World) -> None:
    with time_machine.travel(MONDAY, tick=False) as clock:
        early, late = world.refer()[0], world.refer()[0]
        clock.move_to(datetime(2026, 10, 5, 10, 20, tzinfo=UTC))
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=early.reference)
        clock.move_to(datetime(2026, 10, 6, 10, tzinfo=UTC))
        with world.acting("adviser") as actor:
            decline(actor=actor, reference=late.reference, reason="no_capacity")

    waits = column(sheet(world, "waits"), "step", "urgency", "median", "p90", "in_time", "share")
    declines = column(sheet(world, "declines"), "reason", "declined", "share", "n")

    assert waits[0] == ("answered", "today", 80, 540, 1, Decimal("50.0"))
    assert waits[1] == ("answered", "urgent", None, None, 0, None)
    assert declines[0] == ("no_capacity", 1, Decimal("50.0"), 2)


def test_nine_in_ten_is_the_time_by_which_nine_were_answered() -> None:
    waited = Waited(times={5: 8, 60: 1, 900: 1})

    assert (waited.within(50), waited.within(90), waited.within(100)) == (5, 60, 900)
    assert Waited().within(50) is None


def test_a_service_is_told_by_what_it_was_sent_and_answered(
    world: World, other_world: World
) -> None:
    referral = taken(world)
    with time_machine.travel(MONDAY, tick=False):
        gone = world.refer()[0]
        with world.acting("teacher") as actor:
            withdraw(actor=actor, reference=gone.reference)
        with world.acting("adviser") as actor:
            close(actor=actor, reference=referral.reference, outcome="helped_in_part")

    services = sheet(world, "services", organisation=str(world.advice_line.organisation_id))

    assert column(services, "service", "organisation", "sent", "accepted", "share", "n") == [
        ("Crisis advice", "Quay Advice", 2, 1, Decimal("100.0"), 1)
    ]
    assert column(sheet(world, "withdrawals"), "sector_group", "withdrawn", "share", "n") == [
        ("la_statutory", 1, Decimal("50.0"), 2)
    ]
    assert column(sheet(world, "urgency"), "urgency", "sent", "accepted", "n")[0] == (
        "today",
        2,
        1,
        1,
    )


def test_unmet_need_counts_times_and_not_people(world: World, other_world: World) -> None:
    with enter(system(world.network.pk)):
        for service, needs in ((world.grants, ["fuel", "cash"]), (None, ["fuel"])):
            UnmetDemand.objects.create(
                network=world.network,
                team=world.school,
                service=service,
                needs=needs,
                ward="E05009317",
                reason="paused",
                at=datetime(2026, 10, 31, 23, 30, tzinfo=UTC),
            )

    by_need, by_service = sheet(world, "unmet"), sheet(world, "unmet", group="service")

    assert column(by_need, "need", "times", "share", "n") == [
        ("fuel", 2, Decimal("100.0"), 2),
        ("cash", 1, Decimal("50.0"), 2),
    ]
    assert column(by_service, "service", "times") == [("Hardship grants", 1)]
    assert "ward" not in {one.code for one in (*by_need.columns, *by_service.columns)}


@time_machine.travel(datetime(2026, 11, 21, 12, tzinfo=UTC))
def test_a_day_of_a_service_is_what_it_was_in_the_evening(world: World, other_world: World) -> None:
    with enter(system(world.network.pk)):
        CapacityChange.objects.bulk_create(
            CapacityChange(network=world.network, service=world.grants, at=at, state=state)
            for at, state in (
                (datetime(2026, 10, 1, 8, tzinfo=UTC), "open"),
                (datetime(2026, 10, 21, 8, tzinfo=UTC), "limited"),
                (datetime(2026, 10, 21, 9, tzinfo=UTC), "paused"),
            )
        )

    found = sheet(world, "capacity", organisation=str(world.council.organisation_id))

    assert column(found, "month", "open", "limited", "paused", "n") == [
        ("2026-10", Decimal("64.5"), Decimal("0.0"), Decimal("35.5"), 31)
    ]


def test_who_did_nothing_for_thirty_days_is_quiet(world: World, other_world: World) -> None:
    taken(world, at=datetime(2026, 10, 2, 10, tzinfo=UTC))
    with enter(system(world.network.pk)):
        Organisation.objects.filter(name="Borough Council").update(registered_on=date(2026, 10, 12))

    then = sheet(world, "quiet_members")
    later = sheet(world, "quiet_members", last="2026-11-09")

    assert column(then, "organisation", "last_on", "days") == [("Borough Council", None, None)]
    assert column(later, "organisation", "last_on", "days") == [
        ("Borough Council", None, None),
        ("Hill School", date(2026, 10, 2), 38),
        ("Quay Advice", date(2026, 10, 2), 38),
    ]
    stages = dict(column(sheet(world, "adoption"), "stage", "organisations"))
    assert (stages["signed"], stages["live"], stages["member"]) == (3, 3, 3)
    assert (stages["first_sent"], stages["active"], stages["quiet"]) == (1, 2, 1)


def test_what_was_done_later_in_the_month_was_not_done_yet(
    world: World, other_world: World
) -> None:
    taken(world, at=datetime(2026, 8, 20, 10, tzinfo=UTC))
    taken(world, at=datetime(2026, 10, 20, 10, tzinfo=UTC))
    fold(world.network.pk)

    found = sheet(world, "quiet_members", last="2026-10-12")

    assert column(found, "organisation", "last_on") == [
        ("Borough Council", None),
        ("Hill School", date(2026, 8, 20)),
        ("Quay Advice", date(2026, 8, 20)),
    ]


@pytest.mark.parametrize("code", ["summary", "involvement", "capacity", "adoption", "services"])
def test_more_referrals_are_no_more_queries(
    world: World, other_world: World, code: str, django_assert_max_num_queries: object
) -> None:
    taken(world)
    with enter(system(world.network.pk)), django_assert_max_num_queries(30) as few:  # type: ignore[operator]
        sheet(world, code)
    for _more in range(3):
        taken(world)
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="Away", actor=officer)

    with enter(system(world.network.pk)), django_assert_max_num_queries(len(few)):  # type: ignore[operator]
        sheet(world, code)
