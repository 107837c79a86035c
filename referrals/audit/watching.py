"""Each night: the day's audit is sealed, and reading that stood out is shown to a manager."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID, uuid5

from django.utils import timezone
from django.utils.timezone import make_aware

from ccs.audit.models import AuditRecord
from ccs.audit.sealing import seal_day
from ccs.jobs import registry
from ccs.outbox.actions import enqueue
from networks.networks.queries import network_by_id, working_hours
from organisations.members.models import Membership, Team
from organisations.roles.models import OrganisationRole
from organisations.roles.queries import people_told_about
from referrals.audit.models import UnusualReading, WhatStoodOut
from referrals.audit.rules import MONTH, READS, SAME_NAME, Read, what_stood_out
from referrals.referrals.models import Referral

# A job a network, every night: the network is its subject too.
WATCH: Final = "watch_reading"
UNUSUAL: Final = "unusual_reading"


def watch(network_id: UUID, _subject: UUID) -> datetime | None:
    """Looks at yesterday. Safe twice: a day is sealed once, and each reason is kept once."""
    look_at_day(network_id, timezone.localdate() - timedelta(days=1))
    return None


def look_at_day(network_id: UUID, day: date) -> list[UnusualReading]:
    seal_day(network_id, day)
    known = set(
        UnusualReading.objects.filter(network_id=network_id, day=day)
        # Written at once, by day: their night is still to be looked at.
        .exclude(kind=WhatStoodOut.EMERGENCY)
        .values_list("member_id", flat=True)
    )
    found = [one for one in _found(network_id, day) if one.member_id not in known]
    for one in found:
        one.save(force_insert=True)
    _tell(network_id, found, day)
    return found


def _found(network_id: UUID, day: date) -> Iterable[UnusualReading]:
    """Whoever read that day, each beside their own month."""
    hours, now = working_hours(network_by_id(network_id)), timezone.now()
    begins = make_aware(datetime.combine(day, time()))
    ends = make_aware(datetime.combine(day + timedelta(days=1), time()))
    reads, worked_at = _reads_of(network_id, begins, ends)
    alone = _without_another_manager(reads, worked_at)
    for member_id, read in reads.items():
        before = _before(network_id, member_id, begins)
        for reason in what_stood_out(read, before, hours=hours):
            for organisation in worked_at[member_id] or {None}:
                yield UnusualReading(
                    network_id=network_id,
                    member_id=member_id,
                    organisation_id=organisation,
                    for_desk=organisation is None or (member_id, organisation) in alone,
                    day=day,
                    found_at=now,
                    **asdict(reason),
                )


def _reads_of(
    network_id: UUID, begins: datetime, ends: datetime
) -> tuple[dict[UUID, list[Read]], dict[UUID, set[UUID | None]]]:
    """By member: what they read, and for which organisations."""
    rows = list(
        _rows(network_id)
        .filter(at__gte=begins, at__lt=ends, action__in=READS | {SAME_NAME})
        .values_list("member_id", "organisation_ids", "at", "action", "subject_id")
    )
    ended = dict(
        Referral.objects.filter(
            pk__in={row[4] for row in rows}, ended_at__isnull=False
        ).values_list("pk", "ended_at")
    )
    reads: dict[UUID, list[Read]] = defaultdict(list)
    worked_at: dict[UUID, set[UUID | None]] = defaultdict(set)
    for member, organisations, at, action, subject in rows:
        same = action == SAME_NAME
        reads[member].append(Read(at, subject, same_name=same, ended_at=ended.get(subject)))
        worked_at[member].update(organisations)
    return reads, worked_at


def _before(network_id: UUID, member_id: UUID, begins: datetime) -> list[Read]:
    rows = _rows(network_id).filter(
        member_id=member_id, at__gte=begins - MONTH, at__lt=begins, action__in=READS
    )
    return [Read(*row) for row in rows.values_list("at", "subject_id")]


def _rows(network_id: UUID) -> Any:
    return AuditRecord.objects.filter(network_id=network_id, member_id__isnull=False)


def _without_another_manager(
    reads: Iterable[UUID], worked_at: Mapping[UUID, Collection[UUID | None]]
) -> set[tuple[UUID, UUID | None]]:
    """Members, and those of their organisations in which nobody but themselves manages."""
    users = dict(Membership.objects.filter(pk__in=list(reads)).values_list("pk", "user_id"))
    organisations = {key for places in worked_at.values() for key in places}
    managers: dict[UUID | None, set[UUID]] = defaultdict(set)
    roles = OrganisationRole.objects.filter(
        content_object__in=organisations, permission__codename="manage"
    )
    for organisation, user in roles.values_list("content_object_id", "user_id"):
        managers[organisation].add(user)
    return {
        (member, organisation)
        for member, places in worked_at.items()
        for organisation in places
        if not managers[organisation] - {users.get(member)}
    }


def _tell(network_id: UUID, found: list[UnusualReading], day: date) -> None:
    """One email a manager and day, however much was found, and none with a name in it."""
    organisations = {one.organisation_id for one in found if not one.for_desk}
    roles = OrganisationRole.objects.filter(
        content_object__in=organisations, permission__codename="manage"
    )
    people = Membership.objects.filter(network_id=network_id, left_at=None)
    told = set(people.filter(user__in=roles.values("user_id")).values_list("id", flat=True))
    if any(one.for_desk for one in found):
        desk = Team.objects.filter(network_id=network_id, is_desk=True, closed_on=None).first()
        told |= set(people_told_about(desk.pk)) if desk else set()
    enqueue(
        UNUSUAL,
        network_id=network_id,
        recipients=sorted(told),
        subject_id=network_id,
        event_id=uuid5(network_id, f"{UNUSUAL} {day.isoformat()}"),
    )


def register() -> None:
    registry.register(WATCH, watch)
