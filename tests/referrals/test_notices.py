import pytest
from django.utils import timezone

from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from organisations.members.models import Membership
from referrals.messages.actions import post_message
from referrals.referrals.actions import accept, answer, close, decline, return_to_sender, withdraw

# What is told about the person, their family or their story in `world.refer()`.
PERSONAL = ["Amina", "Pretend", "Yusuf", "7946 0018", "79460018", "meter", "private rent"]


def forget_what_is_owed():
    OutboxMessage.objects.update(cancelled_at=timezone.now())


def set_member(world, name, **changes):
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people[name].pk).update(**changes)


def test_the_receiving_team_is_told_of_a_new_referral(world, mailbox):
    set_member(world, "teacher", phone="+442079460021")
    [referral] = world.refer()

    deliver()

    assert mailbox.addresses == ["adviser2@hamlets.example", "adviser@hamlets.example"]
    assert mailbox.subjects == [f"{referral.reference}: new referral for Crisis advice"] * 2
    text = mailbox.text()
    assert "Hill pastoral team, Hill School has sent you a referral." in text
    assert f"Reference: {referral.reference}" in text
    assert "Needs: Food, Debt" in text
    assert "Status: Waiting for an answer" in text
    assert "Contact: Teacher Sample, Hill pastoral team, Hill School" in text
    assert "Phone: 020 7946 0021" in text
    assert f"http://localhost:8000/hamlets/referrals/{referral.reference}/" in text


def test_the_referrer_is_told_who_has_accepted(world, mailbox):
    set_member(world, "adviser2", phone="+442079460022")
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference, assigned_to=world.people["adviser2"].pk)

    deliver()

    letters = dict(zip((mail["To"] for mail in mailbox.emails), range(2), strict=True))
    to_sender = mailbox.text(letters["teacher@hamlets.example"])
    assert "Quay advice line, Quay Advice has accepted your referral." in to_sender
    assert "Contact: Adviser2 Sample, Quay advice line, Quay Advice" in to_sender
    assert "Phone: 020 7946 0022" in to_sender
    to_worker = mailbox.text(letters["adviser2@hamlets.example"])
    assert "Your team has given you this referral." in to_worker
    assert "Contact: Adviser Sample, Quay advice line, Quay Advice" in to_worker


def test_the_referrer_is_told_why_it_was_declined(world, mailbox):
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity", note="Ask Amina")

    deliver()

    assert mailbox.addresses == ["teacher@hamlets.example"]
    assert "Their reason: We have no room." in mailbox.text()
    assert "Answer by" not in mailbox.text()


def test_the_receivers_are_told_of_a_withdrawal(world, mailbox):
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting("teacher") as actor:
        withdraw(actor=actor, reference=referral.reference, reason="Amina moved")

    deliver()

    assert mailbox.addresses == ["adviser2@hamlets.example", "adviser@hamlets.example"]
    assert "has withdrawn this referral." in mailbox.text()


def test_the_referrer_is_told_of_a_question_and_by_when_to_answer(world, mailbox):
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Has Amina moved?")

    deliver()

    assert mailbox.addresses == ["teacher@hamlets.example"]
    assert mailbox.subjects == [f"{referral.reference}: a question from Crisis advice"]
    assert "Quay advice line, Quay Advice needs to know more before they can" in mailbox.text()
    assert "Answer by: " in mailbox.text()


def test_the_receivers_are_told_of_an_answer(world, mailbox):
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Has Amina moved?")
    forget_what_is_owed()
    with world.acting("teacher") as actor:
        answer(actor=actor, reference=referral.reference, text="Amina is at home")

    deliver()

    assert mailbox.addresses == ["adviser2@hamlets.example", "adviser@hamlets.example"]
    assert "Hill pastoral team, Hill School has answered your question." in mailbox.text()


@pytest.mark.parametrize(
    ("writer", "told"),
    [
        ("teacher", ["adviser2@hamlets.example", "adviser@hamlets.example"]),
        ("adviser", ["teacher@hamlets.example"]),
    ],
)
def test_a_message_is_told_to_the_other_side_and_not_repeated(world, mailbox, writer, told):
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting(writer) as actor:
        post_message(actor=actor, reference=referral.reference, body="Amina has a new number.")

    deliver()

    assert mailbox.addresses == told
    assert "has written to you about this referral." in mailbox.text()


def test_no_email_says_anything_of_the_person(world, mailbox):
    [kept, declined, withdrawn] = world.refer() + world.refer() + world.refer()
    with world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=kept.reference, question="Is Yusuf at school?")
    with world.acting("teacher") as actor:
        answer(actor=actor, reference=kept.reference, text="Yusuf is at home")
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=kept.reference)
        post_message(actor=actor, reference=kept.reference, body="Is Amina at home?")
        close(actor=actor, reference=kept.reference, outcome="helped_in_full", note="Amina is well")
        decline(actor=actor, reference=declined.reference, reason="other", note="Yusuf is ours")
    with world.acting("teacher") as actor:
        withdraw(actor=actor, reference=withdrawn.reference, reason="Amina moved")

    deliver()

    sent = [email.as_string() for email in mailbox.emails]
    assert len(sent) == 15
    assert [word for word in PERSONAL for text in sent if word in text] == []


def test_an_email_is_in_the_members_language_and_from_their_network(world, mailbox):
    set_member(world, "teacher", language="cy")
    [referral] = world.refer()
    forget_what_is_owed()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)

    deliver()

    assert 'lang="cy"' in mailbox.body("html")
    assert mailbox.emails[0]["From"] == "Hamlets <referrals@example.org>"


def test_who_has_left_is_not_told(world, mailbox):
    world.refer()
    set_member(world, "adviser2", left_at=timezone.now())

    deliver()

    assert mailbox.addresses == ["adviser@hamlets.example"]


def test_a_colleague_who_left_is_named_without_a_number(world, mailbox):
    set_member(world, "teacher", phone="+442079460021")
    world.refer()
    set_member(world, "teacher", left_at=timezone.now())

    deliver()

    assert "Contact: Teacher Sample" in mailbox.text()
    assert "Phone:" not in mailbox.text()
