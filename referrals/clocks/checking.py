"""The nightly look for what would wait on nobody: what no constraint of a table can say."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from ccs.jobs.actions import schedule
from ccs.jobs.models import Job
from ccs.outbox.actions import enqueue
from ccs.tenancy.models import new_id
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_id, working_hours
from organisations.members.models import Membership, Team
from organisations.roles.models import TeamRole
from organisations.roles.queries import people_told_about
from referrals.aftercare.sweeping import sweep
from referrals.assessments.models import OpenNeed
from referrals.clocks.actions import CLOCK, NEED_CLOCK, set_clock, set_need_clock
from referrals.clocks.models import Finding, Reminder
from referrals.clocks.queries import desk_of
from referrals.clocks.rules import STAGES, Stage, is_escalated
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status

# Both jobs are of a network: it is their subject too.
CHECK: Final = "clock_check"
REPORT: Final = "clock_report"
_KEPT_FOR: Final = timedelta(days=90)


def check(network_id: UUID, _subject: UUID) -> None:
    """Look again at everything, put right what can be, and tell the desk in the morning."""
    now, hours = timezone.now(), working_hours(network_by_id(network_id))
    sweep(network_id, hours=hours)
    Reminder.objects.filter(noted_at__lt=now - _KEPT_FOR, told_at__isnull=False).delete()
    Finding.objects.filter(network_id=network_id).delete()
    open_now = Referral.objects.filter(network_id=network_id, status__in=list(STAGES))
    needs = OpenNeed.objects.filter(network_id=network_id, settled_at=None, escalated_at=None)
    found = {
        Finding.Kind.NO_CLOCK: [
            *_wind_up(open_now, hours=hours, now=now),
            *_wind_up_needs(needs, network_id=network_id, hours=hours, now=now),
        ],
        Finding.Kind.NOBODY_THERE: [
            *_with_nobody(open_now, network_id=network_id),
            *_left_with_nobody(needs, network_id=network_id),
        ],
        Finding.Kind.WORKER_LEFT: _with_a_leaver(open_now),
    }
    rows = [
        Finding(network_id=network_id, referral_id=pk, kind=kind, found_at=now)
        for kind, ids in found.items()
        for pk in ids
    ]
    Finding.objects.bulk_create(rows)
    if rows:
        schedule(REPORT, network_id=network_id, due=[(network_id, hours.next_moment(now))])


def report(network_id: UUID, _subject: UUID) -> None:
    desk = desk_of(network_id)
    if desk is not None and Finding.objects.filter(network_id=network_id).exists():
        enqueue(
            "findings",
            network_id=network_id,
            recipients=people_told_about(desk.pk),
            subject_id=network_id,
            event_id=new_id(),
        )


def _wind_up(open_now: QuerySet[Referral], *, hours: WorkingHours, now: datetime) -> list[UUID]:
    """Those whose clock stopped though a reminder is still to come: each is set again.

    One that somebody is moving gets its clock from that move.
    """
    jobs = Job.objects.filter(kind=CLOCK, subject_id=OuterRef("pk"))
    still = open_now.filter(~Exists(jobs)).select_for_update(skip_locked=True, of=("self",))
    stopped = [referral for referral in still if _has_more_to_say(referral, now)]
    for referral in stopped:
        set_clock(referral, hours=hours)
    return [referral.pk for referral in stopped]


def _wind_up_needs(
    needs: QuerySet[OpenNeed], *, network_id: UUID, hours: WorkingHours, now: datetime
) -> list[UUID]:
    """The same of what refusals left open, by the referral; the desk's own go nowhere further."""
    jobs = Job.objects.filter(kind=NEED_CLOCK, subject_id=OuterRef("pk"))
    desk = desk_of(network_id)
    still = needs.filter(~Exists(jobs)).select_for_update(skip_locked=True, of=("self",))
    stopped = [need for need in still if need.due_at > now or (desk and need.team_id != desk.pk)]
    for need in stopped:
        set_need_clock(need, since=now, hours=hours)
    return [need.referral_id for need in stopped]


def _has_more_to_say(referral: Referral, now: datetime) -> bool:
    if referral.next_action_at is None:
        return False
    passed_on = is_escalated(
        status=referral.status,
        owner=referral.owner_team_id,
        from_team=referral.from_team_id,
        to_team=referral.to_team_id,
    )
    if passed_on:
        return False
    return referral.next_action_at > now or Stage.ESCALATED in STAGES[referral.status]


def _with_nobody(open_now: QuerySet[Referral], *, network_id: UUID) -> list[UUID]:
    manned = _manned_teams(network_id)
    return list(open_now.exclude(owner_team__in=manned).values_list("pk", flat=True))


def _left_with_nobody(needs: QuerySet[OpenNeed], *, network_id: UUID) -> list[UUID]:
    manned = _manned_teams(network_id)
    return list(needs.exclude(team__in=manned).values_list("referral_id", flat=True))


def _manned_teams(network_id: UUID) -> list[UUID]:
    """Those in which somebody works; the desk, where somebody coordinates."""
    here = Membership.objects.filter(network_id=network_id, left_at=None)
    working = TeamRole.objects.filter(network_id=network_id, user__in=here.values("user_id"))
    manned = working.filter(content_object__closed_on=None)
    desk = desk_of(network_id)
    at_desk = [desk.pk] if desk is not None and people_told_about(desk.pk) else []
    worked_in = list(manned.values_list("content_object_id", flat=True).distinct())
    # A merged team is worked for by those who work in the one that took it in.
    merged = Team.objects.filter(network_id=network_id, merged_into__in=worked_in)
    return [*worked_in, *merged.values_list("pk", flat=True), *at_desk]


def _with_a_leaver(open_now: QuerySet[Referral]) -> list[UUID]:
    given = open_now.filter(
        status__in=(Status.ACCEPTED, Status.IN_PROGRESS), assigned_to__isnull=False
    ).annotate(user=F("assigned_to__user"))
    now = Coalesce(OuterRef("to_team__merged_into"), OuterRef("to_team"))
    works = TeamRole.objects.filter(content_object=now, user=OuterRef("user"))
    gone = given.filter(~Exists(works) | Q(assigned_to__left_at__isnull=False))
    return list(gone.values_list("pk", flat=True))
