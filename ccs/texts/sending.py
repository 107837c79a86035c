"""Sends texts through GOV.UK Notify: at most one for each row, though a worker may die."""

from dataclasses import dataclass

from django.conf import settings
from notifications_python_client.notifications import NotificationsAPIClient

from ccs.outbox.models import OutboxMessage
from ccs.outbox.registry import Letter, Nobody, Text
from ccs.outbox.rules import Verdict
from ccs.texts.actions import open_thread
from ccs.texts.numbers import NotAMobile, mobile
from ccs.texts.queries import texts_are_on
from ccs.texts.rules import SENDING_ERRORS, verdict


@dataclass(frozen=True)
class ReadyText:
    """`asked_before`: an earlier try may have reached Notify without us hearing of it."""

    number: str
    body: str
    reference: str
    asked_before: bool


class TextCarrier:
    errors: tuple[type[Exception], ...] = SENDING_ERRORS

    def __init__(self) -> None:
        self.notify: NotificationsAPIClient | None = None

    def prepared(self, row: OutboxMessage, written: Letter | Text) -> ReadyText | Nobody:
        if not isinstance(written, Text):
            raise TypeError(f"{row.template} is owed as a text")
        if not texts_are_on():
            return Nobody("texts_off")
        try:
            number = mobile(written.to)
        except NotAMobile:
            return Nobody("no_mobile")
        # Before it is sent: an answer may come at once.
        open_thread(row, written, number=number)
        return ReadyText(
            number=number,
            body=written.body,
            reference=str(row.pk),
            asked_before=row.attempts > 1 or bool(row.last_error),
        )

    def send(self, prepared: ReadyText) -> None:
        """By the row's id as Notify's reference, so that a repeat finds the first one there."""
        notify = self._notify()
        if prepared.asked_before:
            found = notify.get_all_notifications(reference=prepared.reference)
            if found["notifications"]:
                return
        notify.send_sms_notification(
            phone_number=prepared.number,
            template_id=settings.NOTIFY_TEMPLATE_ID,
            personalisation={"body": prepared.body},
            reference=prepared.reference,
            sms_sender_id=settings.NOTIFY_SENDER_ID or None,
        )

    def verdict(self, error: Exception) -> Verdict:
        return verdict(error)

    def close(self) -> None:
        if self.notify:
            self.notify.request_session.close()

    def _notify(self) -> NotificationsAPIClient:
        if self.notify is None:
            self.notify = NotificationsAPIClient(
                settings.NOTIFY_API_KEY,
                base_url=settings.NOTIFY_URL,
                # To be reached and to answer, together.
                timeout=settings.NOTIFY_TIMEOUT / 2,
            )
        return self.notify
