"""Places are taken at sending and given back on a no or a withdrawal: never one too many."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict
from organisations.capacity.actions.changing import Kept, fill, keep, numbers_taken, open_again
from organisations.capacity.models import Capacity, Place
from organisations.capacity.queries import contracts_of
from organisations.capacity.rules import State, day_begins, free_number, period_start
from organisations.directory.models import ReferralRoute


class ServicePaused(Conflict):
    """Sending to a paused service. The edge records the attempt as unmet demand."""

    code = "service_paused"

    def __init__(self, names: Sequence[str], service_ids: Sequence[UUID]) -> None:
        super().__init__(self.sentence() % {"names": ", ".join(names)})
        self.service_ids = list(service_ids)

    @staticmethod
    def sentence() -> str:
        return _(
            "%(names)s cannot take referrals now. Nothing was sent. "
            "Choose another service or take it out."
        )


class ServiceFull(ServicePaused):
    """Somebody else took the last place: of the service, or of a contract with it."""

    code = "service_full"

    @staticmethod
    def sentence() -> str:
        return _(
            "%(names)s has no free place now. Nothing was sent. "
            "Choose another service or take it out."
        )


class ContractUsedUp(ServiceFull):
    @staticmethod
    def sentence() -> str:
        return _(
            "Your organisation has used all its places with %(names)s. Nothing was sent. "
            "Choose another service or take it out."
        )


def take_places(
    *, actor: Actor, taken: Sequence[tuple[UUID, UUID]], organisation_id: UUID | None
) -> None:
    """Within a send, for pairs of (referral, service): a place for each, or an exception.

    Locks the services until commit, in one order, so that two sends cannot wait for each other.
    Raises ServicePaused or ServiceFull: nothing was sent then. The walls let nobody touch another
    team's capacity, so this is done as the system.
    """
    referral_of = {service_id: referral_id for referral_id, service_id in taken}
    now = timezone.now()
    with enter(system(actor.network.id)):
        rows = _locked(referral_of)
        _refuse_closed(rows)
        contracts = contracts_of(
            organisation_id, [row.service for row in rows], today=timezone.localdate(now)
        )
        _refuse_used_up(rows, contracts)
        for row in rows:
            if row.state == State.LIMITED or row.service_id in contracts:
                _take(row, referral_of[row.service_id], organisation_id, now)
                _pause_when_full(row, actor, now)


@transaction.atomic
def give_back_place(*, network_id: UUID, referral_id: UUID) -> None:
    """To the period it came from. A service that was full opens again if that is the present one.

    A referral that took none, or has given it back, gives nothing: safe to run twice.
    """
    with enter(system(network_id)):
        place = Place.objects.filter(referral_id=referral_id, given_back_at=None).first()
        if place is None:
            return
        [row] = _locked([place.service_id])
        now = timezone.now()
        Place.objects.filter(pk=place.pk, given_back_at=None).update(given_back_at=now)
        if row.is_full and place.period_start == _period(row, now) and place.number:
            open_again(row, now=now)


def _locked(service_ids: Iterable[UUID]) -> list[Capacity]:
    return list(
        Capacity.objects.select_for_update(of=("self",), no_key=True)
        .select_related("service")
        .filter(service_id__in=list(service_ids))
        .order_by("service_id")
    )


def _refuse_closed(rows: Sequence[Capacity]) -> None:
    closed = [row for row in rows if row.state == State.PAUSED]
    if closed:
        kind = ServiceFull if all(row.is_full for row in closed) else ServicePaused
        raise kind([row.service.name for row in closed], [row.service_id for row in closed])


def _refuse_used_up(rows: Sequence[Capacity], contracts: dict[UUID, ReferralRoute]) -> None:
    used_up = [
        row
        for row in rows
        if row.service_id in contracts and _is_used_up(contracts[row.service_id])
    ]
    if used_up:
        raise ContractUsedUp(
            [row.service.name for row in used_up], [row.service_id for row in used_up]
        )


def _is_used_up(contract: ReferralRoute) -> bool:
    taken = Place.objects.filter(
        service_id=contract.service_id,
        organisation_id=contract.organisation_id,
        given_back_at=None,
    )
    if contract.starts_on:
        taken = taken.filter(taken_at__gte=day_begins(contract.starts_on))
    if contract.ends_on:
        taken = taken.filter(taken_at__lt=day_begins(contract.ends_on + timedelta(days=1)))
    return taken.count() >= (contract.places or 0)


def _take(row: Capacity, referral_id: UUID, organisation_id: UUID | None, now: datetime) -> None:
    number, period = None, None
    if row.state == State.LIMITED:
        today = timezone.localdate(now)
        period = period_start(row.per, today=today)
        number = free_number(numbers_taken(row, today=today), places=row.places or 0)
        if number is None:
            raise ServiceFull([row.service.name], [row.service_id])
    Place.objects.create(
        network_id=row.network_id,
        service_id=row.service_id,
        referral_id=referral_id,
        organisation_id=organisation_id,
        period_start=period,
        number=number,
        taken_at=now,
    )


def _pause_when_full(row: Capacity, actor: Actor, now: datetime) -> None:
    before = Kept.of(row)
    fill(row, today=timezone.localdate(now))
    if row.is_full:
        keep(row, before=before, at=now)
        record("capacity.full", actor=actor, subject_kind="service", subject_id=row.service_id)


def _period(row: Capacity, now: datetime) -> date | None:
    return period_start(row.per, today=timezone.localdate(now))
