"""Where apps say what a job does. Jobs themselves know no words and no rules."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

# Answers when to do it again; None when that was all.
Handler = Callable[[UUID, UUID], datetime | None]
_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Say what jobs of this kind do, for `apps.ready()`.

    Called with the network's id and the subject's, inside the network's `system` context and
    one transaction with the job itself: done twice, or late, it must come to the same.
    """
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    return _handlers[kind]


def registered() -> frozenset[str]:
    return frozenset(_handlers)
