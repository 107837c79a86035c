"""The answers as codes, counted. Whoever asks never enters the context that may read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from organisations.directory.models import Service
from referrals.voice.questions.models import EndQuestions
from referrals.voice.questions.rules import ANSWER_WITHIN, ANSWERS, GOOD
from reporting.disclosure.published import published
from reporting.disclosure.sums import Counted
from reporting.figures.rules import Period
from reporting.people.left_out import left_out
from reporting.voice.rules import (
    ALL,
    ANSWERED,
    MEASURES,
    Count,
    Shown,
    counted,
    services_in,
    settled_periods,
    shown_of,
)

FAMILY: Final = "voice"
# By measure, then by service (its id as text, or ALL).
Tables = dict[str, dict[str, Shown]]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one period shows, and the names of the services in it."""

    period: Period
    tables: Tables
    names: dict[str, str]
    counted_on: date | None = None


def periods_to_choose(actor: Actor) -> list[Period]:
    """Those whose answers are all there; none while nobody was asked."""
    with enter(system(actor.network.id)):
        return periods_since(actor.network.id, timezone.localdate())


def periods_since(network_id: UUID, today: date) -> list[Period]:
    """Since the first was asked; inside the network's `system` context."""
    rows = EndQuestions.objects.filter(network_id=network_id)
    first = rows.aggregate(first=Min("asked_at"))["first"]
    return settled_periods(today=today, first=timezone.localdate(first)) if first else []


def voice_of(actor: Actor, period: Period) -> Voice:
    """As it was published: small numbers are hidden, and nobody here sees a count."""
    with enter(system(actor.network.id)):
        return voice_in(actor.network.id, period)


def voice_in(network_id: UUID, period: Period) -> Voice:
    """Inside the network's `system` context."""
    table = published(network_id, FAMILY, period)
    if table is None:
        return Voice(period, {measure: {} for measure in MEASURES}, {})
    services = services_in(table)
    tables = {
        measure: {key: shown_of(table, measure, key) for key in (ALL, *services)}
        for measure in MEASURES
    }
    return Voice(period, tables, _names(services), table.counted_on)


def counted_in(network_id: UUID, period: Period) -> Counted:
    """Nothing is hidden yet: for nobody's eyes."""
    return counted(_said(network_id, period))


def _said(network_id: UUID, period: Period) -> dict[str, dict[str, Count]]:
    """Those asked in the period, and what they had said two weeks after."""
    asked = EndQuestions.objects.filter(
        network_id=network_id,
        service__isnull=False,
        asked_at__gte=_midnight(period.first),
        asked_at__lt=_midnight(period.last + timedelta(days=1)),
    )
    asked = asked.exclude(client__in=left_out(network_id).clients)
    names = ("service_id", "asked_at", "answered_at", *ANSWERS)
    found: dict[str, dict[str, list[bool]]] = {name: defaultdict(list) for name in MEASURES}
    for row in asked.values(*names).iterator():
        service = str(row["service_id"])
        in_time = row["answered_at"] and row["answered_at"] <= row["asked_at"] + ANSWER_WITHIN
        found[ANSWERED][service].append(bool(in_time))
        for question, good in GOOD.items():
            if in_time and row[question]:
                found[question][service].append(row[question] == good)
    return {
        measure: {service: _count(said) for service, said in services.items()}
        for measure, services in found.items()
    }


def _count(said: Iterable[bool]) -> Count:
    every = list(said)
    return Count(good=sum(every), other=len(every) - sum(every))


def _names(services: Iterable[str]) -> dict[str, str]:
    rows = Service.objects.filter(pk__in=list(services)).select_related("team__organisation")
    return {str(one.pk): f"{one.name}, {one.team.name}" for one in rows}


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=LONDON)
