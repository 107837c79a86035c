import pytest

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.problems import Conflict, Problem
from organisations.capacity.actions import ServicePaused, set_capacity
from organisations.capacity.models import Place
from referrals.assessments.models import Answer, OpenNeed
from referrals.clients.models import Client
from referrals.messages.models import Message
from referrals.referrals.actions import accept, decline, forward, send, withdraw
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.passing import refer_with_leave
from tests.world import World


def test_what_is_passed_on_ends_here_and_goes_on_there(world: World) -> None:
    referral = refer_with_leave(world)

    with world.acting("adviser") as actor:
        child = forward(
            actor=actor, reference=referral.reference, service=world.grants.pk, note="They know"
        )
        again = forward(actor=actor, reference=referral.reference, service=world.grants.pk)

        referral.refresh_from_db()
        assert again.pk == child.pk
        assert (referral.status, referral.outcome) == ("closed", "referred_on")
        assert (child.status, child.from_team_id) == ("sent", world.advice_line.pk)
        assert (child.origin_team_id, child.owner_team_id) == (world.school.pk, world.council.pk)
        assert (child.needs, child.urgency) == (["food"], "today")
        assert Client.objects.count() == 1
        events = ReferralEvent.objects.filter(referral=referral, kind="forwarded")
        assert events.get().detail == child.reference
    with world.acting("officer"):
        assert Client.objects.count() == 1
        # Not what only the first service needed to know.
        assert Answer.objects.count() == 0
        assert Message.objects.get().body == "They know"


def test_who_referred_first_sees_where_it_went_and_is_told(world: World) -> None:
    referral = refer_with_leave(world)

    with world.acting("adviser") as actor:
        child = forward(actor=actor, reference=referral.reference, service=world.grants.pk)

    with world.acting("teacher"):
        assert Referral.objects.filter(forwarded_from=referral.pk).get().reference == (
            child.reference
        )
        told = OutboxMessage.objects.filter(template="referral_forwarded")
        assert [row.recipient_id for row in told] == [world.people["teacher"].pk]


def test_nothing_is_passed_on_without_leave_or_to_who_is_paused_or_asked_already(
    world: World,
) -> None:
    [without] = world.refer()
    referral = refer_with_leave(world)
    with world.acting("teacher") as teacher:
        send(actor=teacher, assessment_id=referral.assessment_id, service_ids=[world.grants.pk])

    with world.acting("adviser") as actor:
        with pytest.raises(Problem, match="not agreed that you pass this on"):
            forward(actor=actor, reference=without.reference, service=world.debt.pk)
        with pytest.raises(Conflict, match="already been asked"):
            forward(actor=actor, reference=referral.reference, service=world.grants.pk)
        with pytest.raises(Problem, match="your own team"):
            forward(actor=actor, reference=referral.reference, service=world.advice.pk)
    with world.acting("caseworker") as caseworker:
        set_capacity(service_id=world.debt.pk, state="paused", reason="Full", actor=caseworker)
    with world.acting("adviser") as actor, pytest.raises(ServicePaused):
        forward(actor=actor, reference=referral.reference, service=world.debt.pk)
    with world.acting("teacher"):
        referral.refresh_from_db()
        assert referral.status == "sent"


@pytest.mark.parametrize(("accepted", "kept"), [(False, False), (True, True)])
def test_a_place_is_given_back_only_by_who_had_not_accepted(
    world: World, *, accepted: bool, kept: bool
) -> None:
    with world.acting("adviser") as actor:
        set_capacity(
            service_id=world.advice.pk, state="limited", places=1, per="total", actor=actor
        )
    referral = refer_with_leave(world)

    with world.acting("adviser") as actor:
        if accepted:
            accept(actor=actor, reference=referral.reference)
        forward(actor=actor, reference=referral.reference, service=world.grants.pk)

    with world.acting("coordinator"):
        place = Place.objects.get(referral_id=referral.pk)
        assert (place.given_back_at is None) == kept


@pytest.mark.parametrize("ending", ["declined", "taken_back"])
def test_what_comes_to_nothing_is_a_task_of_who_was_told_first(world: World, ending: str) -> None:
    referral = refer_with_leave(world)
    with world.acting("adviser") as actor:
        child = forward(actor=actor, reference=referral.reference, service=world.grants.pk)

    if ending == "declined":
        with world.acting("officer") as officer:
            decline(actor=officer, reference=child.reference, reason="no_capacity")
    else:
        with world.acting("adviser") as actor:
            withdraw(actor=actor, reference=child.reference)

    with world.acting("teacher"):
        assert OpenNeed.objects.get().referral_id == child.pk
        told = OutboxMessage.objects.filter(template=f"referral_{ending}")
        assert world.people["teacher"].pk in {row.recipient_id for row in told}
