from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import pytest

from ccs.outbox import registry as outbox
from ccs.outbox.actions import enqueue_to_person
from ccs.outbox.registry import Failure, Nobody, Notice, Text
from ccs.tenancy.context import Context, current
from ccs.texts import registry
from ccs.texts.registry import Reply
from tests.outbox.conftest import office as office

NETWORK = UUID("00000000-0000-7000-8000-000000000001")
OTHER_NETWORK = UUID("00000000-0000-7000-8000-000000000002")
MOBILE = "+447700900123"


@dataclass
class Desk:
    """Knows the numbers of made-up people, writes them `card`, and hears what comes back."""

    numbers: dict[UUID, str] = field(default_factory=dict)
    failures: list[tuple[str, str]] = field(default_factory=list)
    replies: list[Reply] = field(default_factory=list)
    stops: list[tuple[UUID, UUID]] = field(default_factory=list)
    contexts: list[Context] = field(default_factory=list)
    body: str = "Quay Advice will call you by Friday."
    reply: str = "questions"
    fails: bool = False

    def person(self, number: str = MOBILE) -> UUID:
        person = uuid4()
        self.numbers[person] = number
        return person

    def text(self, person: UUID, *, network_id: UUID = NETWORK) -> UUID:
        """Owe them the card; answers what it is about."""
        subject = uuid4()
        enqueue_to_person(
            "card",
            network_id=network_id,
            client_id=person,
            subject_id=subject,
            event_id=uuid4(),
            channel="sms",
        )
        return subject

    def write(self, notice: Notice) -> Text | Nobody:
        number = self.numbers.get(notice.recipient_id)
        if number is None:
            return Nobody("not_safe")
        return Text(to=number, body=self.body, reply=self.reply)

    def failed(self, failure: Failure) -> None:
        self.contexts.append(current())
        self.failures.append((failure.channel, failure.code))

    def answered(self, reply: Reply) -> None:
        if self.fails:
            raise RuntimeError
        self.contexts.append(current())
        self.replies.append(reply)

    def stopped(self, *, network_id: UUID, client_id: UUID, at: datetime) -> None:
        self.stops.append((network_id, client_id))


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    for place, name in (
        (outbox, "_builders"),
        (outbox, "_on_failed"),
        (registry, "_replies"),
        (registry, "_stops"),
    ):
        monkeypatch.setattr(place, name, getattr(place, name).copy())
    registry._stops.clear()
    desk = Desk()
    outbox.register("card", desk.write, on_failed=desk.failed)
    registry.register_reply("questions", desk.answered)
    registry.register_stop(desk.stopped)
    return desk
