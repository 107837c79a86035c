from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from ccs.outbox.actions import enqueue, enqueue_sealed, retry_failed
from ccs.outbox.carriers import EmailCarrier
from ccs.outbox.models import OutboxMessage
from ccs.outbox.queries import failed_messages, is_moving, oldest_waiting
from ccs.outbox.registry import Letter
from ccs.outbox.tasks import deliver
from ccs.outbox.wording import worded
from tests.outbox.conftest import NETWORK

pytestmark = pytest.mark.django_db
EVENT = UUID("00000000-0000-7000-8000-0000000000e1")
TOLD = {"code": "123456"}


def greet(*members, event_id=EVENT):
    enqueue(
        "greeting", network_id=NETWORK, recipients=members, subject_id=uuid4(), event_id=event_id
    )


def make_due():
    OutboxMessage.objects.update(available_at=timezone.now())


def test_an_email_has_the_networks_name_two_bodies_and_a_fixed_id(mailbox, office):
    greet(office.member("amal@example.org"))
    row = OutboxMessage.objects.get()

    deliver()

    email = mailbox.emails[0]
    assert email["To"] == "amal@example.org"
    assert email["From"] == "THCAN <referrals@example.org>"
    assert email["Subject"] == "Referral TH-1 was sent"
    assert email["Message-ID"] == row.message_id == f"<{row.pk}@referrals.example>"
    assert email["Auto-Submitted"] == "auto-generated"
    assert mailbox.text() == "Tom & Jerry's referral en\n"
    assert mailbox.body("html") == "<p>Tom &amp; Jerry&#39;s referral</p>"


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_name_with_an_end_of_line_adds_no_header(mailbox, end):
    row = OutboxMessage(template="again_code", subject_id=uuid4(), event_id=EVENT)
    name = f"Hill{end}Bcc: eve@example.org{end}{end}Body"
    letter = Letter(to="amal@example.org", language="en", subject=name, sender=name, context=TOLD)
    carrier = EmailCarrier()

    carrier.send(worded(row, letter))
    carrier.close()

    [email] = mailbox.emails
    assert email["Subject"] == "Hill Bcc: eve@example.org Body"
    assert (email["Bcc"], email["To"]) == (None, "amal@example.org")
    assert email["From"].addresses[0].addr_spec == "referrals@example.org"


def test_an_address_with_an_end_of_line_goes_nowhere(mailbox):
    row = OutboxMessage(template="again_code", subject_id=uuid4(), event_id=EVENT)
    two = "amal@example.org\nBcc: eve@example.org"
    letter = Letter(to=two, language="en", subject="Hello", context=TOLD)

    with pytest.raises(ValueError, match="Invalid address"):
        EmailCarrier().send(worded(row, letter))

    assert mailbox.emails == []


def test_an_email_is_in_the_readers_language(mailbox, office):
    office.language = "cy"
    greet(office.member("amal@example.org"))

    deliver()

    assert mailbox.text() == "Tom & Jerry's referral cy\n"


def test_one_event_is_told_to_each_person_once(mailbox, office):
    amal, bryn = office.member("amal@example.org"), office.member("bryn@example.org")

    greet(amal, bryn)
    greet(bryn, amal)
    deliver()
    deliver()

    assert mailbox.addresses == ["amal@example.org", "bryn@example.org"]


def test_another_event_is_told_again(mailbox, office):
    amal = office.member("amal@example.org")

    greet(amal)
    greet(amal, event_id=uuid4())
    deliver()

    assert mailbox.addresses == ["amal@example.org", "amal@example.org"]


def test_a_person_who_has_left_is_not_told(mailbox, office):
    greet(uuid4())

    deliver()

    row = OutboxMessage.objects.get()
    assert mailbox.emails == []
    assert (row.sent_at, row.failed_at) == (None, None)
    assert row.cancelled_at is not None


def test_a_refused_recipient_is_final_and_does_not_hold_up_the_others(mailbox, office):
    mailbox.rcpt = "550 No such user"
    greet(office.member("amal@example.org"), office.member("bryn@example.org"))

    deliver()

    assert list(failed_messages(network_id=NETWORK).values_list("last_error", flat=True)) == [
        "recipient_refused",
        "recipient_refused",
    ]


def test_a_deferred_recipient_is_tried_again_later(mailbox, office):
    mailbox.rcpt = "450 Try again later"
    greet(office.member("amal@example.org"))

    deliver()
    deferred = OutboxMessage.objects.get()
    mailbox.rcpt = "250 OK"
    make_due()
    deliver()

    assert (deferred.attempts, deferred.last_error) == (1, "recipient_deferred")
    assert timedelta(seconds=13) < deferred.available_at - timezone.now() < timedelta(seconds=15)
    assert mailbox.addresses == ["amal@example.org"]
    assert OutboxMessage.objects.get().last_error == ""


def test_a_server_that_is_away_uses_up_one_try_of_one_email(mailbox, office, settings):
    greet(office.member("amal@example.org"), office.member("bryn@example.org"))
    settings.EMAIL_PORT = 1

    deliver()

    assert list(
        OutboxMessage.objects.order_by("attempts").values_list("attempts", "last_error")
    ) == [
        (0, ""),
        (1, "server_away"),
    ]


def test_after_eight_tries_a_person_has_to_look_and_can_send_again(mailbox, office):
    mailbox.data = "451 Local error"
    greet(office.member("amal@example.org"))
    for _ in range(8):
        make_due()
        deliver()
    given_up = failed_messages(network_id=NETWORK).get()

    mailbox.data = "250 OK"
    retried = retry_failed(network_id=NETWORK)
    deliver()

    assert (given_up.attempts, given_up.last_error) == (8, "smtp_451")
    assert retried == 1
    assert mailbox.addresses == ["amal@example.org"]
    assert list(failed_messages(network_id=NETWORK)) == []


def test_an_email_that_cannot_be_written_does_not_hold_up_the_others(mailbox, office):
    enqueue(
        "nobody_writes_this",
        network_id=NETWORK,
        recipients=[uuid4()],
        subject_id=uuid4(),
        event_id=EVENT,
    )
    greet(office.member("amal@example.org"))

    deliver()

    assert mailbox.addresses == ["amal@example.org"]
    assert OutboxMessage.objects.get(template="nobody_writes_this").last_error == "not_written"


def test_a_row_that_kills_its_workers_is_given_up(mailbox, office):
    greet(office.member("amal@example.org"))
    OutboxMessage.objects.update(attempts=8)

    deliver()

    assert mailbox.emails == []
    assert failed_messages(network_id=NETWORK).get().last_error == "worker_died"


def test_what_was_sealed_cannot_be_read_and_is_gone_after_sending(mailbox, office):
    user = office.member("amal@example.org")
    enqueue_sealed(
        "greeting", user_id=user, payload={"code": "123456"}, lifetime=timedelta(minutes=10)
    )
    sealed = OutboxMessage.objects.get().sealed

    deliver()

    assert sealed != ""
    assert "123456" not in sealed
    assert OutboxMessage.objects.get().sealed == ""
    assert mailbox.addresses == ["amal@example.org"]


def test_what_came_too_late_is_not_sent_and_forgotten(mailbox, office):
    user = office.member("amal@example.org")
    enqueue_sealed("greeting", user_id=user, payload={"code": "123456"}, lifetime=timedelta(0))

    deliver()

    row = OutboxMessage.objects.get()
    assert mailbox.emails == []
    assert (row.sealed, row.last_error) == ("", "expired")


def test_the_longest_wait_is_known(mailbox, office):
    greet(office.member("amal@example.org"))
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(hours=1))

    waiting = oldest_waiting()
    deliver()

    assert timedelta(minutes=60) < waiting < timedelta(minutes=61)
    assert oldest_waiting() == timedelta()


def test_one_full_mailbox_is_not_the_sites_trouble(mailbox, office):
    mailbox.rcpt = "450 Try again later"
    greet(office.member("amal@example.org"))
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(hours=1))

    deliver()

    assert is_moving()


def test_emails_that_nobody_takes_are(office):
    greet(office.member("amal@example.org"))
    OutboxMessage.objects.update(created_at=timezone.now() - timedelta(hours=1))

    moving = is_moving()

    assert not moving
