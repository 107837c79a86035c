from datetime import UTC, date, datetime

import time_machine

from ccs.tenancy.context import enter, system
from referrals.referrals.actions import accept, decline, record_contact, undo
from reporting.facts.actions import fold, rebuild
from reporting.facts.models import Fact, RollUp
from reporting.facts.queries import Counted, counted, counted_everywhere
from reporting.figures.rules import Period
from tests.world import World

YEAR = Period(date(2026, 10, 1), date(2027, 9, 30))


def at(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(tzinfo=UTC)


def test_a_referral_is_counted_when_it_is_written_and_only_in_its_network(
    world: World, other_world: World
) -> None:
    with time_machine.travel(at("2026-11-23 09:00"), tick=False):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)

    ours = counted(world.network.pk, "routes", ("sent", "accepted"), YEAR, by=("to_sector",))
    theirs = counted(other_world.network.pk, "routes", ("sent", "accepted"), YEAR)

    assert ours == [Counted("accepted", ("vcs",), 1), Counted("sent", ("vcs",), 1)]
    assert theirs == []


def test_what_is_folded_counts_as_it_did_before(world: World, other_world: World) -> None:
    world.refer()
    before = counted(world.network.pk, "senders", "sent", _around(), by=("from_organisation",))

    folded = fold(world.network.pk)

    assert folded == 1
    assert counted(world.network.pk, "senders", "sent", _around(), by=("from_organisation",)) == (
        before
    )
    with enter(system(world.network.pk)):
        assert not Fact.objects.filter(folded=False).exists()
        assert RollUp.objects.filter(cube="senders").count() == 1


def test_an_acceptance_taken_back_leaves_no_fact_of_it(world: World, other_world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
    fold(world.network.pk)
    with world.acting("adviser") as actor:
        undo(actor=actor, reference=referral.reference)

    assert counted(world.network.pk, "routes", ("accepted", "sent"), _around()) == [
        Counted("sent", (), 1)
    ]
    assert counted(world.network.pk, "waits", "answered", _around()) == []


def test_a_refusal_is_counted_by_its_reason_and_as_an_answer(
    world: World, other_world: World
) -> None:
    # In crisis today: four working hours, and 1:20 of them went by.
    with time_machine.travel(at("2026-11-23 15:00"), tick=False) as clock:
        [referral] = world.refer()
        clock.move_to(at("2026-11-23 16:20"))
        with world.acting("adviser") as actor:
            decline(actor=actor, reference=referral.reference, reason="no_capacity")

    assert counted(world.network.pk, "reasons", "declined", YEAR, by=("reason",)) == [
        Counted("declined", ("no_capacity",), 1)
    ]
    assert counted(
        world.network.pk, "waits", "answered", YEAR, by=("urgency", "minutes", "in_time")
    ) == [Counted("answered", ("today", "80", "yes"), 1)]


def test_a_first_contact_after_its_time_is_late(world: World, other_world: World) -> None:
    # Accepted on Monday at 9: one working day to call.
    with time_machine.travel(at("2026-11-23 09:00"), tick=False) as clock:
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
        clock.move_to(at("2026-11-24 09:01"))
        with world.acting("adviser") as actor:
            record_contact(actor=actor, reference=referral.reference, made=True, way="phone")

    assert counted(world.network.pk, "waits", "contacted", YEAR, by=("minutes", "in_time")) == [
        Counted("contacted", ("510", "no"), 1)
    ]


def test_a_referral_for_two_needs_counts_once_for_each(world: World, other_world: World) -> None:
    [referral] = world.refer()

    found = counted(world.network.pk, "needs", "sent", _around(), by=("need",))

    assert [(one.key[0], one.n) for one in found] == [(need, 1) for need in sorted(referral.needs)]


def test_made_anew_the_sums_are_the_same(world: World, other_world: World) -> None:
    [referral] = world.refer()
    fold(world.network.pk)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
    every = ("sent", "accepted", "answered")
    before = counted(world.network.pk, "waits", every, _around(), by=("minutes", "month"))

    facts = rebuild(world.network.pk)

    assert facts == 3
    assert counted(world.network.pk, "waits", every, _around(), by=("minutes", "month")) == before


def test_part_of_a_month_is_read_from_its_days(world: World, other_world: World) -> None:
    with time_machine.travel(at("2026-11-23 09:00"), tick=False):
        world.refer()
    fold(world.network.pk)

    def sent(first: date, last: date) -> int:
        return sum(
            one.n for one in counted(world.network.pk, "routes", "sent", Period(first, last))
        )

    assert sent(date(2026, 11, 23), date(2026, 11, 23)) == 1
    assert sent(date(2026, 10, 15), date(2026, 11, 22)) == 0
    assert sent(date(2026, 11, 1), date(2026, 12, 4)) == 1


def test_the_programme_counts_every_live_network(world: World, other_world: World) -> None:
    world.refer()
    other_world.refer()
    fold(world.network.pk)

    found = counted_everywhere("routes", "sent", _around(), by=("network",))

    assert {one.key[0]: one.n for one in found} == {
        str(world.network.pk): 1,
        str(other_world.network.pk): 1,
    }


def _around() -> Period:
    return Period(date(2020, 1, 1), date(2040, 12, 31))
