"""Somebody may be in danger: nothing goes to the desk before it is said what was done."""

from collections.abc import Callable
from uuid import UUID

import pytest

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from referrals.assessments.actions import say_danger
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import choose_desk, send_to_desk
from referrals.referrals.chosen import send_chosen
from referrals.referrals.models import Referral
from tests.world import World

pytestmark = pytest.mark.django_db


def from_the_journey(*, actor: Actor, assessment_id: UUID) -> None:
    choose_desk(actor=actor, assessment_id=assessment_id, chosen=True)
    send_chosen(actor=actor, assessment_id=assessment_id, service_ids=[], to_desk=True, answers={})


@pytest.mark.parametrize("way", [send_to_desk, from_the_journey])
def test_nothing_goes_to_the_desk_while_somebody_may_be_in_danger(
    world: World, way: Callable[..., object]
) -> None:
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as teacher:
        record_consent(
            actor=teacher,
            assessment_id=assessment.pk,
            agreed=Agreed("consent", given="in_person", names_desk=True),
        )
        say_danger(actor=teacher, assessment_id=assessment.pk, danger="now")

        with pytest.raises(Problem) as refused:
            way(actor=teacher, assessment_id=assessment.pk)

        assert refused.value.field == "danger"
        assert not Referral.objects.exclude(status="draft").exists()
