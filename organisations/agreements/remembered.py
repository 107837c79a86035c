"""Whom a missing or ending signature concerns, kept for ten minutes: every home page asks it."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from django.core.cache import cache
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from organisations.agreements.models import AgreementSignature, AgreementVersion, Kind
from organisations.agreements.queries import holding
from organisations.agreements.rules import WARNED
from organisations.members.models import Organisation

_KEPT: Final = timedelta(minutes=10)


def concerned(network_id: UUID, *, now: datetime) -> frozenset[UUID]:
    """The organisations that have to sign the data sharing agreement, and their teams."""
    kept: tuple[datetime, frozenset[UUID]] | None = cache.get(_key(network_id))
    if kept and timedelta(0) <= now - kept[0] < _KEPT:
        return kept[1]
    found = _found(network_id, now)
    cache.set(_key(network_id), (now, found), _KEPT.total_seconds())
    return found


def forget(network_id: UUID) -> None:
    """Something was signed or published: known at once, and by nobody before it is committed."""
    cache.delete(_key(network_id))
    transaction.on_commit(partial(cache.delete, _key(network_id)), robust=True)


def _found(network_id: UUID, now: datetime) -> frozenset[UUID]:
    """One query."""
    calm = holding(network_id=network_id, at=now).filter(expires_at__gt=now + WARNED)
    coming = AgreementVersion.objects.filter(
        network=network_id, kind=Kind.DATA_SHARING, in_force_from__gt=now, taken_back_at=None
    )
    of_it = AgreementSignature.objects.filter(
        organisation=OuterRef("pk"), version__in=coming.values("pk")
    )
    rows = Organisation.objects.filter(network=network_id, left_on=None).filter(
        ~Exists(calm.filter(organisation=OuterRef("pk"))) | (Exists(coming) & ~Exists(of_it))
    )
    named = rows.filter(Q(teams__closed_on=None)).values_list("pk", "teams__pk")
    return frozenset(one for pair in named for one in pair if one)


def _key(network_id: UUID) -> str:
    return f"agreements-concern:{network_id}"
