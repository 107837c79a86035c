from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.accounts.models import User
from ccs.jobs.models import Job
from ccs.tenancy.context import enter, system
from organisations.members.models import Membership, Team
from organisations.roles.models import NetworkRole, TeamRole
from referrals.clocks.models import Finding, Reminder
from referrals.clocks.tasks import check_clocks
from referrals.referrals.actions import accept
from tests.mail import Mailbox
from tests.referrals.clocks import monday, november, sent_at, tick
from tests.referrals.pages import browser, text_of
from tests.world import World, build_world


def check_at(moment: datetime) -> None:
    with time_machine.travel(moment, tick=False):
        check_clocks()
    tick(moment)


def found(world: World) -> list[tuple[str, str]]:
    with enter(system(world.network.pk)):
        return list(Finding.objects.order_by("kind").values_list("referral__reference", "kind"))


def test_a_night_with_nothing_wrong_says_nothing(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    sent_at(monday(16), world)

    check_at(november(24, 4))
    tick(november(24, 8))

    assert (found(world), mailbox.addresses) == ([], [])


def test_a_clock_that_stopped_is_set_again_and_the_desk_is_told_in_the_morning(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    referral = sent_at(monday(16), world)
    Job.objects.filter(subject_id=referral.pk).delete()

    check_at(november(24, 4))
    at_night = mailbox.addresses
    tick(november(24, 9))

    assert found(world) == [(referral.reference, "no_clock")]
    assert found(other_world) == []
    assert Job.objects.get(subject_id=referral.pk).due_at == november(24, 10)
    assert at_night == []
    assert mailbox.addresses == ["coordinator@hamlets.example"]
    assert mailbox.subjects == ["1 referral needs the desk to look at it"]
    assert "/hamlets/desk/" in mailbox.text()
    assert referral.reference not in mailbox.text()


def test_what_the_clock_has_passed_on_or_said_is_not_wrong(world: World, mailbox: Mailbox) -> None:
    sent_at(monday(10), world)
    tick(november(24, 14))

    check_at(november(25, 4))

    assert found(world) == []


def test_a_referral_of_a_team_in_which_nobody_works_is_found(
    world: World, mailbox: Mailbox
) -> None:
    referral = sent_at(monday(16), world)
    with enter(system(world.network.pk)):
        TeamRole.objects.filter(content_object=world.advice_line).delete()

    check_at(november(24, 4))

    assert found(world) == [(referral.reference, "nobody_there")]


def test_a_referral_of_a_team_that_has_closed_is_found(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(16), world)
    with enter(system(world.network.pk)):
        Team.objects.filter(pk=world.advice_line.pk).update(closed_on=timezone.localdate())

    check_at(november(24, 4))

    assert found(world) == [(referral.reference, "nobody_there")]


def test_a_desk_without_anybody_is_found(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)
    tick(november(24, 14))
    with enter(system(world.network.pk)):
        NetworkRole.objects.filter(permission__codename="coordinate").delete()

    check_at(november(25, 4))

    assert found(world) == [(referral.reference, "nobody_there")]


@pytest.mark.parametrize("how", ["left the network", "left the team"])
def test_a_referral_given_to_somebody_who_left_is_found(
    world: World, mailbox: Mailbox, how: str
) -> None:
    referral = sent_at(monday(10), world)
    with time_machine.travel(monday(11), tick=False), world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
    with enter(system(world.network.pk)):
        if how == "left the team":
            TeamRole.objects.filter(user=world.people["adviser"].user_id).delete()
        else:
            gone = Membership.objects.filter(pk=world.people["adviser"].pk)
            gone.update(left_at=timezone.now())

    check_at(november(24, 4))

    assert found(world) == [(referral.reference, "worker_left")]


def test_each_night_looks_afresh(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(16), world)
    Job.objects.filter(subject_id=referral.pk).delete()
    check_at(november(24, 4))

    check_at(november(25, 4))

    assert found(world) == []


def test_reminders_of_long_ago_are_forgotten(world: World, mailbox: Mailbox) -> None:
    sent_at(monday(10), world)
    tick(monday(12))

    check_at(monday(4) + timedelta(days=92))

    with enter(system(world.network.pk)):
        assert not Reminder.objects.exists()


def test_the_desk_reads_what_was_found(world: World, other_world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(16), world)
    Job.objects.filter(subject_id=referral.pk).delete()
    check_at(november(24, 4))

    desk = text_of(browser(world, "coordinator").get("/hamlets/desk/"))
    other = text_of(browser(other_world, "coordinator").get("/norwich/desk/"))

    assert "May wait on nobody" in desk
    assert referral.reference in desk
    assert "Nobody would have been reminded." in desk
    assert "May wait on nobody" not in other


def signed_in(world: World, name: str, at: datetime) -> None:
    User.objects.filter(pk=world.people[name].user_id).update(last_login=at)


def founded(at: datetime) -> World:
    """A network whose people all came on that day, and have not been there since."""
    with time_machine.travel(at, tick=False):
        world = build_world()
    with enter(system(world.network.pk)):
        Membership.objects.update(seen_on=None)
    return world


@pytest.mark.django_db
def test_teams_in_which_nobody_signed_in_for_ten_working_days_are_shown() -> None:
    world = founded(november(1, 12) - timedelta(days=60))
    signed_in(world, "teacher", november(9, 11))
    signed_in(world, "adviser", november(1, 9))
    signed_in(world, "adviser2", november(9, 12))
    signed_in(world, "caseworker", november(9, 9))

    quiet = desk_at(monday(10), world)

    assert "Resident support" in quiet
    assert "Nobody has signed in yet." in quiet
    assert "Quay casework" in quiet
    assert "Nobody has signed in since 9 November 2026." in quiet
    assert "Hill pastoral team" not in quiet
    assert "Quay advice line" not in quiet


@pytest.mark.django_db
def test_a_team_is_not_quiet_while_its_people_are_new() -> None:
    world = founded(november(20, 12))

    desk = desk_at(monday(10), world)

    assert "Nothing like that waits" in desk


@pytest.mark.django_db
def test_a_team_without_people_is_shown() -> None:
    world = founded(november(20, 12))
    with enter(system(world.network.pk)):
        TeamRole.objects.filter(content_object=world.casework).delete()

    desk = desk_at(monday(10), world)

    assert "Quay casework" in desk
    assert "Nobody works in this team." in desk


def desk_at(moment: datetime, world: World) -> str:
    with time_machine.travel(moment):
        return text_of(browser(world, "coordinator").get("/hamlets/desk/?kind=quiet"))
