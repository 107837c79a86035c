import pytest

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.members.models import Membership
from organisations.people.leaving import remove_member
from referrals.referrals.actions import accept, assign, decline
from referrals.referrals.models import ReferralEvent
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def told(world: World) -> list[object]:
    rows = OutboxMessage.objects.filter(template="referral_assigned")
    return list(rows.values_list("recipient_id", flat=True))


def test_who_it_is_given_to_is_told_once(world: World) -> None:
    [referral] = world.refer()
    other = world.people["adviser2"].pk

    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        assign(actor=actor, reference=referral.reference, assigned_to=other)
        given = assign(actor=actor, reference=referral.reference, assigned_to=other)

        assert given.assigned_to_id == other
        assert told(world) == [other]
        event = ReferralEvent.objects.get(kind="assigned")
        assert (event.by_name, event.detail) == ("Adviser Sample", str(other))


def test_taking_it_oneself_sends_no_email_and_leaves_the_time(world: World) -> None:
    [referral] = world.refer()

    with world.acting("adviser") as actor:
        taken = assign(actor=actor, reference=referral.reference, assigned_to=actor.member_id)

        assert (taken.status, taken.next_action_at) == ("sent", referral.next_action_at)
        assert told(world) == []


def test_it_can_be_accepted_for_the_team_and_given_back_to_it(world: World) -> None:
    first, second = world.refer()[0], world.refer()[0]

    with world.acting("adviser") as actor:
        accept(actor=actor, reference=first.reference, for_team=True)
        accept(actor=actor, reference=second.reference)
        assign(actor=actor, reference=second.reference, assigned_to=None)

        first.refresh_from_db()
        second.refresh_from_db()
        assert (first.assigned_to_id, second.assigned_to_id) == (None, None)


def test_what_happened_says_whom_it_was_given_to_by_the_name_as_it_was_then(
    world: World, other_world: World
) -> None:
    [referral] = world.refer()
    other = world.people["adviser2"]
    with world.acting("adviser") as actor:
        assign(actor=actor, reference=referral.reference, assigned_to=other.pk)
        assign(actor=actor, reference=referral.reference, assigned_to=None)
    with world.acting("adviser2"):
        Membership.objects.filter(pk=other.pk).update(name="Renamed Sample")

    shown = text_of(browser(world, "teacher").get(page(world, referral.reference)))

    assert "Given to a worker: Adviser2 Sample" in shown
    assert "Given back to the team" in shown


def test_nobody_of_another_team_or_network_or_who_has_left_is_given_it(
    world: World, other_world: World
) -> None:
    [referral] = world.refer()
    with world.acting("manager") as manager:
        remove_member(actor=manager, member_id=world.people["adviser2"].pk)

    for stranger in (
        world.people["caseworker"].pk,
        other_world.people["adviser"].pk,
        world.people["adviser2"].pk,
    ):
        with world.acting("adviser") as actor, pytest.raises(Problem, match="works in your team"):
            assign(actor=actor, reference=referral.reference, assigned_to=stranger)


def test_the_sender_gives_it_to_nobody_and_what_was_declined_is_given_to_nobody(
    world: World,
) -> None:
    [referral] = world.refer()

    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        assign(actor=teacher, reference=referral.reference, assigned_to=None)
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")
        with pytest.raises(Conflict):
            assign(actor=actor, reference=referral.reference, assigned_to=actor.member_id)
