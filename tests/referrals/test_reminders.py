from datetime import date, timedelta

import time_machine

from ccs.jobs.models import Job
from referrals.referrals.actions import (
    accept,
    answer,
    decline,
    record_contact,
    return_to_sender,
)
from referrals.referrals.models import Referral, ReferralEvent
from tests.mail import Mailbox
from tests.referrals.clocks import after, choose, monday, november, sent_at, tick
from tests.referrals.pages import browser, home, page, text_of
from tests.world import World

ADVISERS = ["adviser2@hamlets.example", "adviser@hamlets.example"]


def accepted_at(world: World, hour: int) -> Referral:
    referral = sent_at(monday(hour), world)
    with time_machine.travel(monday(hour), tick=False), world.acting("adviser") as actor:
        return accept(actor=actor, reference=referral.reference)


def test_the_team_is_reminded_once_at_half_time(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    referral = sent_at(monday(10), world)

    tick(monday(11, 59), monday(12), monday(12, 1), monday(13))

    assert mailbox.addresses == ADVISERS
    assert mailbox.subjects == [f"{referral.reference}: a reminder"] * 2
    assert "Accept or decline it by 2pm on 23 November 2026." in mailbox.text()
    assert f"/hamlets/referrals/{referral.reference}/" in mailbox.text()


def test_when_the_time_is_over_the_manager_is_told_too(world: World, mailbox: Mailbox) -> None:
    sent_at(monday(10), world)
    tick(monday(12))
    mailbox.emails.clear()

    tick(monday(14), monday(14, 1), monday(16))

    assert mailbox.addresses == [*ADVISERS, "manager@hamlets.example"]
    assert "It was to be accepted or declined by 2pm on 23 November 2026." in mailbox.text()


def test_a_working_day_later_the_desk_has_the_next_step(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)
    tick(monday(12), monday(14))
    mailbox.emails.clear()

    tick(november(24, 13, 59), november(24, 14), november(24, 14, 1))

    assert mailbox.addresses == ["coordinator@hamlets.example", "teacher@hamlets.example"]
    texts = {email["To"]: email.get_body(("plain",)).get_content() for email in mailbox.emails}
    assert "find out why by 2pm on 25 November 2026." in texts["coordinator@hamlets.example"]
    assert "On its page you see who else could help." in texts["teacher@hamlets.example"]
    referral = after(referral)
    assert (referral.status, referral.owner_team_id) == ("sent", world.desk.pk)
    assert referral.next_action_at == november(25, 14)
    assert not Job.objects.filter(subject_id=referral.pk).exists()


def test_the_desk_sees_the_envelope_and_never_the_letter(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world, given_name="Amina")
    tick(november(24, 14))

    with time_machine.travel(november(24, 15)):
        answer_of_page = text_of(browser(world, "coordinator").get(page(world, referral.reference)))
        tasks = text_of(browser(world, "coordinator").get(home(world)))

    assert "Nobody acted in time. The desk finds out why." in answer_of_page
    assert "Passed to the desk: nobody acted in time" in answer_of_page
    assert "Amina" not in answer_of_page
    assert "Find out why nobody acted: Food, Debt" in tasks


def test_the_referrer_sees_who_else_could_help(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)
    tick(november(24, 14))

    with time_machine.travel(november(24, 15)):
        shown = text_of(browser(world, "teacher").get(page(world, referral.reference)))
        receiver = text_of(browser(world, "adviser").get(page(world, referral.reference)))

    assert "Who else could help" in shown
    assert "Hardship grants" in shown
    assert f"/hamlets/refer/{referral.assessment_id}/services/" in shown
    assert "Who else could help" not in receiver


def test_the_receiver_takes_the_step_back_by_acting(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)
    tick(november(24, 14))

    with time_machine.travel(november(24, 15)), world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    referral = after(referral)
    assert (referral.status, referral.owner_team_id) == ("accepted", world.advice_line.pk)
    assert Job.objects.filter(subject_id=referral.pk).count() == 1


def test_a_scheduler_that_was_away_gives_only_the_last_reminder(
    world: World, mailbox: Mailbox
) -> None:
    sent_at(monday(10), world)

    tick(november(27, 11))

    assert mailbox.addresses == ["coordinator@hamlets.example", "teacher@hamlets.example"]


def test_an_answer_in_time_ends_the_reminders(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)
    with time_machine.travel(monday(11)), world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")

    assert not Job.objects.filter(subject_id=referral.pk).exists()
    tick(monday(12), monday(14), november(24, 14))
    reminded = [one["To"] for one in mailbox.emails if "reminder" in one["Subject"]]
    assert [address for address in reminded if address in ADVISERS] == []


def test_who_accepted_is_reminded_to_call_and_then_the_team_and_the_manager(
    world: World, mailbox: Mailbox
) -> None:
    referral = accepted_at(world, 10)
    tick(monday(10, 1))
    mailbox.emails.clear()

    tick(monday(14))
    at_half = mailbox.addresses
    mailbox.emails.clear()
    tick(november(24, 10))

    assert at_half == ["adviser@hamlets.example"]
    assert mailbox.addresses == [*ADVISERS, "manager@hamlets.example"]
    assert "The person was to be contacted by 10am on 24 November 2026." in mailbox.text()
    tick(november(25, 10))
    assert after(referral).owner_team_id == world.desk.pk


def test_a_call_that_failed_takes_the_step_back_and_starts_the_clock_again(
    world: World, mailbox: Mailbox
) -> None:
    referral = accepted_at(world, 10)
    tick(november(25, 10))

    with time_machine.travel(november(25, 11), tick=False), world.acting("adviser") as actor:
        record_contact(actor=actor, reference=referral.reference, made=False, way="phone")

    referral = after(referral)
    assert referral.owner_team_id == world.advice_line.pk
    assert referral.next_action_at == november(26, 11)
    assert Job.objects.get(subject_id=referral.pk).due_at == november(25, 15)


def test_while_a_question_waits_the_referrer_is_reminded(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(9), world)
    with time_machine.travel(monday(10), tick=False), world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Since when?")
    tick(monday(10))
    mailbox.emails.clear()

    tick(monday(12))

    assert mailbox.addresses == ["teacher@hamlets.example"]
    assert "Answer the question by 2pm on 23 November 2026." in mailbox.text()


def test_a_reminder_that_is_no_longer_true_is_not_sent(world: World, mailbox: Mailbox) -> None:
    choose(world, "adviser", reminders="daily")
    choose(world, "adviser2", reminders="none")
    referral = sent_at(monday(10), world)
    tick(monday(12))
    with time_machine.travel(monday(13), tick=False), world.acting("adviser2") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")
    tick(monday(13))
    mailbox.emails.clear()

    tick(november(24, 9, 30))

    assert "adviser@hamlets.example" not in mailbox.addresses


def test_several_that_fall_together_come_in_one_email(world: World, mailbox: Mailbox) -> None:
    first, second, third = (sent_at(monday(10), world) for _ in range(3))

    tick(monday(12))

    assert mailbox.addresses == ADVISERS
    assert mailbox.subjects == ["3 referrals need you"] * 2
    text = mailbox.text()
    assert all(one.reference in text for one in (first, second, third))


def test_what_falls_due_at_night_waits_for_one_email_in_the_morning(
    world: World, mailbox: Mailbox
) -> None:
    sent_at(monday(13), world)
    sent_at(monday(13), world)
    tick(monday(15))
    mailbox.emails.clear()

    tick(monday(17), monday(23), november(24, 3), november(24, 8, 59))
    at_night = mailbox.addresses
    tick(november(24, 9))

    assert at_night == []
    assert mailbox.addresses == [*ADVISERS, "manager@hamlets.example"]
    assert mailbox.subjects == ["2 referrals need you"] * 3


def test_a_clock_that_rings_late_at_night_waits_too(world: World, mailbox: Mailbox) -> None:
    sent_at(monday(10), world)

    tick(monday(20), november(28, 12))
    away = mailbox.addresses
    tick(november(30, 9))

    assert away == []
    assert "coordinator@hamlets.example" in mailbox.addresses


def test_a_daily_email_comes_in_the_morning_with_the_last_word_on_each(
    world: World, mailbox: Mailbox
) -> None:
    choose(world, "adviser", reminders="daily")
    referral = sent_at(monday(10), world)

    tick(monday(12), monday(14), november(24, 9, 29))
    before = [address for address in mailbox.addresses if address == "adviser@hamlets.example"]
    mailbox.emails.clear()
    tick(november(24, 9, 30))

    assert before == []
    assert mailbox.addresses == ["adviser@hamlets.example"]
    assert mailbox.text().count(referral.reference + " Food, Debt\n") == 1
    assert "It was to be accepted or declined" in mailbox.text()


def test_who_chose_no_emails_gets_none(world: World, mailbox: Mailbox) -> None:
    for name in ("adviser", "adviser2", "manager", "teacher"):
        choose(world, name, reminders="none")
    sent_at(monday(10), world)

    tick(monday(12), monday(14), november(24, 14))

    assert mailbox.addresses == ["coordinator@hamlets.example"]


def test_what_was_needed_today_reaches_the_desk_whatever_it_chose(
    world: World, mailbox: Mailbox
) -> None:
    choose(world, "coordinator", reminders="none")
    sent_at(monday(10), world)
    tick(monday(12), monday(14))
    mailbox.emails.clear()

    tick(november(24, 14))

    assert "coordinator@hamlets.example" in mailbox.addresses


def test_a_stand_in_gets_the_reminders_of_who_is_away(world: World, mailbox: Mailbox) -> None:
    away = {
        "away_from": date(2026, 11, 23),
        "away_until": date(2026, 11, 24),
        "stand_in_id": world.people["adviser2"].pk,
    }
    choose(world, "adviser", **away)
    referral = accepted_at(world, 10)
    tick(monday(10, 1))
    mailbox.emails.clear()

    tick(monday(14))

    assert mailbox.addresses == ["adviser2@hamlets.example"]
    assert referral.reference in mailbox.text()


def test_a_stand_in_who_is_reminded_anyway_gets_one_email(world: World, mailbox: Mailbox) -> None:
    choose(
        world,
        "adviser",
        away_from=date(2026, 11, 20),
        away_until=date(2026, 11, 23),
        stand_in_id=world.people["adviser2"].pk,
    )
    sent_at(monday(10), world)

    tick(monday(12))

    assert mailbox.addresses == ["adviser2@hamlets.example"]


def test_back_again_the_person_is_reminded_themselves(world: World, mailbox: Mailbox) -> None:
    choose(
        world,
        "adviser",
        away_from=date(2026, 11, 16),
        away_until=date(2026, 11, 22),
        stand_in_id=world.people["adviser2"].pk,
    )
    sent_at(monday(10), world)

    tick(monday(12))

    assert mailbox.addresses == ADVISERS


def test_no_reminder_says_anything_of_the_person_or_of_the_services(
    world: World, mailbox: Mailbox
) -> None:
    referral = sent_at(monday(10), world, given_name="Amina")
    tick(monday(12), monday(14), november(24, 14))
    with time_machine.travel(november(24, 15)), world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Is Amina at home?")
    with time_machine.travel(november(24, 16)), world.acting("teacher") as actor:
        answer(actor=actor, reference=referral.reference, text="Amina is at home")

    sent = [email.as_string() for email in mailbox.emails if "reminder" in email["Subject"]]

    words = ["Amina", "Pretend", "Yusuf", "7946 0018", "meter", "Food", "Crisis advice", "Quay"]
    assert len(sent) == 7
    assert [word for word in words for text in sent if word in text] == []


def test_the_passing_to_the_desk_stands_in_the_history_once(world: World, mailbox: Mailbox) -> None:
    referral = sent_at(monday(10), world)

    tick(november(24, 14), november(24, 15), november(25, 15))

    with world.acting("teacher"):
        kinds = list(ReferralEvent.objects.filter(referral=referral).values_list("kind", flat=True))
    assert sorted(kinds) == ["escalated", "sent"]


def test_a_draft_and_its_conversation_are_nobodys_reminder(world: World) -> None:
    world.assess()

    assert not Job.objects.filter(
        kind="referral_clock", due_at__lt=monday(10) + timedelta(days=365)
    ).exists()
