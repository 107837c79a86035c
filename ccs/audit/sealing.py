"""A digest of each day's rows, so that a restored copy can be shown to hold them all, unchanged.

A seal is made from inside: it finds what was lost or damaged, and it does not hold off whoever
owns the database. That the application itself can change nothing is what the grants are for.
"""

import hashlib
import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.timezone import make_aware

from ccs.audit.models import AuditRecord, AuditSeal

_FIELDS: Final = (
    "id",
    "at",
    "action",
    "user_id",
    "member_id",
    "key_id",
    "organisation_ids",
    "subject_kind",
    "subject_id",
    "reason",
    "request_id",
)


def seal_day(network_id: UUID, day: date) -> AuditSeal:
    """In the network's `system` context, once the day is over. Sealed again, it stays as it is."""
    found = AuditSeal.objects.filter(network_id=network_id, day=day).first()
    if found is not None:
        return found
    rows, digest = digest_of(network_id, day)
    return AuditSeal.objects.create(
        network_id=network_id, day=day, rows=rows, digest=digest, sealed_at=timezone.now()
    )


def digest_of(network_id: UUID, day: date) -> tuple[int, str]:
    """How many rows the day has, and the SHA-256 of them in the order of their ids."""
    begins = make_aware(datetime.combine(day, time()))
    ends = make_aware(datetime.combine(day + timedelta(days=1), time()))
    rows = AuditRecord.objects.filter(network_id=network_id, at__gte=begins, at__lt=ends)
    sealed, count = hashlib.sha256(), 0
    for row in rows.order_by("id").values_list(*_FIELDS).iterator(chunk_size=2000):
        sealed.update(json.dumps([_plain(value) for value in row]).encode() + b"\n")
        count += 1
    return count, sealed.hexdigest()


def broken_seals(network_id: UUID) -> list[date]:
    """The days whose rows are no longer those that were sealed."""
    seals = AuditSeal.objects.filter(network_id=network_id).order_by("day")
    return [one.day for one in seals if not is_whole(one)]


def is_whole(seal: AuditSeal) -> bool:
    """Whether that day's rows are those that were sealed."""
    return digest_of(seal.network_id, seal.day) == (seal.rows, seal.digest)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return [str(one) for one in value] if isinstance(value, list) else value and str(value)
