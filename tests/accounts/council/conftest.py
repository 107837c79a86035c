import re
from collections.abc import Callable, Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from ccs.settings.councils import Council
from tests.accounts.council.server import CLIENT, SECRET, Server, running

BEGIN = "/accounts/login/council/norfolk/"


def norfolk(issuer: str, **changes: Any) -> Council:
    told = {
        "key": "norfolk",
        "issuer": issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "label": "Norfolk Sample Council",
        "domains": frozenset({"example.org"}),
    }
    return Council(**{**told, **changes})


def onward_from(page: HttpResponse) -> str:
    """Where the page goes on to by itself."""
    found = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page.content.decode())
    assert found
    return unescape(found.group(1))


def here(address: str) -> str:
    """The part of an address of ours that a test's browser asks for."""
    parts = urlsplit(address)
    assert parts.hostname == "testserver"
    return f"{parts.path}?{parts.query}"


@pytest.fixture
def council(settings: Any) -> Iterator[Server]:
    with running() as server:
        settings.COUNCILS = {"norfolk": norfolk(server.address)}
        yield server


@pytest.fixture
def by_council(council: Server) -> Callable[..., HttpResponse]:
    """Somebody presses the button, signs in at the council, and comes back."""

    def comes_back(browser: Client, **typed: str) -> HttpResponse:
        away = browser.post(BEGIN, typed)
        return browser.get(here(council.signs_in(onward_from(away))))

    return comes_back
