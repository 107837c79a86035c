"""Tells the app that owed a message that it did not arrive."""

import logging

from django.db import OperationalError

from ccs.outbox.models import OutboxMessage
from ccs.outbox.registry import Failure, told_of_failure
from ccs.tenancy.context import enter, system

logger = logging.getLogger(__name__)


def told_that_it_failed(row: OutboxMessage, code: str) -> None:
    """Run what the template's app registered, in the network's `system` context."""
    tell = told_of_failure(row.template)
    if tell is None or row.network_id is None:
        return
    failure = Failure(
        network_id=row.network_id,
        template=row.template,
        channel=row.channel,
        recipient_id=row.recipient_id,
        subject_id=row.subject_id,
        event_id=row.event_id,
        code=code,
    )
    try:
        with enter(system(row.network_id)):
            tell(failure)
    except OperationalError:  # the database is away: nothing can be noted either
        raise
    except Exception:  # one that cannot be told must not be sent again, nor hold up the others
        logger.exception("outbox.failure_not_told", extra={"template": row.template})
