"""Networks whose messages go nowhere: they are handed to whoever keeps them, and to no carrier."""

from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from ccs.outbox.models import OutboxMessage
from ccs.outbox.registry import Letter, Nobody, Text
from ccs.outbox.rules import Verdict
from ccs.outbox.wording import worded


@dataclass(frozen=True, slots=True)
class Kept:
    """A message in words: a text has no subject."""

    address: str
    subject: str
    text: str


class Keeper(Protocol):
    def keeps(self, network_id: UUID) -> bool:
        """Whether nothing of this network may leave the site."""

    def keep(self, row: OutboxMessage, kept: Kept) -> bool:
        """Put it where its reader finds it, once for each row; False where there is no reader."""


class KeepingCarrier:
    """Takes a message in place of a mail server. `Carrier` says what each of these is for.

    It keeps while it prepares: what fails there is tried again, as a message not yet written.
    """

    errors: tuple[type[Exception], ...] = ()

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper

    def prepared(self, row: OutboxMessage, written: Letter | Text) -> OutboxMessage | Nobody:
        kept = self.keeper.keep(row, _in_words(row, written))
        return row if kept else Nobody("")

    def send(self, prepared: Any) -> None:
        pass

    def verdict(self, error: Exception) -> Verdict:
        return Verdict("kept")

    def close(self) -> None:
        pass


_keepers: list[Keeper] = []


def register_keeper(keeper: Keeper) -> None:
    """For `apps.ready()`."""
    if keeper not in _keepers:
        _keepers.append(keeper)


def keeping_carrier(row: OutboxMessage) -> KeepingCarrier | None:
    """Instead of the channel's own, for a network whose messages stay; None for any other."""
    for keeper in _keepers:
        if row.network_id is not None and keeper.keeps(row.network_id):
            return KeepingCarrier(keeper)
    return None


def _in_words(row: OutboxMessage, written: Letter | Text) -> Kept:
    if isinstance(written, Text):
        return Kept(address=written.to, subject="", text=written.body)
    email = worded(row, written)
    return Kept(address=written.to, subject=str(email.subject), text=str(email.body))
