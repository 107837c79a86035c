"""Who has signed what, and whether it still holds."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F, QuerySet
from django.utils import timezone

from organisations.agreements.models import AgreementSignature, AgreementVersion, Kind
from organisations.agreements.rules import Standing, standing_by


def standing(
    organisation_ids: Collection[UUID],
    *,
    network_id: UUID,
    kind: str = Kind.DATA_SHARING,
    at: datetime | None = None,
) -> dict[UUID, Standing]:
    """Of each: never signed, signed, to be signed again by a day, lapsed. Two queries in all."""
    now = at or timezone.now()
    versions = versions_of(network_id, kind)
    signed: dict[UUID, list[AgreementSignature]] = defaultdict(list)
    for one in AgreementSignature.objects.filter(
        network=network_id, organisation__in=list(organisation_ids), kind=kind
    ):
        signed[one.organisation_id].append(one)
    return {key: standing_by(versions, signed[key], now) for key in organisation_ids}


def standing_of(
    organisation_id: UUID,
    *,
    network_id: UUID,
    kind: str = Kind.DATA_SHARING,
    at: datetime | None = None,
) -> Standing:
    """The same of one."""
    found = standing([organisation_id], network_id=network_id, kind=kind, at=at)
    return found[organisation_id]


def versions_of(network_id: UUID, kind: str) -> list[AgreementVersion]:
    """All that were published, those taken back too; the newest last."""
    rows = AgreementVersion.objects.filter(network=network_id, kind=kind)
    return list(rows.order_by("number"))


def holding(*, network_id: UUID, at: datetime) -> QuerySet[AgreementSignature]:
    """The signatures under which somebody's details may be sent to an organisation at that time.

    What the wall of shares asks too; for an EXISTS over rows that name an organisation.
    """
    begun = AgreementVersion.objects.filter(
        network=network_id,
        kind=Kind.DATA_SHARING,
        in_force_from__lte=at,
        taken_back_at=None,
    )
    return AgreementSignature.objects.filter(
        network=network_id,
        kind=Kind.DATA_SHARING,
        expires_at__gt=at,
        number=begun.order_by(F("number").desc()).values("number")[:1],
    )


def who_may_hold(
    organisation_ids: Collection[UUID], *, network_id: UUID, at: datetime
) -> set[UUID]:
    """Those of them to which somebody's details may be sent at that time."""
    rows = holding(network_id=network_id, at=at).filter(organisation__in=list(organisation_ids))
    return set(rows.values_list("organisation_id", flat=True))
