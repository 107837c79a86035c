"""What waits, and what could not be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from ccs.outbox.models import WAITING, OutboxMessage, RecipientKind


def failed_messages(*, network_id: UUID) -> QuerySet[OutboxMessage]:
    """A network's messages that were given up, newest first: for its coordinators.

    Without those that would come too late now: nobody can send them again.
    """
    still_wanted = Q(expires_at=None) | Q(expires_at__gt=timezone.now())
    return OutboxMessage.objects.filter(
        still_wanted, network_id=network_id, failed_at__isnull=False
    ).order_by("-failed_at")


@dataclass(frozen=True, slots=True)
class Failed:
    """How many, and when the first of them was given up."""

    count: int
    first: datetime


def failed_by_channel(*, network_id: UUID) -> dict[str, Failed]:
    """Those of which there are any."""
    rows = failed_messages(network_id=network_id).order_by().values("channel")
    counted = rows.annotate(count=Count("id"), first=Min("failed_at"))
    return {row["channel"]: Failed(row["count"], row["first"]) for row in counted}


def messages_to_person(
    *, network_id: UUID, client_id: UUID, template: str = ""
) -> QuerySet[OutboxMessage]:
    """What was or is to be told to the person helped, newest first: ids, times and codes."""
    rows = OutboxMessage.objects.filter(
        network_id=network_id, recipient_kind=RecipientKind.CLIENT, recipient_id=client_id
    )
    return (rows.filter(template=template) if template else rows).order_by("-created_at")


def oldest_waiting() -> timedelta:
    """How long the oldest message has waited for its first try; zero when none does.

    One that was tried waits for a reason of its own, such as a full mailbox.
    """
    now = timezone.now()
    untried = OutboxMessage.objects.filter(WAITING, attempts=0)
    first = untried.order_by("created_at").values_list("created_at", flat=True).first()
    return now - first if first else timedelta()


def is_moving() -> bool:
    """Whether messages go out in reasonable time; asked by /readyz."""
    try:
        return oldest_waiting() <= timedelta(seconds=settings.OUTBOX_MAX_AGE)
    except DatabaseError:
        return False
