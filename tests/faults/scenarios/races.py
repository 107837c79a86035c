"""Two answers to one referral in the same moment, and twenty who want one place."""

from typing import Any

from ccs.tenancy.problems import Conflict
from organisations.capacity.actions import ServiceFull
from referrals.referrals.actions import accept, send, withdraw
from referrals.referrals.models import Referral
from tests.faults.scenarios.forms import events_of
from tests.faults.scenarios.tally import Tally, told_twice
from tests.faults.together import Answers, problems_in, together
from tests.referrals.places import limit, taken
from tests.world import World

# Each with a story of their own, on a connection of their own.
CROWD = 20


def both_accept(world: World) -> tuple[Referral, Answers]:
    """The referral, and what each of the two got."""
    [referral] = world.refer()
    it = {"reference": referral.reference}
    return referral, together(world, ("adviser", accept, it), ("adviser2", accept, it))


def accept_and_withdraw(world: World) -> tuple[Referral, Answers]:
    """The same of who accepts it and who takes it back."""
    [referral] = world.refer()
    it = {"reference": referral.reference}
    return referral, together(world, ("adviser", accept, it), ("teacher", withdraw, it))


def all_want_it(world: World, forms: list[dict[str, Any]]) -> Answers:
    """What each of those who send to the grants got."""
    return together(world, *(("teacher", send, form) for form in forms))


def to_grants(world: World) -> dict[str, Any]:
    """A story, ready to be sent there."""
    return {"assessment_id": world.assess().pk, "service_ids": [world.grants.pk]}


def two_accept(world: World, times: int) -> Tally:
    tally = Tally()
    for _ in range(times):
        referral, results = both_accept(world)
        done = events_of(world, referral, "accepted")
        tally.count(done, told=one_conflict(results), struck=results.overlapped)
    tally.doubled += told_twice()
    return tally


def accept_against_withdraw(world: World, times: int) -> Tally:
    tally = Tally()
    for _ in range(times):
        referral, results = accept_and_withdraw(world)
        done = events_of(world, referral, "accepted") + events_of(world, referral, "withdrawn")
        tally.count(done, told=one_conflict(results), struck=results.overlapped)
    tally.doubled += told_twice()
    return tally


def twenty_for_one_place(world: World, times: int) -> Tally:
    tally = Tally()
    limit(world, 1, "total")
    forms = [to_grants(world) for _ in range(CROWD)]
    for _ in range(times):
        results = all_want_it(world, forms)
        told = [type(one) for one in problems_in(results)] == [ServiceFull] * (CROWD - 1)
        tally.count(len(taken(world)), told=told, struck=results.overlapped)
        for [won] in (one for one in results if isinstance(one, list)):
            with world.acting("teacher") as teacher:
                withdraw(actor=teacher, reference=won.reference)
    tally.doubled += told_twice()
    return tally


def one_conflict(results: list[Any]) -> bool:
    return [type(problem) for problem in problems_in(results)] == [Conflict]
