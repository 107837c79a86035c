from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.audit.registry import Written, hear
from ccs.logs.request_id import current_request_id
from ccs.tenancy.actor import Actor


def record(
    action: str, *, actor: Actor, subject_kind: str, subject_id: UUID, reason: str = ""
) -> None:
    """Write one row in the caller's transaction. `reason` is a code, never a person's words."""
    record_each(
        action, actor=actor, subject_kind=subject_kind, subject_ids=[subject_id], reason=reason
    )


def record_each(
    action: str, *, actor: Actor, subject_kind: str, subject_ids: Iterable[UUID], reason: str = ""
) -> None:
    """The same of many at once: a row for each."""
    now, request_id, subjects = timezone.now(), current_request_id(), list(subject_ids)
    AuditRecord.objects.bulk_create(
        [
            AuditRecord(
                network_id=actor.network.id,
                at=now,
                action=action,
                user_id=actor.user_id,
                member_id=actor.member_id,
                key_id=actor.key_id,
                organisation_ids=list(actor.organisations),
                subject_kind=subject_kind,
                subject_id=subject_id,
                reason=reason,
                request_id=request_id,
            )
            for subject_id in subjects
        ]
    )
    for subject_id in subjects:
        hear(Written(action, actor=actor, subject_kind=subject_kind, subject_id=subject_id))
