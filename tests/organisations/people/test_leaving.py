from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.members.actions import Invited, enrol, invite
from organisations.members.models import Membership
from organisations.people.changing import Changed, change_member
from organisations.people.dormant import look_for_dormant
from organisations.people.leaving import leave, remove_member
from organisations.roles.models import TeamRole
from organisations.roles.rules import RoleName
from referrals.referrals.actions import accept
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def given(world: World, name: str) -> Referral:
    [referral] = world.refer()
    with world.acting(name) as actor:
        return accept(actor=actor, reference=referral.reference)


def person(world: World, name: str) -> Membership:
    with enter(system(world.network.pk)):
        return Membership.objects.get(pk=world.people[name].pk)


def second_manager(world: World) -> Membership:
    with enter(system(world.network.pk)):
        deputy = Invited(
            email="deputy@hamlets.example",
            name="Deputy Sample",
            manages=(world.advice_line.organisation_id,),
        )
        world.people["deputy"] = enrol(network_id=world.network.pk, invited=deputy)
    return world.people["deputy"]


def sleeping(world: World, *names: str, days: int) -> None:
    with enter(system(world.network.pk)):
        ids = [world.people[name].pk for name in names]
        long_ago = timezone.localdate() - timedelta(days=days)
        Membership.objects.filter(pk__in=ids).update(seen_on=long_ago)


def look(world: World) -> None:
    with enter(system(world.network.pk)):
        look_for_dormant(world.network.pk, world.network.pk)


def test_what_somebody_had_is_their_teams_once_they_are_removed(world: World) -> None:
    referral = given(world, "adviser")
    with enter(system(world.network.pk)):
        away = {
            "away_from": timezone.localdate(),
            "away_until": timezone.localdate(),
            "stand_in": world.people["adviser"],
        }
        Membership.objects.filter(pk=world.people["adviser2"].pk).update(**away)

    with world.acting("manager") as manager:
        remove_member(actor=manager, member_id=world.people["adviser"].pk)

    with world.acting("adviser2"):
        referral.refresh_from_db()
        event = ReferralEvent.objects.filter(referral=referral).latest("at")
    assert (referral.assigned_to_id, referral.status) == (None, "accepted")
    assert (event.kind, event.by_name, event.given_to) == ("assigned", "Manager Sample", "")
    assert person(world, "adviser2").stand_in_id is None
    told = OutboxMessage.objects.filter(template="colleague_left")
    assert [one.recipient_id for one in told] == [world.people["adviser2"].pk]


def test_what_will_happen_is_said_before_somebody_is_removed(world: World) -> None:
    given(world, "adviser")

    page = text_of(
        browser(world, "manager").get(f"{home(world)}members/{world.people['adviser'].pk}/remove/")
    )

    assert "1 referral that was given to them goes back to the team." in page
    assert "stays with the team: Quay advice line." in page


def test_a_manager_moves_somebody_to_another_team_in_two_steps(world: World) -> None:
    referral = given(world, "adviser")
    client = browser(world, "manager")
    place = f"{home(world)}members/{world.people['adviser'].pk}/change/"
    typed = {"name": "Ada Sample", "phone": "", "teams": [str(world.casework.pk)]}

    said = text_of(client.post(place, typed))
    before = person(world, "adviser").name
    done = client.post(place, {**typed, "sure": "yes"}, follow=True)

    assert "1 referral that was given to them goes back to the team." in said
    assert before == "Adviser Sample"
    assert "Their details and roles have been changed." in text_of(done)
    with world.acting("adviser") as actor:
        assert actor.teams == (world.casework.pk,)
        assert actor.name == "Ada Sample"
        assert not Referral.objects.filter(pk=referral.pk).exists()


def test_a_manager_gives_nothing_that_is_not_theirs(world: World) -> None:
    person_id = world.people["adviser"].pk
    asked = [
        Changed(name=None, teams=frozenset({world.council.pk})),
        Changed(name=None, manages=frozenset({world.council.organisation_id})),
        Changed(name=None, network_roles=frozenset({RoleName.ANALYST})),
    ]

    for change in asked:
        with world.acting("manager") as manager, pytest.raises(NotAllowed):
            change_member(actor=manager, member_id=person_id, change=change)
    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        change_member(
            actor=manager,
            member_id=world.people["officer"].pk,
            change=Changed(name="Other", teams=frozenset({world.casework.pk})),
        )


def test_the_last_manager_and_the_last_coordinator_stay_by_every_way(world: World) -> None:
    line = frozenset({world.advice_line.pk})
    refusals = []

    with world.acting("manager") as manager:
        with pytest.raises(Problem) as leaving:
            leave(actor=manager)
        with pytest.raises(Problem) as changed:
            change_member(
                actor=manager, member_id=manager.member_id, change=Changed("Me", teams=line)
            )
        refusals += [leaving.value.message, changed.value.message]
    with world.acting("coordinator") as coordinator:
        with pytest.raises(Problem) as leaving:
            leave(actor=coordinator)
        with pytest.raises(Problem) as changed:
            change_member(
                actor=coordinator,
                member_id=coordinator.member_id,
                change=Changed("Me", network_roles=frozenset({RoleName.ANALYST})),
            )
        refusals += [leaving.value.message, changed.value.message]

    assert refusals == [
        "You are the last manager. Make somebody else a manager first.",
        "They are the last manager. Make somebody else a manager first.",
        "You are the last coordinator. Make somebody else a coordinator first.",
        "They are the last coordinator. Make somebody else a coordinator first.",
    ]


def test_who_leaves_by_themselves_is_out_at_once_and_can_be_invited_again(world: World) -> None:
    second_manager(world)
    gone = browser(world, "manager")

    answer = gone.post(f"{home(world)}profile/leave/")
    after = gone.get(home(world)).status_code
    with world.acting("deputy") as deputy:
        back = Invited(
            email=world.email("manager"), name="Manager Sample", teams=(world.casework.pk,)
        )
        invite(actor=deputy, invited=back)

    assert (answer.status_code, after) == (302, 404)
    with world.acting("manager") as actor:
        assert actor.teams == (world.casework.pk,)
        assert not actor.managed


def test_nobody_leaves_work_to_nobody(world: World) -> None:
    world.refer(world.debt)

    with world.acting("caseworker") as actor, pytest.raises(Problem) as refusal:
        leave(actor=actor)

    assert "You are the only person in Quay casework" in refusal.value.message


def test_who_is_not_seen_for_90_days_is_asked_once_and_coming_back_is_the_answer(
    world: World,
) -> None:
    sleeping(world, "adviser", days=90)
    sleeping(world, "adviser2", days=89)

    look(world)
    look(world)
    asked = list(OutboxMessage.objects.filter(template="still_needed"))
    browser(world, "adviser").get(home(world))
    with time_machine.travel(timezone.now() + timedelta(days=31), tick=False):
        look(world)

    assert [one.recipient_id for one in asked] == [world.people["adviser"].pk]
    assert person(world, "adviser").left_at is None


def test_who_does_not_come_back_is_closed_but_for_whoever_is_needed(world: World) -> None:
    sleeping(world, "adviser", "manager", "coordinator", days=100)
    look(world)

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=False):
        look(world)
        look(world)

    assert person(world, "adviser").left_at is not None
    assert person(world, "manager").left_at is None
    assert person(world, "coordinator").left_at is None
    with enter(system(world.network.pk)):
        assert not TeamRole.objects.filter(user=world.people["adviser"].user_id).exists()
    owed = OutboxMessage.objects.filter(template__startswith="dormant_")
    assert sorted((one.template, one.recipient_id) for one in owed) == [
        ("dormant_closed", world.people["manager"].pk),
        ("dormant_kept", world.people["coordinator"].pk),
        ("dormant_kept", world.people["coordinator"].pk),
    ]
