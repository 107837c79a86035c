"""Owe an email, take what is due, and say how it went."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from ccs.outbox.models import WAITING, OutboxMessage, RecipientKind
from ccs.outbox.rules import MAX_ATTEMPTS, wait_after
from ccs.outbox.sealing import seal
from ccs.tenancy.models import new_id

KEPT_FOR = timedelta(days=90)


def enqueue(
    template: str, *, network_id: UUID, recipients: Iterable[UUID], subject_id: UUID, event_id: UUID
) -> None:
    """Owe `template` to each member (a membership's id), once per event and person.

    The rows live and die with the caller's transaction; a worker is told after its commit.
    """
    rows = [
        _row(
            template,
            network_id=network_id,
            recipient_kind=RecipientKind.MEMBER,
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


def claim(*, limit: int, lease: timedelta) -> list[OutboxMessage]:
    """Take what is due for the length of the lease. Two workers never take the same row.

    A worker that dies simply lets its lease run out.
    """
    now = timezone.now()
    with transaction.atomic():
        due = OutboxMessage.objects.filter(WAITING, available_at__lte=now).order_by("available_at")
        rows = list(due.select_for_update(skip_locked=True)[:limit])
        held = OutboxMessage.objects.filter(pk__in=[row.pk for row in rows])
        held.update(available_at=now + lease)
    for row in rows:
        row.available_at = now + lease
    return rows


def start_attempt(row: OutboxMessage) -> bool:
    """Count a try before it is made, so that an email which kills its workers does not for ever.

    False when the lease ran out and somebody else has the row.
    """
    row.attempts += 1
    return _held(row).update(attempts=row.attempts) == 1


def mark_sent(row: OutboxMessage) -> None:
    _finish(row, sent_at=timezone.now(), last_error="")


def mark_cancelled(row: OutboxMessage) -> None:
    """There was nobody to tell."""
    _finish(row, cancelled_at=timezone.now())


def mark_failed(row: OutboxMessage, *, error: str) -> None:
    """Stop trying: from here a person has to look."""
    _finish(row, failed_at=timezone.now(), last_error=error)


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
    """Try all of a network's failed emails again; answers how many there were."""
    failed = OutboxMessage.objects.filter(network_id=network_id, failed_at__isnull=False)
    count = failed.update(failed_at=None, attempts=0, available_at=timezone.now())
    _wake_after_commit()
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
    _wake_after_commit()


def _wake_after_commit() -> None:
    """Robust: without its queue the site goes on working, and the sweep finds the rows."""
    from ccs.outbox.tasks import wake  # the task calls these actions

    transaction.on_commit(wake, robust=True)


def _held(row: OutboxMessage) -> QuerySet[OutboxMessage]:
    """The row while our lease on it holds: one that somebody else took over is not ours to mark."""
    return OutboxMessage.objects.filter(WAITING, pk=row.pk, available_at=row.available_at)


def _finish(row: OutboxMessage, **fields: datetime | str) -> None:
    _held(row).update(sealed="", **fields)
