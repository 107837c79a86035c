"""Where apps say that they want to hear of what is done. The audit itself knows none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the audit, in the transaction that writes it."""

    action: str
    actor: Actor
    subject_kind: str
    subject_id: UUID


Listener = Callable[[Written], None]
_listeners: list[Listener] = []


def listen(listener: Listener) -> None:
    """For `apps.ready()`. Called in the actor's own context; what it raises undoes all."""
    if listener not in _listeners:
        _listeners.append(listener)


def hear(written: Written) -> None:
    for listener in _listeners:
        listener(written)
