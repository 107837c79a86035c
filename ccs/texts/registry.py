"""Where apps say who takes an answer to a text, and who hears that somebody wants no more."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What somebody answered. The words are nowhere else: keep them, or they are gone."""

    network_id: UUID
    client_id: UUID
    subject_id: UUID
    words: str
    received_at: datetime


class StopHandler(Protocol):
    def __call__(self, *, network_id: UUID, client_id: UUID, at: datetime) -> None: ...


ReplyHandler = Callable[[Reply], None]
_replies: dict[str, ReplyHandler] = {}
_stops: list[StopHandler] = []


def register_reply(name: str, handler: ReplyHandler) -> None:
    """For `apps.ready()`: who takes an answer to a text whose `reply` is `name`.

    It runs in the network's `system` context, once per text that came in. What it raises undoes
    all, and Notify brings the text again.
    """
    _replies[name] = handler


def register_stop(handler: StopHandler) -> None:
    """For `apps.ready()`: who notes that a person wants no more texts, in the same context."""
    if handler not in _stops:
        _stops.append(handler)


def reply_handler(name: str) -> ReplyHandler | None:
    return _replies.get(name)


def stop_handlers() -> list[StopHandler]:
    return list(_stops)
