"""The fake of GOV.UK Notify in a thread: a real HTTP server, which can be told to misbehave."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from ccs.embedded import notify as fake
from ccs.embedded.notify import Kept
from ccs.embedded.notify_server import server as listening
from ccs.embedded.ports import free_port

KEY = "test-11111111-1111-4111-8111-111111111111-22222222-2222-4222-8222-222222222222"
TOKEN = "made-up-token-of-our-own-notify"


class Notify(fake.Notify):
    """It calls a site only when `address` is set to one; else a test calls in its place."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, key=KEY, token=TOKEN, site=lambda: self.address)
        self.address = ""
        self.port = free_port()

    @property
    def texts(self) -> list[Kept]:
        """What was sent, oldest first: each with its `number`, `body` and `reference`."""
        return [text for text in self.kept if not text.came_in]

    def tells_receipt(self, text: Kept, status: str, **changes: Any) -> HttpResponse:
        """Notify's call about the end of a text."""
        return post("/notify/receipt/", {**self.receipt(text, status), **changes})

    def brings(self, number: str, words: str, **changes: Any) -> HttpResponse:
        """Notify's call about a text that came in."""
        text = Kept(str(uuid4()), number, words, "2026-11-16T09:30:00.000000Z", came_in=True)
        return post("/notify/received/", {**self.received(text), **changes})


def post(address: str, told: dict[str, Any], token: str = TOKEN) -> HttpResponse:
    return Client().post(
        address,
        told,
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}"},
    )


@pytest.fixture
def notify(settings: Any, tmp_path: Path) -> Iterator[Notify]:
    notify = Notify(tmp_path / "texts")
    settings.NOTIFY_URL = f"http://127.0.0.1:{notify.port}"
    settings.NOTIFY_API_KEY = KEY
    settings.NOTIFY_TEMPLATE_ID = "33333333-3333-4333-8333-333333333333"
    settings.NOTIFY_CALLBACK_TOKEN = TOKEN
    server = listening(notify, notify.port)
    with server:
        thread = Thread(target=lambda: server.serve_forever(poll_interval=0.02))
        thread.start()
        yield notify
        notify.go_on()
        server.shutdown()
        thread.join()
