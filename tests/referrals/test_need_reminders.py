import time_machine

from ccs.jobs.models import Job
from referrals.assessments.actions import settle_open_need
from referrals.assessments.models import OpenNeed
from referrals.clocks.tasks import check_clocks
from referrals.referrals.actions import decline, send
from referrals.referrals.models import Referral
from tests.mail import Mailbox
from tests.referrals.clocks import monday, november, sent_at, tick
from tests.referrals.pages import browser, home, text_of
from tests.world import World

TEACHERS = ["teacher2@hamlets.example", "teacher@hamlets.example"]


def declined_at(world: World, mailbox: Mailbox, hour: int) -> Referral:
    """On the Monday at that hour: other help is to be found by then on the Tuesday."""
    referral = sent_at(monday(hour), world)
    with time_machine.travel(monday(hour), tick=False), world.acting("adviser") as actor:
        declined = decline(actor=actor, reference=referral.reference, reason="no_capacity")
    tick(monday(hour, 1))
    mailbox.emails.clear()
    return declined


def need_left(world: World) -> OpenNeed:
    with world.acting("teacher"):
        return OpenNeed.objects.get()


def test_who_asked_is_reminded_once_at_half_time_to_find_other_help(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    referral = declined_at(world, mailbox, 10)

    tick(monday(13, 59), monday(14), monday(14, 1), monday(15))

    assert mailbox.addresses == ["teacher@hamlets.example"]
    assert mailbox.subjects == [f"{referral.reference}: a reminder"]
    assert "It was declined. Find other help by 10am on 24 November 2026." in mailbox.text()


def test_when_the_time_is_over_the_whole_team_is_told_and_a_day_later_the_desk_is_asked(
    world: World, mailbox: Mailbox
) -> None:
    declined_at(world, mailbox, 10)
    tick(monday(14))
    mailbox.emails.clear()

    tick(november(24, 10), november(24, 10, 1))
    when_due = mailbox.addresses
    mailbox.emails.clear()
    tick(november(25, 10), november(25, 10, 1), november(26, 10))

    assert when_due == TEACHERS
    assert mailbox.addresses == ["coordinator@hamlets.example", "teacher@hamlets.example"]
    [desk] = [number for number, one in enumerate(mailbox.emails) if "coord" in one["To"]]
    assert "nobody has found other help since. See whether the desk can." in mailbox.text(desk)
    assert need_left(world).escalated_at == november(25, 10)


def test_the_desk_has_it_among_its_tasks_without_the_person(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    declined_at(world, mailbox, 10)
    tick(november(25, 10))

    with time_machine.travel(november(25, 11)):
        desk = text_of(browser(world, "coordinator").get(home(world)))
        elsewhere = text_of(browser(other_world, "coordinator").get(home(other_world)))

    assert "See whether the desk can help: Food, Debt" in desk
    assert "Amina" not in desk
    assert "See whether the desk can help" not in elsewhere


def test_a_reminder_never_goes_at_night(world: World, mailbox: Mailbox) -> None:
    declined_at(world, mailbox, 16)

    tick(monday(20), november(24, 3), november(24, 8, 59))
    at_night = list(mailbox.emails)
    tick(november(24, 12))

    assert at_night == []
    assert mailbox.addresses == ["teacher@hamlets.example"]


def test_settling_it_ends_the_reminders(world: World, mailbox: Mailbox) -> None:
    declined_at(world, mailbox, 10)
    need = need_left(world)
    with time_machine.travel(monday(11)), world.acting("teacher") as actor:
        settle_open_need(actor=actor, open_need_id=need.pk, how="otherwise")

    tick(monday(14), november(24, 10), november(25, 10))

    assert mailbox.emails == []
    assert not Job.objects.filter(subject_id=need.pk).exists()


def test_asking_another_service_ends_the_reminders(world: World, mailbox: Mailbox) -> None:
    referral = declined_at(world, mailbox, 10)
    need = need_left(world)
    with time_machine.travel(monday(11)), world.acting("teacher") as actor:
        send(actor=actor, assessment_id=referral.assessment_id, service_ids=[world.grants.pk])

    assert not Job.objects.filter(subject_id=need.pk).exists()


def test_a_clock_that_was_lost_is_wound_up_at_night(world: World, mailbox: Mailbox) -> None:
    declined_at(world, mailbox, 10)
    need = need_left(world)
    Job.objects.filter(subject_id=need.pk).delete()

    with time_machine.travel(november(24, 3), tick=False):
        check_clocks()
    tick(november(24, 3, 1))
    mailbox.emails.clear()
    tick(november(24, 10))

    assert set(TEACHERS) <= set(mailbox.addresses)
