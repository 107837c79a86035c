"""Two teams say yes to one offer of the desk in the same moment."""

import pytest

from ccs.tenancy.problems import Conflict
from referrals.clients.models import Share
from referrals.desk.actions import accept_offer, offer
from referrals.desk.models import Offer
from referrals.referrals.models import Referral
from tests.faults.together import TIMES, problems_in, together
from tests.referrals.desk.brought import with_desk
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_that_say_yes_one_gets_it_and_the_other_is_thanked(world: World) -> None:
    for _ in range(TIMES // 2):
        referral = with_desk(world)
        with world.acting("coordinator") as coordinator:
            to_advice, to_grants = offer(
                actor=coordinator,
                reference=referral.reference,
                service_ids=[world.advice.pk, world.grants.pk],
            )

        results = together(
            world,
            ("adviser", accept_offer, {"offer_id": to_advice.pk}),
            ("officer", accept_offer, {"offer_id": to_grants.pk}),
        )

        [refused] = problems_in(results)
        [won] = [result for result in results if result is not refused]
        assert isinstance(refused, Conflict)
        assert str(refused).startswith("Somebody else has said yes")
        with world.acting("teacher"):
            kept = Referral.objects.get(pk=referral.pk)
            answers = sorted(Offer.objects.filter(referral=kept).values_list("answer", flat=True))
        assert (kept.status, kept.to_team_id) == ("accepted", won.to_team_id)
        assert answers == ["accepted", "over"]
        with world.acting("adviser" if kept.to_team_id == world.council.pk else "officer"):
            assert not Share.objects.filter(referral=kept.pk).exists()
