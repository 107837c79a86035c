"""Making a pack's figures: by a coordinator, or by the scheduler when its time has come."""

from uuid import UUID

from django.utils import timezone, translation

from networks.networks.queries import network_by_id
from reporting.figures.rules import Period
from reporting.packs.freezing import frozen_of
from reporting.packs.models import Pack


def new_draft(
    network_id: UUID,
    kind: str,
    period: Period,
    *,
    made_by: UUID | None,
    version: int = 1,
    correction: str = "",
) -> Pack:
    """In the network's first language. The database lets there be one draft of a time."""
    now, language = timezone.now(), network_by_id(network_id).languages[0]
    with translation.override(language):
        frozen = frozen_of(network_id, kind, period, today=timezone.localdate(now))
    return Pack.objects.create(
        network_id=network_id,
        kind=kind,
        first=period.first,
        last=period.last,
        version=version,
        correction=correction,
        language=language,
        frozen=frozen,
        made_at=now,
        made_by_id=made_by,
    )


def count_anew(pack: Pack) -> None:
    """Its figures as they are now; the words stay."""
    now = timezone.now()
    with translation.override(pack.language):
        period = Period(pack.first, pack.last)
        pack.frozen = frozen_of(pack.network_id, pack.kind, period, today=timezone.localdate(now))
    pack.made_at = now
    pack.save(update_fields=["frozen", "made_at"])
