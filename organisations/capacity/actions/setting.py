"""One tap says whether a service can take a referral."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.capacity.actions.changing import Kept, fill, keep, note
from organisations.capacity.models import Capacity
from organisations.capacity.rules import CONFIRMED_FOR, State, can_set_capacity
from organisations.capacity.saying import Said, checked
from organisations.members.rules import is_joining

ASK = "capacity_ask"


@transaction.atomic
def start_capacity(*, network_id: UUID, service_id: UUID, joining: bool = False) -> Capacity:
    """For a service that is being made: it is open, and its team is asked in time.

    Of an organisation that is `joining` it takes nobody until that is live.
    """
    now = timezone.now()
    row = Capacity(network_id=network_id, service_id=service_id, set_at=now, confirmed_at=now)
    if joining:
        row.state, row.reason = State.PAUSED, _("Not live yet")
    row.save(force_insert=True)
    note(row, at=now)
    _ask_later(row)
    return row


@transaction.atomic
def set_capacity(
    *,
    service_id: UUID,
    actor: Actor,
    state: str,
    reason: str = "",
    places: int | None = None,
    per: str = "",
    expected_wait_days: int | None = None,
    reopens_on: date | None = None,
) -> Capacity:
    """Raises NotAllowed unless the service is of the actor's team, Problem for a wrong field.

    Places that were taken before still count: a limit below them makes the service full at once.
    """
    row = lock_capacity(service_id=service_id, actor=actor)
    if is_joining(row.service.team):
        raise Problem(_("It stays paused until your organisation is live in the network."))
    if row.set_aside is not None:
        raise Problem(_("Your organisation is paused. Its services open again when it is back."))
    now = timezone.now()
    said = checked(
        Said(state, reason, places, per, expected_wait_days, reopens_on),
        today=timezone.localdate(now),
    )
    before = Kept.of(row)
    _say(row, said)
    row.set_at = row.confirmed_at = now
    row.set_by_id, row.set_by_name = actor.member_id, actor.name
    fill(row, today=timezone.localdate(now))
    keep(row, before=before, at=now, by_name=actor.name)
    _ask_later(row)
    record(f"capacity.{state}", actor=actor, subject_kind="service", subject_id=service_id)
    return row


@transaction.atomic
def open_first(*, service_id: UUID, actor: Actor) -> None:
    """On its organisation's first live day, by the desk; a pause that somebody said stays."""
    row = Capacity.objects.select_for_update(of=("self",)).filter(service_id=service_id).first()
    if row is None or row.state != State.PAUSED or row.set_by_id:
        return
    before, now = Kept.of(row), timezone.now()
    row.state, row.reason, row.set_at, row.confirmed_at = State.OPEN, "", now, now
    keep(row, before=before, at=now, by_name=actor.name)
    _ask_later(row)
    record("capacity.open", actor=actor, subject_kind="service", subject_id=service_id)


@transaction.atomic
def confirm_capacity(*, service_id: UUID, actor: Actor) -> Capacity:
    """Still right: whatever it says, it says for another 30 days."""
    row = lock_capacity(service_id=service_id, actor=actor)
    row.confirmed_at = timezone.now()
    row.save(update_fields=["confirmed_at"])
    _ask_later(row)
    record("capacity.confirmed", actor=actor, subject_kind="service", subject_id=service_id)
    return row


def lock_capacity(*, service_id: UUID, actor: Actor) -> Capacity:
    """The capacity of a service of the actor's, held until commit; else raises NotAllowed."""
    capacity = (
        Capacity.objects.select_for_update(of=("self",))
        .select_related("service__team__organisation")
        .filter(service_id=service_id, network_id=actor.network.id)
        .first()
    )
    if capacity is None or not can_set_capacity(actor, team_id=capacity.service.team_id):
        raise NotAllowed(_("There is no such service among yours."))
    return capacity


def _say(row: Capacity, said: Said) -> None:
    """A pause keeps what the service was, to be that again afterwards."""
    if said.state == State.PAUSED:
        row.reopens_as = row.reopens_as if row.state == State.PAUSED else row.state
    else:
        row.reopens_as = ""
        row.places, row.per = said.places, said.per
        row.expected_wait_days = said.expected_wait_days
    row.state, row.reason, row.reopens_on = said.state, said.reason, said.reopens_on
    row.is_full = False


def _ask_later(row: Capacity) -> None:
    due = row.confirmed_at + CONFIRMED_FOR
    schedule(ASK, network_id=row.network_id, due=[(row.service_id, due)])
