"""Noting whom to remind of a referral, and passing it to the desk when nobody acted."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours
from networks.networks.models import Network
from networks.networks.queries import working_hours
from organisations.members.models import RemindBy
from organisations.roles.queries import network_ref
from referrals.assessments.models import Urgency
from referrals.clocks.models import Reminder
from referrals.clocks.queries import (
    Reminded,
    desk_of,
    people_of_escalation,
    people_to_remind,
    reached,
)
from referrals.clocks.rules import Part, Stage, find_out_by, next_morning
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import EventKind

# The job that sends what waits for one person: its subject is their membership.
EMAIL = "reminder_email"


@dataclass(frozen=True, slots=True)
class About:
    """What is reminded of: a referral, or what its refusal left open; and by when it is to be."""

    referral: Referral
    due_at: datetime
    open_need: UUID | None = None


def remind(referral: Referral, stage: Stage, *, hours: WorkingHours, now: datetime) -> None:
    if referral.next_action_at:
        about = About(referral, referral.next_action_at)
        note(about, stage, people_to_remind(referral, stage), hours=hours, now=now)


def escalate(referral: Referral, *, network: Network, now: datetime) -> None:
    """The desk owns the next step; it reads the envelope and never the letter.

    The two teams can go on: whatever they do takes the next step back. Where the network has
    no desk, or the step is the desk's already, there is nobody else to pass it to.
    """
    desk, hours = desk_of(network.pk), working_hours(network)
    if desk is None or desk.pk == referral.owner_team_id:
        return
    referral.owner_team_id = referral.desk_team_id = desk.pk
    referral.changed_at = now
    referral.next_action_at = find_out_by(now, hours=hours)
    referral.save(update_fields=["owner_team", "desk_team", "next_action_at", "changed_at"])
    _write_down(referral, network=network, now=now)
    about = About(referral, referral.next_action_at)
    people = people_of_escalation(referral, desk=desk)
    note(about, Stage.ESCALATED, people, hours=hours, now=now)


def _write_down(referral: Referral, *, network: Network, now: datetime) -> None:
    ReferralEvent.objects.create(
        network_id=network.pk,
        referral=referral,
        kind=EventKind.ESCALATED,
        # What nobody did in time: answer, or call.
        from_status=referral.status,
        at=now,
    )
    record(
        "referral.escalated",
        actor=Actor(network=network_ref(network), name=""),
        subject_kind="referral",
        subject_id=referral.pk,
    )


def note(
    about: About,
    stage: Stage,
    people: Mapping[UUID, Part],
    *,
    hours: WorkingHours,
    now: datetime,
) -> None:
    """Those of one run of the scheduler, or of one night, end in one email a person."""
    told = {
        one: at
        for one in reached(people, on=timezone.localdate(now))
        if (at := _when(one, about.referral, stage, hours=hours, now=now))
    }
    Reminder.objects.bulk_create(
        [
            Reminder(
                network_id=about.referral.network_id,
                referral=about.referral,
                open_need_id=about.open_need,
                member_id=one.member_id,
                stage=stage,
                part=one.part,
                due_at=about.due_at,
                noted_at=now,
            )
            for one in told
        ],
        ignore_conflicts=True,
    )
    # In one call and in one order: two referrals of the same people never wait for each other.
    schedule(
        EMAIL,
        network_id=about.referral.network_id,
        due=[(one.member_id, at) for one, at in told.items()],
    )


def _when(
    one: Reminded, referral: Referral, stage: Stage, *, hours: WorkingHours, now: datetime
) -> datetime | None:
    """What somebody needs today and nobody acted on reaches the desk whatever was chosen."""
    passed_on = one.part == Part.DESK and stage == Stage.ESCALATED
    if one.choice == RemindBy.AT_ONCE or (passed_on and referral.urgency == Urgency.TODAY):
        return now
    return next_morning(now, hours=hours) if one.choice == RemindBy.DAILY else None
