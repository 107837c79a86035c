"""How much an erasure takes and leaves: counted beforehand by what then does it, and afterwards."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import custodian, enter, system
from organisations.roles.rules import can_coordinate
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.rules import CLOSED
from referrals.clients.models import Share
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import Status
from referrals.rights.erasing import what_goes
from referrals.rights.models import Erasure


@dataclass(frozen=True, slots=True)
class Counted:
    """Rows by table. `whole`: of every team; else of what the reader's own teams may see."""

    goes: dict[str, int]
    stays: dict[str, int]
    whole: bool


def count(actor: Actor, client_ids: Collection[UUID]) -> Counted:
    """The desk learns all of it, a team no more than it knows: a number would tell of others."""
    if not can_coordinate(actor):
        goes = sum((_goes(one) for one in client_ids), Counter[str]())
        return Counted(goes, _stays(client_ids), whole=False)
    goes = Counter[str]()
    for one in client_ids:
        with enter(custodian(actor.network.id, person=one)):
            goes += _goes(one)
    with enter(system(actor.network.id)):
        return Counted(goes, _stays(client_ids), whole=True)


def went(client_ids: Collection[UUID]) -> dict[str, int]:
    """What was written down when it was done."""
    rows = Erasure.objects.filter(client_id__in=client_ids).values_list("rows", flat=True)
    return +sum((Counter(one) for one in rows), Counter[str]())


def _goes(client_id: UUID) -> Counter[str]:
    rows = {model._meta.label: rows.count() for model, rows in what_goes(client_id)}
    return +Counter(rows)


def _stays(client_ids: Collection[UUID]) -> dict[str, int]:
    """Envelopes: one table at a time."""
    shares = Share.objects.filter(client__in=client_ids)
    stories = set(shares.values_list("assessment_id", flat=True))
    sent = Referral.objects.filter(assessment__in=stories).exclude(status=Status.DRAFT)
    ids = list(sent.values_list("pk", flat=True))
    found = {
        Referral: len(ids),
        ReferralEvent: ReferralEvent.objects.filter(referral__in=ids).count(),
        AftercareCheck: AftercareCheck.objects.filter(
            assessment__in=stories, status__in=CLOSED
        ).count(),
    }
    return {model._meta.label: number for model, number in found.items() if number}
