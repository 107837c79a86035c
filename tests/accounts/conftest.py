import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from ccs.accounts.models import User
from ccs.outbox.tasks import deliver
from tests.mail import Mailbox

LOGIN, CODE = "/accounts/login/", "/accounts/login/code/"


@pytest.fixture
def amal(db: None) -> User:
    return User.objects.create_user("amal@example.org")


@pytest.fixture
def emailed_code(mailbox: Mailbox) -> Callable[[], str]:
    """Sends what is owed and answers the code in the last email."""

    def emailed() -> str:
        deliver()
        return re.search(r"^\d{6}$", mailbox.text(), re.MULTILINE).group()

    return emailed


@pytest.fixture
def sign_in(amal: User, emailed_code: Callable[[], str]) -> Callable[..., Client]:
    """A browser in which Amal signed in as people do."""

    def signed_in(device: str = "usual", **headers: Any) -> Client:
        browser = Client(headers=headers)
        browser.post(LOGIN, {"email": "amal@example.org"})
        browser.post(CODE, {"code": emailed_code(), "device": device})
        return browser

    return signed_in
