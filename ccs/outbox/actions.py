"""Owe a message, take what is due, and say how it went."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from ccs.outbox.failures import told_that_it_failed
from ccs.outbox.models import WAITING, Channel, OutboxMessage, RecipientKind
from ccs.outbox.queries import failed_messages
from ccs.outbox.rules import MAX_ATTEMPTS, wait_after
from ccs.outbox.sealing import seal
from ccs.tenancy.models import new_id

KEPT_FOR = timedelta(days=90)
# What somebody is to know today helps nobody next week, and their life may have changed.
TOLD_WITHIN = timedelta(days=2)


def enqueue(
    template: str,
    *,
    network_id: UUID,
    recipients: Iterable[UUID],
    subject_id: UUID,
    event_id: UUID,
    kind: str = RecipientKind.MEMBER,
) -> None:
    """Owe `template` to each member (a membership's id), once per event and person.

    With another `kind` the ids are of something else: who writes the letter knows of what.

    The rows live and die with the caller's transaction; a worker is told after its commit.
    """
    rows = [
        _row(
            template,
            network_id=network_id,
            recipient_kind=kind,
            recipient_id=recipient,
            subject_id=subject_id,
            event_id=event_id,
        )
        for recipient in recipients
    ]
    _write(rows)


def enqueue_sealed(
    template: str, *, user_id: UUID, payload: Mapping[str, str], lifetime: timedelta
) -> None:
    """Owe a user something that only now is known: a code, or an address that was theirs."""
    row = _row(
        template,
        recipient_kind=RecipientKind.USER,
        recipient_id=user_id,
        subject_id=user_id,
        event_id=new_id(),
    )
    row.sealed = seal(payload)
    row.expires_at = row.available_at + lifetime
    _write([row])


def enqueue_to_person(
    template: str,
    *,
    network_id: UUID,
    client_id: UUID,
    subject_id: UUID,
    event_id: UUID,
    channel: str,
    payload: Mapping[str, str] | None = None,
    lifetime: timedelta = TOLD_WITHIN,
) -> None:
    """Owe the person helped an email or a text, once per event and channel.

    Where it goes, and whether that is still safe, is found when it is sent. `payload` is sealed.
    """
    row = _row(
        template,
        network_id=network_id,
        channel=channel,
        recipient_kind=RecipientKind.CLIENT,
        recipient_id=client_id,
        subject_id=subject_id,
        event_id=event_id,
    )
    row.sealed = seal(payload) if payload else ""
    row.expires_at = row.available_at + lifetime
    _write([row])


def claim(*, limit: int, lease: timedelta, channel: str = Channel.EMAIL) -> list[OutboxMessage]:
    """Take what is due for the length of the lease. Two workers never take the same row.

    A worker that dies simply lets its lease run out. One whose clock is behind takes a lease by
    the database's clock, or everybody else would think that it had run out already.
    """
    now = timezone.now()
    with transaction.atomic():
        due = OutboxMessage.objects.filter(WAITING, channel=channel, available_at__lte=now)
        due = due.order_by("available_at").annotate(server_clock=Now())
        rows: list[Any] = list(due.select_for_update(skip_locked=True)[:limit])
        until = max([now, *(row.server_clock for row in rows)]) + lease
        held = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows])
        held.update(available_at=until)
    for row in rows:
        row.available_at = until
    return rows


def start_attempt(row: OutboxMessage) -> bool:
    """Count a try before it is made, so that an email which kills its workers does not for ever.

    False when the lease ran out and somebody else has the row.
    """
    row.attempts += 1
    return _held(row).update(attempts=row.attempts) == 1


def mark_sent(row: OutboxMessage) -> None:
    _finish(row, sent_at=timezone.now(), last_error="")


@transaction.atomic
def mark_cancelled(row: OutboxMessage, *, code: str = "") -> None:
    """There was nobody to tell; with a code, somebody has to know why."""
    if _finish(row, cancelled_at=timezone.now(), last_error=code) and code:
        told_that_it_failed(row, code)


def cancel_to_person(*, network_id: UUID, client_id: UUID) -> None:
    """What is still owed to somebody of whom nothing is held any more."""
    rows = OutboxMessage.objects.filter(
        WAITING,
        network_id=network_id,
        recipient_kind=RecipientKind.CLIENT,
        recipient_id=client_id,
    )
    rows.update(cancelled_at=timezone.now(), sealed="")


@transaction.atomic
def mark_failed(row: OutboxMessage, *, error: str) -> None:
    """Stop trying: from here a person has to look."""
    if _finish(row, failed_at=timezone.now(), last_error=error):
        told_that_it_failed(row, error)


def mark_for_retry(row: OutboxMessage, *, error: str) -> None:
    """Try again later, or give up after the last attempt."""
    if row.attempts >= MAX_ATTEMPTS:
        mark_failed(row, error=error)
        return
    later = timezone.now() + wait_after(row.attempts)
    _held(row).update(
        available_at=min(later, row.expires_at) if row.expires_at else later, last_error=error
    )


def release(rows: Iterable[OutboxMessage]) -> None:
    """Give back what was taken and not tried."""
    for row in rows:
        _held(row).update(available_at=timezone.now())


@transaction.atomic
def retry_failed(*, network_id: UUID) -> int:
    """Try all of a network's failed messages again; answers how many there were."""
    # What went wrong stays on the row: a text that may be at the provider is asked for first.
    failed = failed_messages(network_id=network_id).order_by()
    count = failed.update(failed_at=None, attempts=0, available_at=timezone.now())
    _wake_after_commit(Channel.values)
    return count


def forget_old() -> None:
    """Delete what was done long ago: nothing asks for it any more."""
    OutboxMessage.objects.exclude(WAITING).filter(created_at__lt=timezone.now() - KEPT_FOR).delete()


def _row(template: str, **fields: object) -> OutboxMessage:
    row = OutboxMessage(template=template, available_at=timezone.now(), **fields)
    row.message_id = f"<{row.pk}@{urlsplit(settings.SITE_URL).hostname}>"
    return row


def _write(rows: list[OutboxMessage]) -> None:
    OutboxMessage.objects.bulk_create(rows, ignore_conflicts=True)
    _wake_after_commit({row.channel for row in rows})


def _wake_after_commit(channels: Iterable[str]) -> None:
    """Robust: without its queue the site goes on working, and the sweep finds the rows."""
    from ccs.outbox.tasks import wake  # the task calls these actions

    for channel in channels:
        transaction.on_commit(partial(wake, channel), robust=True)


def _held(row: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The row while our lease on it holds: one that somebody else took over is not ours to mark."""
    return OutboxMessage.objects.filter(WAITING, pk=row.pk, available_at=row.available_at)


def _finish(row: OutboxMessage, **fields: datetime | str) -> bool:
    return _held(row).update(sealed="", **fields) == 1
