"""The same call of the API twice, with an Idempotency-Key and, where the act allows it, without."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, NamedTuple

from ccs.tenancy.models import new_id
from referrals.assessments.models import Assessment
from referrals.referrals.actions import accept
from tests.api.caller import AMINA, Caller, caller_of
from tests.faults.scenarios.forms import DONE, events_of, sent_from
from tests.faults.scenarios.tally import Tally, told_twice
from tests.faults.together import Answers, at_once, until_they_met
from tests.world import World


class Call(NamedTuple):
    path: str
    body: Any
    done: Callable[[], int]


def moved(move: str, kind: str, **body: object) -> Callable[[World], Call]:
    def made(world: World) -> Call:
        [referral] = world.refer()
        path = f"referrals/{referral.reference}/{move}"
        return Call(path, body or None, lambda: events_of(world, referral, kind))

    return made


def sending(world: World) -> Call:
    assessment = world.assess()
    path = f"assessments/{assessment.pk}/referrals"
    body = {"services": [str(world.advice.pk)]}
    return Call(path, body, lambda: sent_from(world, assessment.pk))


def telling(world: World) -> Call:
    story = f"Amina has no food. {new_id()}"

    def done() -> int:
        with world.acting("teacher"):
            return Assessment.objects.filter(story=story).count()

    return Call("assessments", {**AMINA, "story": story}, done)


def calling(world: World) -> Call:
    call = moved("contact", "attempt", made=False, way="phone")(world)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=call.path.split("/")[1])
    return call


ANYHOW = {
    "send": ("school", sending),
    "accept": ("advice", moved("accept", "accepted")),
    "decline": ("advice", moved("decline", "declined", reason="no_capacity")),
    "withdraw": ("school", moved("withdraw", "withdrawn", reason="Sorted")),
}
# Said twice these are two, unless a key says that they are one.
BY_KEY = {
    "tell": ("school", telling),
    "message": ("advice", moved("messages", "message", body="When can I call?")),
    "contact": ("advice", calling),
}


def same_call_twice(world: World, times: int) -> Iterator[tuple[str, Tally]]:
    """Each call, two at once; the first of each kind is also tried again afterwards."""
    callers = {
        "school": caller_of(world, world.school, name="School system"),
        "advice": caller_of(world, world.advice_line, name="Advice system"),
    }
    for keyed, calls in ((True, {**ANYHOW, **BY_KEY}), (False, ANYHOW)):
        for name, (caller, made) in calls.items():
            yield (
                f"{name} {'with' if keyed else 'without'} a key",
                called(callers[caller], partial(made, world), times, keyed=keyed),
            )


def called(caller: Caller, made: Callable[[], Call], times: int, *, keyed: bool) -> Tally:
    tally = Tally()
    for number in range(times):
        (call, once), answers = until_they_met(partial(called_by_two, caller, made, keyed=keyed))
        if not number:
            answers.append(once())
        told = {one.status for one in answers} <= DONE
        tally.count(call.done(), told=told, struck=answers.overlapped)
    tally.doubled += told_twice()
    return tally


def called_by_two(
    caller: Caller, made: Callable[[], Call], *, keyed: bool
) -> tuple[tuple[Call, Callable[[], Any]], Answers]:
    call, headers = made(), {"Idempotency_Key": str(new_id())} if keyed else {}
    once = partial(caller.post, call.path, call.body, **headers)
    return (call, once), at_once(once, once)
