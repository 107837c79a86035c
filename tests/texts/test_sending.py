import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from ccs.outbox.actions import enqueue, enqueue_to_person, retry_failed
from ccs.outbox.models import OutboxMessage
from ccs.outbox.queries import failed_by_channel
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import system
from tests.texts.conftest import MOBILE, NETWORK

pytestmark = pytest.mark.django_db


def make_due():
    OutboxMessage.objects.update(available_at=timezone.now())


def test_a_text_goes_out_once_under_its_rows_name(notify, desk):
    desk.text(desk.person("07700 900123"))

    deliver()
    deliver()

    row = OutboxMessage.objects.get()
    assert [(text.number, text.body, text.reference) for text in notify.texts] == [
        ("+447700900123", "Quay Advice will call you by Friday.", str(row.pk))
    ]
    assert row.sent_at is not None
    assert (row.delivery, desk.failures) == ("", [])


def test_the_same_event_is_told_once_on_each_channel(notify, desk):
    ids = {name: uuid4() for name in ("network_id", "subject_id", "event_id")}
    person = desk.person()

    for channel in ("sms", "email", "sms"):
        enqueue_to_person("card", client_id=person, channel=channel, **ids)

    assert sorted(OutboxMessage.objects.values_list("channel", flat=True)) == ["email", "sms"]


def test_after_a_time_out_notify_is_asked_whether_it_has_the_text(notify, desk, settings):
    settings.NOTIFY_TIMEOUT = 0.4
    desk.text(desk.person())
    notify.hold = True

    deliver()
    waiting = OutboxMessage.objects.get()
    notify.go_on()
    make_due()
    deliver()

    assert (waiting.sent_at, waiting.last_error) == (None, "server_away")
    assert OutboxMessage.objects.get().sent_at is not None
    assert len(notify.texts) == 1


def test_what_is_sent_again_by_hand_is_asked_for_first(notify, desk):
    desk.text(desk.person())
    deliver()
    OutboxMessage.objects.update(
        sent_at=None, failed_at=timezone.now(), attempts=8, last_error="server_away"
    )

    retry_failed(network_id=NETWORK)
    deliver()

    assert OutboxMessage.objects.get().sent_at is not None
    assert len(notify.texts) == 1


def test_the_person_who_is_no_longer_to_be_texted_is_not_and_somebody_hears_why(notify, desk):
    desk.text(uuid4())

    deliver()

    row = OutboxMessage.objects.get()
    assert row.cancelled_at is not None
    assert (notify.texts, desk.failures) == ([], [("sms", "not_safe")])
    assert desk.contexts == [system(NETWORK)]


@pytest.mark.parametrize("number", ["020 7946 0018", "+441632960001", "07000 123456", "12"])
def test_a_landline_gets_no_text(notify, desk, number):
    desk.text(desk.person(number))

    deliver()

    assert (notify.texts, desk.failures) == ([], [("sms", "no_mobile")])


@pytest.mark.parametrize(
    ("number", "body", "code"),
    [("+353871234567", "Hello", "number_refused"), (MOBILE, "x" * 919, "text_refused")],
)
def test_what_notify_refuses_is_final_and_does_not_hold_up_the_others(
    notify, desk, number, body, code
):
    desk.body = body
    desk.text(desk.person(number))
    deliver()
    desk.body = "Quay Advice will call you by Friday."

    desk.text(desk.person("+447700900456"))
    deliver()

    assert desk.failures == [("sms", code)]
    assert [text.number for text in notify.texts] == ["+447700900456"]


@pytest.mark.parametrize(
    ("trouble", "code"), [(429, "server_away"), (500, "server_away"), (403, "key_refused")]
)
def test_notify_that_cannot_take_texts_now_uses_up_one_try_of_one(notify, desk, trouble, code):
    desk.text(desk.person())
    desk.text(desk.person("+447700900456"))
    notify.trouble = trouble

    deliver()
    tried = OutboxMessage.objects.order_by("attempts").values_list("attempts", "last_error")
    before = list(tried)
    notify.trouble = 0
    make_due()
    deliver()

    assert before == [(0, ""), (1, code)]
    assert len(notify.texts) == 2
    assert desk.failures == []


def test_a_key_that_is_not_ours_is_refused(notify, desk, settings):
    settings.NOTIFY_API_KEY = notify.service.join(("wrong-", "-")) + str(uuid4())
    desk.text(desk.person())

    deliver()

    assert OutboxMessage.objects.get().last_error == "key_refused"
    assert notify.texts == []


def test_texts_go_out_though_the_mail_server_is_away_and_emails_without_notify(
    notify, desk, mailbox, office, settings
):
    member = office.member("amal@example.org")
    greeting = {"network_id": NETWORK, "recipients": [member], "subject_id": uuid4()}
    mail_port, settings.EMAIL_PORT = settings.EMAIL_PORT, 1
    enqueue("greeting", event_id=uuid4(), **greeting)
    desk.text(desk.person())
    deliver()
    texts_without_mail = len(notify.texts)
    settings.EMAIL_PORT, notify.trouble = mail_port, 503

    desk.text(desk.person())
    enqueue("greeting", event_id=uuid4(), **greeting)
    deliver()

    assert texts_without_mail == 1
    assert mailbox.addresses == ["amal@example.org"]


def test_after_eight_tries_somebody_hears_it_and_the_coordinators_see_it(notify, desk):
    desk.text(desk.person())
    notify.trouble = 500

    for _ in range(8):
        make_due()
        deliver()

    assert desk.failures == [("sms", "server_away")]
    [(channel, failed)] = failed_by_channel(network_id=NETWORK).items()
    assert (channel, failed.count) == ("sms", 1)


def test_what_comes_too_late_is_not_sent_and_not_offered_to_be_sent_again(notify, desk):
    desk.text(desk.person())
    OutboxMessage.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    deliver()

    assert (notify.texts, desk.failures) == ([], [("sms", "expired")])
    assert failed_by_channel(network_id=NETWORK) == {}


def test_without_a_key_there_are_no_texts(notify, desk, settings):
    settings.NOTIFY_API_KEY = ""
    desk.text(desk.person())

    deliver()

    assert (notify.texts, desk.failures) == ([], [("sms", "texts_off")])


def test_a_code_for_the_person_is_sealed_until_it_is_sent(notify, desk):
    enqueue_to_person(
        "card",
        network_id=NETWORK,
        client_id=desk.person(),
        subject_id=uuid4(),
        event_id=uuid4(),
        channel="sms",
        payload={"code": "123456"},
        lifetime=timedelta(minutes=10),
    )
    before = OutboxMessage.objects.get().sealed

    deliver()

    assert "123456" not in json.dumps(before)
    assert before != ""
    assert OutboxMessage.objects.get().sealed == ""
