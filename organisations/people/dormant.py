"""Whom nobody has seen for long: asked, and closed if they do not come back."""

from datetime import date, datetime
from typing import Final
from uuid import UUID, uuid5

from django.utils import timezone

from ccs.audit.actions import record
from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Problem
from networks.networks.queries import network_by_id
from organisations.members.models import Membership, Team
from organisations.people.leaving import check_not_last_manager, let_go
from organisations.people.queries import (
    last_day_of,
    last_workers_of,
    long_away,
    managers_who_look_after,
    teams_of,
)
from organisations.people.rules import Next, what_next
from organisations.roles.queries import network_ref, people_told_about

# A job a network, every night: the network is its subject too.
DORMANT: Final = "dormant_accounts"
STILL_NEEDED: Final = "still_needed"
CLOSED: Final = "dormant_closed"
# Whoever cannot be closed because somebody has to look after what they do.
KEPT: Final = "dormant_kept"


def look_for_dormant(network_id: UUID, _subject: UUID) -> datetime | None:
    """Safe twice, and late: what was asked or closed today is not again."""
    network = network_by_id(network_id)
    if network.practice_of_id is not None:
        return None
    now = timezone.now()
    today = timezone.localdate(now)
    nobody = Actor(network=network_ref(network), name="")
    for person in long_away(network_id, now=now):
        step = what_next(last=last_day_of(person), asked_on=person.asked_on, today=today)
        if step == Next.ASK:
            _ask(person, today, nobody)
        elif step == Next.CLOSE:
            _close(person, nobody)
    return None


def _ask(person: Membership, today: date, nobody: Actor) -> None:
    person.asked_on = today
    person.save(update_fields=["asked_on"])
    record("member.asked", actor=nobody, subject_kind="membership", subject_id=person.pk)
    _owe(STILL_NEEDED, person, [person.pk], of=today)


def _close(person: Membership, nobody: Actor) -> None:
    """Held anew: a first request of the same moment is the answer, and wins."""
    held = Membership.objects.select_for_update(of=("self",)).select_related("user")
    held = held.filter(pk=person.pk, left_at=None, seen_on=person.seen_on)
    found = held.first()
    if found is None or found.asked_on is None:
        return
    teams = teams_of(found)
    managers = managers_who_look_after(found, teams)
    try:
        check_not_last_manager(found)
    except Problem:
        _keep(found, found.asked_on)
        return
    if any(count for _team, count in last_workers_of(found)):
        _keep(found, found.asked_on)
        return
    let_go(found, actor=nobody, why="dormant")
    _owe(CLOSED, found, managers, of=found.asked_on)


def _keep(person: Membership, asked_on: date) -> None:
    """Told once to the desk, for each time that they were asked; not to themselves alone."""
    desk = Team.objects.filter(network_id=person.network_id, is_desk=True).first()
    if desk is not None:
        _owe(KEPT, person, people_told_about(desk.pk), of=asked_on)


def _owe(template: str, person: Membership, recipients: list[UUID], *, of: date) -> None:
    enqueue(
        template,
        network_id=person.network_id,
        recipients=recipients,
        subject_id=person.pk,
        event_id=uuid5(person.pk, f"{template} {of.isoformat()}"),
    )


def register() -> None:
    registry.register(DORMANT, look_for_dormant)
