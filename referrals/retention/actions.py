"""A night's run: who is over is found, and each is erased by a job of their own."""

from collections import Counter
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from networks.networks.queries import network_by_id
from organisations.roles.queries import network_ref
from referrals.retention.models import RetentionRun
from referrals.retention.queries import last_event, limits_in, over_by, standings
from referrals.retention.sweeping import sweep
from referrals.rights.erasing import erase
from referrals.rights.rules import WhyErased

# The subject of the first is the network, of the second the person's record.
RUN: Final = "retention"
ERASE: Final = "retention_erase"


@transaction.atomic
def run(network_id: UUID, now: datetime) -> RetentionRun:
    """In the system's context. Twice in a night is as once: what is gone is not found again."""
    network = network_by_id(network_id)
    limits, today = limits_in(network), timezone.localdate(now)
    due: list[UUID] = []
    held: Counter[str] = Counter()
    for client_id, _over, standing in over_by(network_id, limits, today):
        if standing.held:
            held.update([str(standing.held[0])])
        else:
            due.append(client_id)
    schedule(ERASE, network_id=network_id, due=[(client_id, now) for client_id in due])
    swept = sweep(network_id, now, months=limits.taken_on)
    row, is_new = RetentionRun.objects.get_or_create(
        network_id=network_id, on=today, defaults={"at": now}
    )
    row.at, row.held = now, dict(held)
    row.limits = {"taken_on": limits.taken_on, "turned_down": limits.turned_down}
    row.found = len(due) if is_new else row.erased + len(due)
    row.swept = dict(Counter(row.swept) + Counter(swept))
    row.save(update_fields=["at", "limits", "found", "held", "swept"])
    actor = Actor(network=network_ref(network), name="")
    record("retention.run", actor=actor, subject_kind="network", subject_id=network_id)
    return row


def erase_if_over(network_id: UUID, client_id: UUID) -> bool:
    """By how things are now, whenever it runs: whoever came back meanwhile stays."""
    today = timezone.localdate()
    limits = limits_in(network_by_id(network_id))
    standing = standings(network_id, [client_id]).get(client_id)
    if standing is None or standing.held:
        return False
    last = max(standing.last, last_event(network_id, client_id) or standing.last)
    if limits.over_on(last, taken_on=standing.taken_on) > today:
        return False
    if not erase(network_id=network_id, client_id=client_id, why=WhyErased.RETENTION):
        return False
    newest = RetentionRun.objects.filter(network=network_id).order_by("-on").first()
    if newest is not None:
        RetentionRun.objects.filter(pk=newest.pk).update(erased=F("erased") + 1)
    return True
