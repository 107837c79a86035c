"""Whose time is over, from envelopes alone: ids, states and days. In the `system` context."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from networks.networks.models import Kind, Network
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.rules import PlanStatus
from referrals.clients.models import Share
from referrals.referrals.models import Referral, ReferralEvent
from referrals.referrals.rules import ENDED, Status
from referrals.retention.models import RetentionRun
from referrals.retention.rules import Held, Limits, Standing, limits_of
from referrals.rights.models import Erasure, Restriction, RightsRequest
from referrals.rights.rules import State
from referrals.voice.models import PersonLink

# So many people are looked at in one go.
_STEP: Final = 1000


def limits_in(network: Network) -> Limits:
    return limits_of(network.standards, practice=network.kind == Kind.PRACTICE)


def over_by(network_id: UUID, limits: Limits, day: date) -> Iterator[tuple[UUID, date, Standing]]:
    """Who is due on that day or before, and when: also those whom something holds."""
    known = _known_since(network_id, day - limits.shortest)
    for start in range(0, len(known), _STEP):
        for client_id, standing in standings(network_id, known[start : start + _STEP]).items():
            over = limits.over_on(standing.last, taken_on=standing.taken_on)
            if over <= day:
                yield client_id, over, standing


def standings(network_id: UUID, client_ids: Collection[UUID]) -> dict[UUID, Standing]:
    """Of those who were sent on once; what nobody ever sent has a clock of its own (drafts)."""
    person_of: dict[UUID, UUID] = {}
    days: dict[UUID, list[datetime]] = defaultdict(list)
    shares = Share.objects.filter(network=network_id, client__in=client_ids)
    for client, story, since in shares.values_list("client_id", "assessment_id", "since"):
        person_of[story] = client
        days[client].append(since)
    referrals = [(person_of[story], at, how, yes) for story, at, how, yes in _referrals(person_of)]
    plans = [(person_of[story], status, ended) for story, status, ended in _plans(person_of)]
    for client, at in [
        *((client, changed) for client, changed, _status, _accepted in referrals),
        *((client, ended) for client, _status, ended in plans if ended),
        *_opened(client_ids),
    ]:
        days[client].append(at)
    held = {
        Held.OPEN: {one[0] for one in referrals if one[2] not in ENDED},
        Held.AFTERCARE: {one[0] for one in plans if one[1] == PlanStatus.RUNNING},
        Held.RESTRICTED: set(_restricted(client_ids)),
        Held.REQUEST: set(_asking(network_id, client_ids)),
    }
    taken_on = {client for client, _changed, _status, accepted in referrals if accepted}
    return {
        client: Standing(
            last=_day(max(days[client])),
            taken_on=client in taken_on,
            held=tuple(why for why, clients in held.items() if client in clients),
        )
        for client in {one[0] for one in referrals}
    }


def last_event(network_id: UUID, client_id: UUID) -> date | None:
    """The newest line in the history of any referral of theirs: messages too."""
    shares = Share.objects.filter(network=network_id, client=client_id)
    stories = list(shares.values_list("assessment_id", flat=True))
    sent = list(Referral.objects.filter(assessment__in=stories).values_list("pk", flat=True))
    newest = ReferralEvent.objects.filter(referral__in=sent).aggregate(at=Max("at"))["at"]
    return _day(newest) if newest else None


def runs_of(network_id: UUID) -> list[RetentionRun]:
    """The last thirty, newest first; older ones are in the audit."""
    return list(RetentionRun.objects.filter(network=network_id)[:30])


def _known_since(network_id: UUID, day: date) -> list[UUID]:
    """Everybody of whom nothing new was written down after that day, and who is still there."""
    end = timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
    gone = set(Erasure.objects.filter(network=network_id).values_list("client_id", flat=True))
    rows = Share.objects.filter(network=network_id).values("client_id")
    found = rows.annotate(newest=Max("since")).filter(newest__lt=end).order_by("client_id")
    return [one for one in found.values_list("client_id", flat=True) if one not in gone]


def _referrals(stories: Collection[UUID]) -> Iterator[tuple[UUID, datetime, str, datetime | None]]:
    rows = Referral.objects.filter(assessment__in=list(stories)).exclude(status=Status.DRAFT)
    yield from rows.values_list("assessment_id", "changed_at", "status", "accepted_at")


def _plans(stories: Collection[UUID]) -> Iterator[tuple[UUID, str, datetime | None]]:
    rows = AftercarePlan.objects.filter(assessment__in=list(stories))
    yield from rows.values_list("assessment_id", "status", "ended_at")


def _opened(client_ids: Collection[UUID]) -> Iterator[tuple[UUID, datetime]]:
    """The person looked at their own page."""
    rows = PersonLink.objects.filter(client__in=client_ids)
    for client_id, opened in rows.values_list("client_id", "opened_at"):
        if opened:
            yield client_id, opened


def _restricted(client_ids: Collection[UUID]) -> Iterator[UUID]:
    rows = Restriction.objects.filter(client__in=client_ids, until=None)
    yield from rows.values_list("client_id", flat=True)


def _asking(network_id: UUID, client_ids: Collection[UUID]) -> Iterator[UUID]:
    asked = RightsRequest.objects.filter(network=network_id, state=State.OPEN)
    for clients in asked.values_list("clients", flat=True):
        yield from set(clients) & set(client_ids)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
