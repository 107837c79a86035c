"""Two answers to one referral in the same moment: one wins, the other is told plainly."""

import pytest

from ccs.tenancy.problems import Conflict
from referrals.referrals.actions import accept, decline, forward, record_contact, undo
from referrals.referrals.models import Referral, ReferralEvent
from tests.faults.together import TIMES, problems_in, together
from tests.referrals.passing import refer_with_leave
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def moves_of(referral: Referral) -> list[str]:
    events = ReferralEvent.objects.filter(referral=referral).exclude(to_status="")
    return list(events.order_by("at", "id").values_list("kind", flat=True))


def test_who_passes_it_on_and_who_declines_it_do_not_both(world: World) -> None:
    for _ in range(TIMES // 2):
        referral = refer_with_leave(world)
        one = {"reference": referral.reference}

        results = together(
            world,
            ("adviser", forward, {**one, "service": world.grants.pk}),
            ("adviser2", decline, {**one, "reason": "no_capacity"}),
        )

        [refused] = problems_in(results)
        assert isinstance(refused, Conflict)
        with world.acting("teacher"):
            passed_on = Referral.objects.filter(forwarded_from=referral.pk).count()
            assert (moves_of(referral)[1:], passed_on) in [(["forwarded"], 1), (["declined"], 0)]


def test_an_acceptance_is_not_undone_beside_the_first_call(world: World) -> None:
    for _ in range(TIMES // 2):
        referral = refer_with_leave(world)
        one = {"reference": referral.reference}
        with world.acting("adviser") as actor:
            accept(actor=actor, **one)

        results = together(
            world,
            ("adviser", record_contact, {**one, "made": True, "way": "phone"}),
            ("adviser2", undo, one),
        )

        assert len(problems_in(results)) == 1
        with world.acting("teacher"):
            assert moves_of(referral)[2:] in [["contact"], ["undone"]]
