"""Remember whose number a text went to; take receipts and texts that come in."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.outbox.failures import told_that_it_failed
from ccs.outbox.models import Channel, Delivery, OutboxMessage
from ccs.outbox.registry import Text
from ccs.tenancy.context import Context, Role, enter, system
from ccs.texts.models import ReceivedText, TextThread
from ccs.texts.numbers import NotAMobile, hashes, mobile
from ccs.texts.registry import Reply, reply_handler, stop_handlers
from ccs.texts.rules import FINAL, is_stop

logger = logging.getLogger(__name__)
# So long may somebody still write STOP; Notify itself brings a text again for some hours only.
KNOWN_FOR = timedelta(days=90)
_ANYWHERE = Context(role=Role.SYSTEM)


def open_thread(row: OutboxMessage, text: Text, *, number: str) -> None:
    """Remember, as a hash, that this number may answer: once for each row."""
    if row.network_id is None:
        return
    now = timezone.now()
    thread = TextThread(
        id=row.pk,
        number_hash=hashes(number)[0],
        network_id=row.network_id,
        client_id=row.recipient_id,
        subject_id=row.subject_id,
        reply=text.reply,
        opened_at=now,
        closes_at=now + text.replies_for,
    )
    with enter(_ANYWHERE):
        TextThread.objects.bulk_create(
            [thread],
            update_conflicts=True,
            update_fields=["number_hash"],
            unique_fields=["id"],
        )


@transaction.atomic
def take_receipt(*, reference: UUID, status: str) -> bool:
    """Note what became of a text; False when we sent none of that name. The first word stands."""
    rows = OutboxMessage.objects.select_for_update().filter(channel=Channel.SMS)
    row = rows.filter(pk=reference).first()
    if row is None:
        return False
    if status not in FINAL or row.delivery:
        return True
    # A receipt may overtake the worker that is about to note the sending.
    OutboxMessage.objects.filter(pk=row.pk).update(
        delivery=status,
        sent_at=row.sent_at or timezone.now(),
        failed_at=None,
        cancelled_at=None,
        sealed="",
    )
    if status != Delivery.DELIVERED:
        told_that_it_failed(row, status)
    return True


def take_text(*, notify_id: UUID, number: str, words: str, at: datetime) -> None:
    """Hand a text that came in to who takes it, once; of a stranger's nothing is kept."""
    with enter(_ANYWHERE):
        threads = _threads_of(number)
        owner = threads[0].network_id if threads else None
        seen = {"network_id": owner, "received_at": at}
        _text, is_new = ReceivedText.objects.get_or_create(id=notify_id, defaults=seen)
        if not is_new:
            return
        if not threads:
            logger.info("texts.from_nobody_known")
        elif is_stop(words):
            _stop(threads, at=at)
        else:
            _reply(threads, words=words, at=at)


def forget_old_threads() -> None:
    """Delete whose number it was, when an answer is no longer to be expected."""
    now = timezone.now()
    with enter(_ANYWHERE):
        TextThread.objects.filter(opened_at__lt=now - KNOWN_FOR, closes_at__lt=now).delete()
        ReceivedText.objects.filter(received_at__lt=now - KNOWN_FOR).delete()


def forget_threads_of(client_id: UUID) -> None:
    """In the system's context: whose number it was, as nothing is held about them any more."""
    TextThread.objects.filter(client_id=client_id).delete()


def _threads_of(number: str) -> list[TextThread]:
    """The texts that went to a number, newest first."""
    try:
        known = hashes(mobile(number))
    except NotAMobile:  # a short code or a name: nobody we wrote to
        return []
    return list(TextThread.objects.filter(number_hash__in=known).order_by("-opened_at"))


def _stop(threads: list[TextThread], *, at: datetime) -> None:
    """In every network that has written to them: they do not know which it was."""
    for network_id, client_id in dict.fromkeys((one.network_id, one.client_id) for one in threads):
        with enter(system(network_id)):
            for handler in stop_handlers():
                handler(network_id=network_id, client_id=client_id, at=at)


def _reply(threads: list[TextThread], *, words: str, at: datetime) -> None:
    """To what was asked last, as people answer."""
    asked = next((one for one in threads if one.reply and one.closes_at > timezone.now()), None)
    handler = reply_handler(asked.reply) if asked else None
    if asked is None or handler is None:
        logger.info("texts.nothing_was_asked")
        return
    reply = Reply(
        network_id=asked.network_id,
        client_id=asked.client_id,
        subject_id=asked.subject_id,
        words=words,
        received_at=at,
    )
    with enter(system(asked.network_id)):
        handler(reply)
