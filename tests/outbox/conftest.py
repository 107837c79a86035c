from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice

NETWORK = UUID("00000000-0000-7000-8000-000000000001")


class Office:
    """Knows the addresses of made-up members, and writes them the made-up email `greeting`."""

    def __init__(self) -> None:
        self.people: dict[UUID, str] = {}
        self.language = "en"

    def member(self, address: str) -> UUID:
        member = uuid4()
        self.people[member] = address
        return member

    def write(self, notice: Notice) -> Letter | None:
        address = self.people.get(notice.recipient_id)
        if address is None:
            return None
        return Letter(
            to=address,
            language=self.language,
            subject="Referral TH-1 was sent",
            sender="THCAN",
            context={"words": "Tom & Jerry's referral"},
        )


@pytest.fixture
def office(tmp_path: Path, settings: Any) -> Iterator[Office]:
    folder = tmp_path / "email"
    folder.mkdir()
    (folder / "greeting.txt").write_text("{{ words }} {{ language }}\n")
    (folder / "greeting.html").write_text("<p>{{ words }}</p>\n")
    jinja, django = settings.TEMPLATES
    settings.TEMPLATES = [{**jinja, "DIRS": [*jinja["DIRS"], tmp_path]}, django]
    settings.SITE_URL = "https://referrals.example"
    before = dict(registry._builders)
    office = Office()
    registry.register("greeting", office.write)
    yield office
    registry._builders.clear()
    registry._builders.update(before)
