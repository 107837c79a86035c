"""What waits at the desk of a pilot whose desk is shown: one of each kind, some of them taken."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.actions import claim, mark_failed, release
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.demo.acting import acting
from organisations.demo.offers import coordinator_of
from organisations.demo.questions import ask_all
from referrals.assessments.models import OpenNeed
from referrals.clocks.checking import check
from referrals.clocks.jobs import ring_clock
from referrals.clocks.needs import ring_need_clock
from referrals.demo.telling import hours_of
from referrals.desk.actions import assign
from referrals.desk.waiting.listing import waiting_list
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status
from referrals.voice.actions.calling import say_not_called
from referrals.voice.models import PersonLink

# Where the desk is shown with all that may come to it.
SHOWN: Final = ("norfolk",)
# Over a working day on most days of the week; the clock itself knows which.
_LATE: Final = timedelta(hours=26)


def fill_desk(slug: str, *, network_id: UUID) -> None:
    """What time does, is done now: the clocks ring, the night's check looks."""
    if slug not in SHOWN:
        return
    desk, now = coordinator_of(slug), timezone.now()
    ask_all(slug, coordinator=desk)
    hours = hours_of(slug)
    morning = hours.next_moment(hours.days_before(now.replace(hour=0), 1)) + timedelta(hours=1)
    with time_machine.travel(morning), enter(system(network_id)):
        _ring_clocks(network_id, morning)
        check(network_id, network_id)
    _say_that_nobody_called(network_id)
    _fail_to_send(network_id)
    _take_every_third(slug, desk)


def _ring_clocks(network_id: UUID, now: datetime) -> None:
    """Clocks ring only while a desk is open."""
    late = _late(now)
    if late is not None:
        ring_clock(network_id, late.pk)
    needs = OpenNeed.objects.filter(settled_at=None, escalated_at=None).order_by("due_at")
    for need in needs[:1]:
        ring_need_clock(network_id, need.pk)


def _late(now: datetime) -> Referral | None:
    """The one that has waited longest for an answer, and nobody asked the desk yet."""
    rows = Referral.objects.filter(status=Status.SENT, next_action_at__lt=now - _LATE)
    return rows.order_by("next_action_at", "id").first()


def _say_that_nobody_called(network_id: UUID) -> None:
    with enter(system(network_id)):
        asked = Referral.objects.filter(status=Status.ACCEPTED).order_by("accepted_at", "id")
        links = dict(PersonLink.objects.filter(revoked_at=None).values_list("assessment", "pk"))
        found = next((one for one in asked if one.assessment_id in links), None)
        if found is None:
            return
        link = PersonLink.objects.select_related("network").get(pk=links[found.assessment_id])
    say_not_called(link, found.reference)


def _fail_to_send(network_id: UUID) -> None:
    """The mailbox of one member takes nothing."""
    owed = OutboxMessage.objects.filter(network_id=network_id, template="question_answered")
    wanted = set(owed.values_list("pk", flat=True)[:1])
    taken = claim(limit=500, lease=timedelta(minutes=5))
    for row in taken:
        if row.pk in wanted:
            mark_failed(row, error="refused")
    release([row for row in taken if row.pk not in wanted])


def _take_every_third(slug: str, desk: str) -> None:
    with acting(desk, slug=slug) as actor:
        listing = waiting_list(actor, now=timezone.now())
        for one in listing.rows[::3]:
            assign(
                actor=actor,
                kind=one.kind.code,
                subject_id=one.waits.subject_id,
                member_id=actor.member_id,
                seen=None,
            )
