"""Sends one batch over one connection, with no transaction open while a server is talked to."""

import logging
import time

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import OperationalError
from django.utils import timezone

from ccs.outbox import actions
from ccs.outbox.models import OutboxMessage
from ccs.outbox.registry import Letter, Notice, builder_of
from ccs.outbox.rules import DELIVERY_ERRORS, MAX_ATTEMPTS, verdict
from ccs.outbox.sealing import unseal
from ccs.outbox.wording import worded
from ccs.tenancy.context import enter, system

logger = logging.getLogger(__name__)


def deliver_batch(*, limit: int) -> int:
    """Send what is due, at most `limit`; answers how many rows were taken."""
    # A row is sent only while the lease on it surely outlasts the sending.
    stop_at = time.monotonic() + settings.OUTBOX_LEASE.total_seconds() - 2 * settings.EMAIL_TIMEOUT
    rows = actions.claim(limit=limit, lease=settings.OUTBOX_LEASE)
    connection = get_connection()
    try:
        untried = iter(rows)
        for row in untried:
            if time.monotonic() > stop_at:
                actions.release([row, *untried])
            elif not deliver(row, connection):
                actions.release(untried)
    finally:
        connection.close()
    return len(rows)


def deliver(row: OutboxMessage, connection: BaseEmailBackend) -> bool:
    """Send one email and note how it went; False when the server is away for all of them."""
    if not actions.start_attempt(row):
        return True
    email = _prepared(row)
    if email is None:
        return True
    try:
        connection.send_messages([email])
    except DELIVERY_ERRORS as error:
        found = verdict(error)
        logger.warning("outbox.not_sent", extra={"template": row.template, "error": found.code})
        end = actions.mark_failed if found.permanent else actions.mark_for_retry
        end(row, error=found.code)
        return not found.server_away
    actions.mark_sent(row)
    return True


def _prepared(row: OutboxMessage) -> EmailMultiAlternatives | None:
    """The email, or None after noting why there is nothing to send."""
    if row.attempts > MAX_ATTEMPTS:
        actions.mark_failed(row, error="worker_died")
        return None
    if row.expires_at and row.expires_at <= timezone.now():
        actions.mark_failed(row, error="expired")
        return None
    try:
        letter = _letter(row)
        email = worded(row, letter) if letter else None
    except OperationalError:  # the database is away: nothing can be noted either
        raise
    except Exception:  # one email that cannot be written must not hold up the others
        logger.exception("outbox.not_written", extra={"template": row.template})
        actions.mark_for_retry(row, error="not_written")
        return None
    if email is None:
        actions.mark_cancelled(row)
    return email


def _letter(row: OutboxMessage) -> Letter | None:
    build = builder_of(row.template)
    notice = Notice(
        network_id=row.network_id,
        recipient_id=row.recipient_id,
        subject_id=row.subject_id,
        event_id=row.event_id,
        sealed=unseal(row.sealed),
    )
    if row.network_id is None:
        return build(notice)
    with enter(system(row.network_id)):
        return build(notice)
