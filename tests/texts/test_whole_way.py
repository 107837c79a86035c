"""From the row that is owed to the receipt, over HTTP, and what is left behind of it."""

import json
import logging
import re
import sys
import time

import pytest
from django.test import Client
from django.utils import timezone

from ccs.logs.formatter import PrivateJsonFormatter
from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import Context, Role, enter
from ccs.texts.models import ReceivedText, TextThread
from tests.faults.processes import kill, works
from tests.notify import KEY, TOKEN
from tests.texts.conftest import MOBILE

committed = pytest.mark.django_db(transaction=True)
PATIENCE = 60
CANARY = re.compile(r"7700[\s_-]*900123|canary|wobblestone", re.IGNORECASE)


def wait_until(happened):
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.05)


@committed
@pytest.mark.parametrize(
    ("number", "status"),
    [
        (MOBILE, "delivered"),
        ("+447700900002", "permanent-failure"),
        ("+447700900003", "temporary-failure"),
    ],
)
def test_notify_calls_the_site_with_what_became_of_a_text(
    notify, desk, live_server, number, status
):
    notify.address = live_server.url
    desk.text(desk.person(number))

    deliver()
    wait_until(lambda: OutboxMessage.objects.exclude(delivery="").exists())

    assert OutboxMessage.objects.get().delivery == status
    assert desk.failures == ([] if status == "delivered" else [("sms", status)])


@committed
def test_on_the_demos_page_somebody_answers_as_the_person_would(
    notify, desk, live_server, monkeypatch
):
    monkeypatch.setenv("CCS_TEXTS", str(notify.folder))
    notify.address = live_server.url
    person = desk.person()
    desk.text(person)
    deliver()
    browser = Client()
    [shown] = browser.get("/demo/texts.json", {"to": "07700 900123"}).json()

    browser.post(shown["answer_url"], {"words": "Yes, they did"})
    wait_until(lambda: desk.replies)

    page = browser.get("/demo/texts/").content.decode()
    assert [(reply.client_id, reply.words) for reply in desk.replies] == [(person, "Yes, they did")]
    assert "From 07700 900123" in page
    assert "Quay Advice will call you by Friday." in page


@committed
def test_a_text_goes_out_once_though_the_worker_is_killed_before_it_hears_the_answer(
    notify, desk, tmp_path
):
    desk.text(desk.person())
    notify.hold = True
    told = {
        "NOTIFY_URL": f"http://127.0.0.1:{notify.port}",
        "TEST_NOTIFY_API_KEY": KEY,
        "NOTIFY_CALLBACK_TOKEN": TOKEN,
    }

    with works(tmp_path, **told) as running:
        doomed = running._start("texter", [sys.executable, "-m", "tests.texts.texter", MOBILE])
        wait_until(notify.approached.is_set)
        kill(doomed)
    notify.go_on()
    unfinished = OutboxMessage.objects.get()
    OutboxMessage.objects.update(available_at=timezone.now())
    deliver()

    assert (unfinished.attempts, unfinished.sent_at) == (1, None)
    assert OutboxMessage.objects.get().sent_at is not None
    assert [text.reference for text in notify.texts] == [str(unfinished.pk)]


@pytest.mark.django_db
def test_neither_number_nor_words_stay_in_a_row_or_a_log(notify, desk, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    desk.body = "Canary will call you"
    desk.text(desk.person())
    notify.trouble = 400
    deliver()
    notify.trouble = 0
    desk.text(desk.person())
    deliver()
    notify.tells_receipt(notify.texts[0], "permanent-failure")
    notify.brings(MOBILE, "Wobblestone never came")
    notify.brings("+447700900999", "Wobblestone")

    with enter(Context(role=Role.SYSTEM)):
        rows = [
            row
            for model in (OutboxMessage, TextThread, ReceivedText)
            for row in model.objects.values()
        ]

    formatter = PrivateJsonFormatter()
    lines = [formatter.format(record) for record in caplog.records]
    assert (len(rows), len(desk.replies)) == (6, 1)
    assert len(lines) > 0
    assert CANARY.findall(json.dumps(rows, default=str) + "\n".join(lines)) == []
