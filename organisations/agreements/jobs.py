"""What time does to signatures: managers and the desk are told before one ends, and when it has."""

from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from organisations.agreements.models import AgreementSignature, AgreementVersion
from organisations.agreements.queries import managers_in, not_yet_signed, standing_of
from organisations.agreements.reminding import NEW_VERSION, RENEWAL, next_reminder
from organisations.agreements.rules import State
from organisations.members.models import Team
from organisations.roles.queries import people_told_about

TO_MANAGERS: Final = "agreement_reminder"
TO_DESK: Final = "agreement_desk"


def remind_to_renew(network_id: UUID, signature_id: UUID) -> datetime | None:
    """Of a signature that nobody has renewed, and whose organisation is still here."""
    now = timezone.now()
    signature = (
        AgreementSignature.objects.select_related("version", "organisation")
        .filter(network=network_id, pk=signature_id)
        .first()
    )
    if signature is None or signature.organisation.left_on:
        return None
    due = standing_of(signature.organisation_id, network_id=network_id, kind=signature.kind)
    if due.signature is None or due.signature.pk != signature.pk or due.state == State.SIGNED:
        return None
    _tell(signature.version, {signature.organisation_id}, at=now)
    return next_reminder(signature.expires_at, after=now)


def remind_of_new_version(network_id: UUID, version_id: UUID) -> datetime | None:
    """Of those who have not signed it. Taken back meanwhile: nothing happens."""
    now = timezone.now()
    version = AgreementVersion.objects.filter(network=network_id, pk=version_id).first()
    if version is None or version.taken_back_at:
        return None
    waits = not_yet_signed(network_id, version.kind, at=now)
    # Who never signed anything is asked by the desk as they join.
    behind = {one.pk for one, due in waits if due.to_sign == version and due.state != State.NEVER}
    if behind:
        _tell(version, behind, at=now)
    return next_reminder(version.in_force_from, after=now)


def _tell(version: AgreementVersion, organisations: set[UUID], *, at: datetime) -> None:
    enqueue(
        TO_MANAGERS,
        network_id=version.network_id,
        recipients=managers_in(version.network_id, organisations),
        subject_id=version.pk,
        event_id=new_id(),
    )
    desk = Team.objects.filter(network=version.network_id, is_desk=True).first()
    enqueue(
        TO_DESK,
        network_id=version.network_id,
        recipients=people_told_about(desk.pk) if desk else [],
        subject_id=version.pk,
        # One email a day, however many signatures end on it.
        event_id=uuid5(version.pk, timezone.localdate(at).isoformat()),
    )


def register() -> None:
    registry.register(RENEWAL, remind_to_renew)
    registry.register(NEW_VERSION, remind_of_new_version)
