"""What a refusal left open: its team is reminded to find other help, and then the desk is asked."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours
from networks.networks.models import Network
from networks.networks.queries import network_by_id, working_hours
from organisations.roles.queries import managers_of, network_ref, people_told_about
from referrals.assessments.models import OpenNeed
from referrals.clocks.queries import desk_of
from referrals.clocks.reminding import About, note
from referrals.clocks.rules import NEED_STAGES, Part, Stage, ring_now
from referrals.referrals.models import ReferralEvent
from referrals.referrals.rules import EventKind

_SOON: Final = timedelta(minutes=1)


def ring_need_clock(network_id: UUID, need_id: UUID) -> datetime | None:
    """Remind of an open need, or ask the desk; a clock that rings at night waits."""
    now, network = timezone.now(), network_by_id(network_id)
    hours = working_hours(network)
    if (opening := hours.next_moment(now)) > now:
        return opening
    # Whoever settles it holds it, and stops the clock next.
    held = OpenNeed.objects.select_for_update(skip_locked=True, of=("self",))
    need = held.filter(pk=need_id).select_related("referral").first()
    if need is None:
        return now + _SOON if OpenNeed.objects.filter(pk=need_id).exists() else None
    if need.settled_at or need.escalated_at:
        return None
    ring = ring_now(NEED_STAGES, due=need.due_at, now=now, hours=hours)
    if ring.stage == Stage.ESCALATED:
        _ask_desk(need, network=network, now=now)
    elif ring.stage:
        _remind(need, ring.stage, hours=hours, now=now)
    return ring.again


def _remind(need: OpenNeed, stage: Stage, *, hours: WorkingHours, now: datetime) -> None:
    """Whoever asked, while they are there; when the time is over their team and its managers."""
    people = _who_asked(need)
    if stage == Stage.DUE:
        managers = dict.fromkeys(managers_of(need.team_id), Part.MANAGER)
        team = dict.fromkeys(people_told_about(need.team_id), Part.OWNER)
        people = {**managers, **team}
    note(_about(need), stage, people, hours=hours, now=now)


def _ask_desk(need: OpenNeed, *, network: Network, now: datetime) -> None:
    """The desk sees the needs and never the person. The team keeps the task, and may go on."""
    desk = desk_of(network.pk)
    if desk is None or desk.pk == need.team_id:
        return
    need.escalated_at = now
    need.save(update_fields=["escalated_at"])
    ReferralEvent.objects.create(
        network_id=network.pk, referral=need.referral, kind=EventKind.ESCALATED, at=now
    )
    record(
        "need.escalated",
        actor=Actor(network=network_ref(network), name=""),
        subject_kind="referral",
        subject_id=need.referral_id,
    )
    desk_people = dict.fromkeys(people_told_about(desk.pk), Part.DESK)
    people = {**_who_asked(need, part=Part.REFERRER), **desk_people}
    note(_about(need), Stage.ESCALATED, people, hours=working_hours(network), now=now)


def _about(need: OpenNeed) -> About:
    return About(need.referral, need.due_at, need.pk)


def _who_asked(need: OpenNeed, *, part: Part = Part.OWNER) -> dict[UUID, Part]:
    team = people_told_about(need.team_id)
    sender = need.referral.sent_by_id
    return dict.fromkeys([sender] if sender in team else team, part)
