import pytest

from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import system
from tests.notify import TOKEN, post
from tests.texts.conftest import NETWORK

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(notify, desk):
    desk.text(desk.person())
    deliver()
    return notify.texts[0]


def test_a_receipt_is_kept_as_one_word(notify, desk, sent):
    answer = notify.tells_receipt(sent, "delivered")

    row = OutboxMessage.objects.get()
    assert answer.status_code == 200
    assert (row.delivery, desk.failures) == ("delivered", [])


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
def test_a_text_that_did_not_arrive_is_told_once_whatever_comes_later(notify, desk, sent, status):
    answers = [notify.tells_receipt(sent, word) for word in (status, status, "delivered")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert desk.failures == [("sms", status)]
    assert desk.contexts == [system(NETWORK)]
    assert OutboxMessage.objects.get().delivery == status


def test_a_word_on_the_way_says_nothing_yet(notify, desk, sent):
    answer = notify.tells_receipt(sent, "sending")

    assert answer.status_code == 200
    assert OutboxMessage.objects.get().delivery == ""


def test_a_receipt_that_overtakes_the_worker_is_as_good_as_its_own_word(notify, desk, sent):
    OutboxMessage.objects.update(sent_at=None, attempts=1)

    notify.tells_receipt(sent, "delivered")
    deliver()

    assert OutboxMessage.objects.get().sent_at is not None
    assert len(notify.texts) == 1


@pytest.mark.parametrize("reference", ["00000000-0000-4000-8000-000000000009", "not-ours"])
def test_a_text_that_is_not_ours_is_not_known(notify, desk, sent, reference):
    answer = notify.tells_receipt(sent, "delivered", reference=reference)

    assert answer.status_code == 404


def test_an_email_has_no_receipt(notify, desk, sent):
    OutboxMessage.objects.update(channel="email")

    answer = notify.tells_receipt(sent, "permanent-failure")

    assert answer.status_code == 404
    assert desk.failures == []


@pytest.mark.parametrize("address", ["/notify/receipt/", "/notify/received/"])
def test_only_notify_is_listened_to_and_gets_no_cookie(notify, desk, sent, address, settings):
    told = notify.receipt(sent, "permanent-failure")

    wrong = post(address, told, token="guessed")
    settings.NOTIFY_CALLBACK_TOKEN = ""
    without_one = post(address, told, token="")

    assert (wrong.status_code, without_one.status_code) == (403, 403)
    assert (wrong.content, dict(wrong.cookies)) == (b"", {})
    assert desk.failures == []


def test_while_the_token_is_changed_the_new_and_the_old_one_hold(notify, sent, settings):
    told = notify.receipt(sent, "delivered")
    settings.NOTIFY_CALLBACK_TOKEN = f"a-new-one-of-thirty-characters, {TOKEN}"

    shown = [post("/notify/receipt/", told, token=one) for one in (TOKEN, "", "a-new-one")]
    newest = post("/notify/receipt/", told, token="a-new-one-of-thirty-characters")

    assert [one.status_code for one in shown] == [200, 403, 403]
    assert newest.status_code == 200


@pytest.mark.parametrize(
    "told", [[], {"reference": 3, "status": "delivered"}, {"status": "x" * 20_000}]
)
def test_what_notify_would_not_say_is_refused(notify, told):
    answer = post("/notify/receipt/", told)

    assert answer.status_code == 400
