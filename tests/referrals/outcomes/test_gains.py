from decimal import Decimal

import pytest

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.outcomes.actions import record_gains
from referrals.outcomes.models import Award, Gains
from referrals.outcomes.queries import gained_from
from referrals.outcomes.rules import (
    Awarded,
    Gained,
    Totals,
    all_met,
    in_pounds,
    totals_of,
)
from referrals.referrals.actions import accept, close, record_contact, try_later
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import failed_in_a_row
from tests.world import World

GAINED = Gained(
    needs=all_met("food"),
    awards=(
        Awarded("award", Decimal("120.00"), scheme="Household Support Fund"),
        Awarded("goods", what="A fridge"),
    ),
    words="Sleeps again",
)


def closed(world: World, gained: Gained | None = None) -> Referral:
    [referral] = world.refer(world.advice, world.grants)[:1]
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        close(
            actor=actor,
            reference=referral.reference,
            outcome="helped_in_full",
            gained=gained,
        )
    return referral


def test_both_teams_read_what_came_of_it_and_no_other_receiver(
    world: World, other_world: World
) -> None:
    referral = closed(world, GAINED)

    for name in ("adviser", "teacher"):
        with world.acting(name):
            assert gained_from(referral) == GAINED
    for stranger in (world.acting("officer"), world.acting("coordinator")):
        with stranger:
            assert (Gains.objects.count(), Award.objects.count()) == (0, 0)
    with other_world.acting("adviser"):
        assert (Gains.objects.count(), Award.objects.count()) == (0, 0)


def test_it_is_corrected_later_by_the_team_that_helped_and_by_nobody_else(world: World) -> None:
    referral = closed(world, GAINED)
    less = Gained(awards=(Awarded("one_off", Decimal("12.50")),))

    with world.acting("adviser2") as actor:
        record_gains(actor=actor, reference=referral.reference, gained=less)
        record_gains(actor=actor, reference=referral.reference, gained=less)

        assert gained_from(referral) == less
        assert ReferralEvent.objects.filter(referral=referral, kind="gains").count() == 1
    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        record_gains(actor=teacher, reference=referral.reference, gained=GAINED)


def test_nothing_is_gained_before_the_end_and_no_award_is_without_its_amount(
    world: World,
) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

        with pytest.raises(Conflict):
            record_gains(actor=actor, reference=referral.reference, gained=GAINED)
        for wrong in (Awarded("award"), Awarded("yearly", Decimal(-1)), Awarded("gift")):
            with pytest.raises(Problem):
                close(
                    actor=actor,
                    reference=referral.reference,
                    outcome="helped_in_full",
                    gained=Gained(awards=(wrong,)),
                )


def test_totals_are_told_apart_and_pence_only_where_there_are_some() -> None:
    totals = totals_of(
        [
            Awarded("award", Decimal(1200)),
            Awarded("goods", Decimal("50.50")),
            Awarded("goods", what="Coat"),
            Awarded("yearly", Decimal(2000)),
            Awarded("debt_written_off", Decimal(300)),
        ]
    )

    assert totals == Totals(Decimal("1250.50"), Decimal(2000), Decimal(300))
    assert (in_pounds(totals.once), in_pounds(totals.yearly)) == ("£1,250.50", "£2,000")


@pytest.mark.parametrize(
    ("newest_first", "failed"),
    [
        (["attempt", "attempt", "message", "attempt", "accepted"], 3),
        (["postponed", "attempt", "attempt", "attempt"], 0),
        (["attempt", "postponed", "attempt", "attempt", "attempt"], 4),
        (["attempt", "contact", "attempt", "attempt"], 1),
        (["attempt", "reopened", "closed", "attempt", "attempt"], 1),
    ],
)
def test_failed_calls_are_counted_since_somebody_was_reached(
    newest_first: list[str], failed: int
) -> None:
    assert failed_in_a_row(newest_first) == failed


def test_after_failed_calls_the_team_says_when_it_tries_again(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        first = record_contact(actor=actor, reference=referral.reference, made=False, way="phone")

        later = try_later(actor=actor, reference=referral.reference, days=5)

        assert later.next_action_at is not None
        assert first.next_action_at is not None
        assert later.next_action_at > first.next_action_at
        with pytest.raises(Problem):
            try_later(actor=actor, reference=referral.reference, days=100)
