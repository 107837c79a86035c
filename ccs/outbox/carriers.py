"""What takes messages out, one for each channel: a mail server, or GOV.UK Notify."""

from typing import Any, Protocol

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from ccs.outbox.models import Channel, OutboxMessage
from ccs.outbox.registry import Letter, Text
from ccs.outbox.rules import DELIVERY_ERRORS, Verdict, verdict
from ccs.outbox.wording import worded
from ccs.texts.sending import TextCarrier


class Carrier(Protocol):
    """One connection for one batch."""

    @property
    def errors(self) -> tuple[type[Exception], ...]:
        """What a failed sending raises; `verdict` says what it means."""

    def prepared(self, row: OutboxMessage, written: Letter | Text) -> Any:
        """What `send` takes, or Nobody where it cannot go."""

    def send(self, prepared: Any) -> None: ...

    def verdict(self, error: Exception) -> Verdict: ...

    def close(self) -> None: ...


class EmailCarrier:
    errors = DELIVERY_ERRORS

    def __init__(self) -> None:
        self.connection = get_connection()

    def prepared(self, row: OutboxMessage, written: Letter | Text) -> EmailMultiAlternatives:
        if not isinstance(written, Letter):
            raise TypeError(f"{row.template} is owed as an email")
        return worded(row, written)

    def send(self, prepared: EmailMultiAlternatives) -> None:
        self.connection.send_messages([prepared])

    def verdict(self, error: Exception) -> Verdict:
        return verdict(error)

    def close(self) -> None:
        self.connection.close()


def timeout_of(channel: str) -> float:
    """How long its server may take to answer, in seconds."""
    return settings.NOTIFY_TIMEOUT if channel == Channel.SMS else settings.EMAIL_TIMEOUT


def carrier_of(channel: str) -> Carrier:
    return TextCarrier() if channel == Channel.SMS else EmailCarrier()
