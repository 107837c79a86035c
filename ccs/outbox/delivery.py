"""Sends one batch over one connection, with no transaction open while a server is talked to."""

import logging
import time
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from ccs.outbox import actions
from ccs.outbox.carriers import Carrier, carrier_of, timeout_of
from ccs.outbox.keeping import keeping_carrier
from ccs.outbox.models import Channel, OutboxMessage
from ccs.outbox.registry import Nobody, Notice, Written, builder_of
from ccs.outbox.rules import MAX_ATTEMPTS
from ccs.outbox.sealing import unseal
from ccs.tenancy.context import enter, system

logger = logging.getLogger(__name__)


def deliver_batch(*, limit: int, channel: str = Channel.EMAIL) -> int:
    """Send what is due on one channel, at most `limit`; answers how many rows were taken."""
    # A row is sent only while the lease on it surely outlasts the sending.
    stop_at = time.monotonic() + settings.OUTBOX_LEASE.total_seconds() - 2 * timeout_of(channel)
    rows = actions.claim(limit=limit, lease=settings.OUTBOX_LEASE, channel=channel)
    carrier = carrier_of(channel)
    try:
        untried = iter(rows)
        for row in untried:
            if time.monotonic() > stop_at:
                actions.release([row, *untried])
            elif not deliver(row, carrier):
                actions.release(untried)
    finally:
        carrier.close()
    return len(rows)


def deliver(row: OutboxMessage, carrier: Carrier) -> bool:
    """Send one message and note how it went; False when the server is away for all of them.

    What a practice network would send is handed to its keeper, and never to the carrier.
    """
    if not actions.start_attempt(row):
        return True
    carrier = keeping_carrier(row) or carrier
    prepared = _prepared(row, carrier)
    if prepared is None:
        return True
    try:
        carrier.send(prepared)
    except carrier.errors as error:
        found = carrier.verdict(error)
        logger.warning("outbox.not_sent", extra={"template": row.template, "error": found.code})
        end = actions.mark_failed if found.permanent else actions.mark_for_retry
        end(row, error=found.code)
        return not found.server_away
    actions.mark_sent(row)
    return True


def _prepared(row: OutboxMessage, carrier: Carrier) -> Any:
    """What the carrier sends, or None after noting why there is nothing to send."""
    if row.attempts > MAX_ATTEMPTS:
        actions.mark_failed(row, error="worker_died")
        return None
    if row.expires_at and row.expires_at <= timezone.now():
        actions.mark_failed(row, error="expired")
        return None
    try:
        written = _written(row)
        if written and not isinstance(written, Nobody):
            written = carrier.prepared(row, written)
    except OperationalError:  # the database is away: nothing can be noted either
        raise
    except Exception:  # one message that cannot be written must not hold up the others
        logger.exception("outbox.not_written", extra={"template": row.template})
        actions.mark_for_retry(row, error="not_written")
        return None
    if written is None or isinstance(written, Nobody):
        actions.mark_cancelled(row, code=written.code if written else "")
        return None
    return written


def _written(row: OutboxMessage) -> Written:
    build = builder_of(row.template)
    notice = Notice(
        network_id=row.network_id,
        recipient_id=row.recipient_id,
        subject_id=row.subject_id,
        event_id=row.event_id,
        channel=row.channel,
        sealed=unseal(row.sealed),
    )
    if row.network_id is None:
        return build(notice)
    with enter(system(row.network_id)):
        return build(notice)
