from uuid import UUID

from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.logs.request_id import current_request_id
from ccs.tenancy.actor import Actor


def record(
    action: str, *, actor: Actor, subject_kind: str, subject_id: UUID, reason: str = ""
) -> None:
    """Write one row in the caller's transaction. `reason` is a code, never a person's words."""
    AuditRecord.objects.bulk_create(
        [
            AuditRecord(
                network_id=actor.network.id,
                at=timezone.now(),
                action=action,
                user_id=actor.user_id,
                member_id=actor.member_id,
                key_id=actor.key_id,
                subject_kind=subject_kind,
                subject_id=subject_id,
                reason=reason,
                request_id=current_request_id(),
            )
        ]
    )
