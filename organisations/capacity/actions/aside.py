"""A whole organisation pauses: its services are set aside, and given back as they were."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from ccs.jobs.actions import cancel
from organisations.capacity.actions.changing import REOPEN, Kept, fill, keep
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State


def set_aside(
    service_ids: Collection[UUID], *, reason: str, until: date | None, by_name: str
) -> int:
    """Within the caller's transaction. What is set aside already is left as it is."""
    now = timezone.now()
    rows = [row for row in _locked(service_ids) if row.set_aside is None]
    for row in rows:
        before = Kept.of(row)
        row.set_aside = {
            "state": row.state,
            "reason": row.reason,
            "is_full": row.is_full,
            "reopens_on": row.reopens_on.isoformat() if row.reopens_on else None,
            "reopens_as": row.reopens_as,
        }
        row.state, row.reason, row.is_full = State.PAUSED, reason, False
        row.reopens_on, row.reopens_as = until, ""
        row.save(update_fields=["set_aside"])
        keep(row, before=before, at=now, by_name=by_name)
    # They open with their organisation, and not by themselves.
    cancel(REOPEN, subject_ids=[row.service_id for row in rows])
    return len(rows)


def give_back(service_ids: Collection[UUID], *, by_name: str = "") -> int:
    """As they were; one whose own day to open, or next places, came meanwhile opens with it."""
    now = timezone.now()
    held = [(row, row.set_aside) for row in _locked(service_ids)]
    rows = [(row, kept) for row, kept in held if kept is not None]
    for row, kept in rows:
        before = Kept.of(row)
        row.set_aside = None
        _restore(row, kept, now)
        row.save(update_fields=["set_aside"])
        keep(row, before=before, at=now, by_name=by_name)
    return len(rows)


def _restore(row: Capacity, kept: dict[str, Any], now: datetime) -> None:
    today = timezone.localdate(now)
    row.state, row.reason = kept["state"], kept["reason"]
    row.reopens_as = kept["reopens_as"]
    row.reopens_on = date.fromisoformat(kept["reopens_on"]) if kept["reopens_on"] else None
    over = row.reopens_on is not None and row.reopens_on <= today
    if kept["is_full"] or (row.state == State.PAUSED and over):
        row.state = row.reopens_as or State.OPEN
        row.reason, row.reopens_as, row.reopens_on = "", "", None
    fill(row, today=today)


def _locked(service_ids: Collection[UUID]) -> list[Capacity]:
    """In the order in which a sending takes them."""
    rows = Capacity.objects.select_for_update(of=("self",), no_key=True).select_related("service")
    return list(rows.filter(service_id__in=list(service_ids)).order_by("service_id"))
