"""What waits, and what could not be sent."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Count, Min, Q, QuerySet
from django.utils import timezone

from ccs.outbox.models import WAITING, Channel, OutboxMessage, RecipientKind

# Codes of rules.verdict, for email and texts, that are about no single message.
WITHOUT_A_WAY = {"server_away", "provider", "key_refused"}


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


def is_owed(template: str, *, event_id: UUID) -> bool:
    """Whether somebody was or is to be told of this event already."""
    return OutboxMessage.objects.filter(template=template, event_id=event_id).exists()


def messages_to_person(
    *, network_id: UUID, client_id: UUID, template: str = ""
) -> QuerySet[OutboxMessage]:
    """What was or is to be told to the person helped, newest first: ids, times and codes."""
    rows = OutboxMessage.objects.filter(
        network_id=network_id, recipient_kind=RecipientKind.CLIENT, recipient_id=client_id
    )
    return (rows.filter(template=template) if template else rows).order_by("-created_at")


def sent_to(*, network_id: UUID, kind: str, recipient_id: UUID) -> QuerySet[OutboxMessage]:
    """What went to somebody by email, as long as it is kept."""
    return OutboxMessage.objects.filter(
        network_id=network_id,
        recipient_kind=kind,
        recipient_id=recipient_id,
        channel=Channel.EMAIL,
        sent_at__isnull=False,
    )


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


def waiting_by_channel() -> dict[str, int]:
    """How many are not sent yet, tried or not."""
    rows = OutboxMessage.objects.filter(WAITING).values("channel").order_by("channel")
    return dict(rows.annotate(count=Count("id")).values_list("channel", "count"))


def given_up_since(ago: timedelta) -> dict[str, int]:
    """How many were given up, by the code of the reason."""
    rows = OutboxMessage.objects.filter(failed_at__gte=timezone.now() - ago)
    counted = rows.values("last_error").order_by("last_error").annotate(count=Count("id"))
    return dict(counted.values_list("last_error", "count"))


def mail_goes_out() -> bool:
    """Whether none was given up in the last hour because there was no way out; for /readyz.

    A refused recipient is that person's mailbox, and no trouble of ours.
    """
    try:
        return not given_up_since(timedelta(hours=1)).keys() & WITHOUT_A_WAY
    except DatabaseError:
        return False
