from datetime import UTC, datetime
from typing import Any

import time_machine
from django.test import Client


@time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=False)
def test_who_finds_a_weakness_is_told_where_to_write(db: None, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:security@example.org"
    settings.SITE_URL = "https://referrals.example.org"

    answer = Client().get("/.well-known/security.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().splitlines() == [
        "Contact: mailto:security@example.org",
        "Expires: 2026-04-01T00:00:00Z",
        "Preferred-Languages: en, cy",
        "Canonical: https://referrals.example.org/.well-known/security.txt",
    ]


def test_without_somewhere_to_write_there_is_none(db: None, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""

    answer = Client().get("/.well-known/security.txt")

    assert answer.status_code == 404
