"""A request holds for every record of the person, also of teams that its taker knows nothing of."""

import pytest

from ccs.tenancy.problems import Problem
from referrals.referrals.actions import send
from referrals.rights.actions import agree, lift, propose, restrict
from referrals.rights.models import Restriction, RightsStep
from tests.referrals.rights.asked import asked, helped, person_of

pytestmark = pytest.mark.django_db


def test_a_team_restricts_what_another_team_holds_too_and_lifts_all_of_it(world, other_world):
    first, theirs = helped(world), helped(world, by="officer")
    request = asked(world, person_of(world, first), "restrict")
    with world.acting("teacher") as teacher:
        restrict(actor=teacher, request_id=request.pk, why="accuracy")

    with world.acting("officer") as officer, pytest.raises(Problem) as refusal:
        send(actor=officer, assessment_id=theirs.assessment_id, service_ids=[world.advice.pk])
    with world.acting("coordinator"):
        held = Restriction.objects.filter(until=None).count()
    with world.acting("teacher") as teacher:
        lift(actor=teacher, request_id=request.pk, why="checked")

    with world.acting("coordinator"):
        left = Restriction.objects.filter(until=None).count()
    assert "restricted" in refusal.value.message
    assert (held, left) == (2, 0)


def test_both_who_agree_to_a_copy_stand_in_what_happened(world):
    request = asked(world, person_of(world, helped(world)), "access")

    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)
    with world.acting("coordinator") as desk:
        agree(actor=desk, request_id=request.pk)
        steps = RightsStep.objects.filter(kind="proposed")
        agreed = list(steps.values_list("by_name", flat=True))

    assert agreed == ["Teacher Sample", "Coordinator Sample"]
