"""What waits, and what could not be sent."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from ccs.outbox.models import WAITING, OutboxMessage


def failed_messages(*, network_id: UUID) -> QuerySet[OutboxMessage]:
    """A network's emails that were given up, newest first: for its coordinators."""
    return OutboxMessage.objects.filter(network_id=network_id, failed_at__isnull=False).order_by(
        "-failed_at"
    )


def oldest_waiting() -> timedelta:
    """How long the oldest email has waited for its first try; zero when none does.

    One that was tried waits for a reason of its own, such as a full mailbox.
    """
    now = timezone.now()
    untried = OutboxMessage.objects.filter(WAITING, attempts=0)
    first = untried.order_by("created_at").values_list("created_at", flat=True).first()
    return now - first if first else timedelta()


def is_moving() -> bool:
    """Whether emails go out in reasonable time; asked by /readyz."""
    try:
        return oldest_waiting() <= timedelta(seconds=settings.OUTBOX_MAX_AGE)
    except DatabaseError:
        return False
