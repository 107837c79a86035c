"""The answers as codes, counted. Whoever asks never enters the context that may read them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Min
from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from networks.calendar.rules import LONDON
from organisations.directory.models import Service
from referrals.voice.questions.models import EndQuestions
from referrals.voice.questions.rules import ANSWER_WITHIN, ANSWERS, GOOD
from reporting.figures.rules import Period, quarters_of
from reporting.voice.rules import (
    ANSWERED,
    MEASURES,
    Count,
    Shown,
    is_year,
    settled_periods,
    table,
    year_of,
)

# By measure, then by service (its id as text, or ALL).
Tables = dict[str, dict[str, Shown]]


@dataclass(frozen=True, slots=True)
class Voice:
    """What one period shows, and the names of the services in it."""

    period: Period
    tables: Tables
    names: dict[str, str]


def periods_to_choose(actor: Actor) -> list[Period]:
    """Those whose answers are all there; none while nobody was asked."""
    with enter(system(actor.network.id)):
        rows = EndQuestions.objects.filter(network_id=actor.network.id)
        first = rows.aggregate(first=Min("asked_at"))["first"]
    if first is None:
        return []
    return settled_periods(today=timezone.localdate(), first=timezone.localdate(first))


def voice_of(actor: Actor, period: Period) -> Voice:
    """Small numbers hidden already: nobody outside of here sees a count."""
    network = actor.network.id
    parts = quarters_of(period) if is_year(period) else [period]
    with enter(system(network)):
        counted = [_counted(network, part) for part in parts]
        services = {key for one in counted for counts in one.values() for key in counts}
        names = _names(services)
    tables = {
        measure: year_of([one[measure] for one in counted])
        if is_year(period)
        else table(counted[0][measure])
        for measure in MEASURES
    }
    return Voice(period, tables, names)


def _counted(network_id: UUID, period: Period) -> dict[str, dict[str, Count]]:
    """Those asked in the period, and what they had said two weeks after."""
    asked = EndQuestions.objects.filter(
        network_id=network_id,
        service__isnull=False,
        asked_at__gte=_midnight(period.first),
        asked_at__lt=_midnight(period.last + timedelta(days=1)),
    )
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
