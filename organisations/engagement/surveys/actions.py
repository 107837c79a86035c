"""Opening a wave in one network or in all, answering it, and what becomes of it when it is over."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import schedule
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from networks.calendar.rules import LONDON
from organisations.engagement.announcements.remembered import ASKED, forget
from organisations.engagement.surveys.models import SurveyAnswers, SurveyWave
from organisations.engagement.surveys.rules import (
    ITEMS_BY_CODE,
    MOST_HOURS,
    SURVEY,
    SURVEY_OVER,
    Asking,
    Said,
    is_answer,
)
from organisations.members.models import Organisation
from organisations.roles.rules import can_coordinate

# Nobody is woken by the email.
_MORNING = time(8)


@transaction.atomic
def open_wave(*, actor: Actor, asking: Asking, wave_id: UUID) -> SurveyWave:
    """Its members are asked from its first day, once each by email.

    `wave_id` comes with the form, so that a double click opens it once.
    """
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such survey here."))
    check_asking(asking)
    before = SurveyWave.objects.filter(pk=wave_id).first()
    if before:
        return before
    wave = write_wave(actor.network.id, asking, wave_id=wave_id, opened_by=actor.name)
    record("survey.opened", actor=actor, subject_kind="survey", subject_id=wave.pk)
    return wave


def write_wave(
    network_id: UUID, asking: Asking, *, wave_id: UUID, opened_by: str, series: UUID | None = None
) -> SurveyWave:
    """The row and its jobs, in a context that may write them. Who may ask was seen to."""
    wave = SurveyWave(
        pk=wave_id,
        network_id=network_id,
        name=asking.name.strip(),
        year=asking.year,
        items=list(asking.items),
        opens_on=asking.opens_on,
        closes_on=asking.closes_on,
        series=series,
        opened_by=opened_by,
        created_at=timezone.now(),
    )
    wave.save(force_insert=True)
    first = datetime.combine(wave.opens_on, _MORNING, tzinfo=LONDON)
    schedule(SURVEY, network_id=network_id, due=[(wave.pk, max(first, timezone.now()))])
    _publish_after(wave)
    forget(network_id, ASKED)
    return wave


def check_asking(asking: Asking) -> None:
    if not asking.name.strip():
        raise Problem(_("Enter what the survey is called"), field="name")
    if not asking.items or not set(asking.items) <= set(ITEMS_BY_CODE):
        raise Problem(_("Choose at least one question"), field="items")
    if asking.opens_on < timezone.localdate():
        raise Problem(_("The first day must be today or in the future"), field="opens_on")
    if asking.closes_on < asking.opens_on:
        raise Problem(_("The last day must not be before the first"), field="closes_on")


@transaction.atomic
def move_last_day(*, actor: Actor, wave_id: UUID, closes_on: date) -> None:
    """Earlier or later, as long as it is not over."""
    rows = SurveyWave.objects.select_for_update().filter(pk=wave_id)
    wave = rows.first() if can_coordinate(actor) else None
    if wave is None:
        raise NotAllowed(_("There is no such survey here."))
    today = timezone.localdate()
    if wave.published_at or wave.closes_on < today:
        raise Conflict(_("This survey is over."))
    if closes_on < max(today, wave.opens_on):
        raise Problem(
            _("The last day must be today or later, and not before the first"), field="closes_on"
        )
    wave.closes_on = closes_on
    wave.save(update_fields=["closes_on"])
    _publish_after(wave)
    forget(wave.network_id, ASKED)
    record("survey.last_day_moved", actor=actor, subject_kind="survey", subject_id=wave.pk)


@transaction.atomic
def answer_wave(*, actor: Actor, wave_id: UUID, said: Said) -> None:
    """Once a person; said again before the last day is over, it replaces what was said."""
    if actor.user_id is None:
        raise NotAllowed(_("There is no such survey here."))
    _check_open(actor, wave_id, said)
    columns: dict[str, Any] = {
        "sector": _sector_of(actor),
        "uses_system": said.uses_system,
        "answers": dict(said.answers),
        "hours_saved": said.hours_saved if said.uses_system else None,
    }
    own = SurveyAnswers.objects.filter(wave=wave_id, user=actor.user_id)
    row = own.select_for_update(of=("self",)).first()
    if row is None:
        row = SurveyAnswers(
            network_id=actor.network.id, wave_id=wave_id, user_id=actor.user_id, **columns
        )
        row.save(force_insert=True)
    else:
        for name, value in columns.items():
            setattr(row, name, value)
        row.save(update_fields=list(columns))
    # That somebody answered, and no id of what they said.
    record("survey.answered", actor=actor, subject_kind="survey", subject_id=wave_id)


@transaction.atomic
def keep_results(wave: SurveyWave, results: Mapping[str, Any]) -> None:
    """In the network's system context: what is quoted from now on. Who answered is forgotten."""
    wave.results, wave.published_at = dict(results), timezone.now()
    wave.save(update_fields=["results", "published_at"])
    SurveyAnswers.objects.filter(wave=wave).update(user=None)


def _check_open(actor: Actor, wave_id: UUID, said: Said) -> None:
    """The wave is held until the answer is written: nobody counts it in between."""
    today = timezone.localdate()
    with enter(system(actor.network.id)):
        held = SurveyWave.objects.select_for_update().filter(network=actor.network.id, pk=wave_id)
        wave = held.first()
    if wave is None or wave.opens_on > today:
        raise NotAllowed(_("There is no such survey here."))
    if wave.published_at or wave.closes_on < today:
        raise Conflict(_("This survey is over. What was answered before is counted."))
    for code in wave.items:
        if not is_answer(ITEMS_BY_CODE[code], said.answers.get(code, "")):
            raise Problem(_("Choose an answer"), field=code)
    if set(said.answers) != set(wave.items):
        raise Problem(_("Answer what is asked, and nothing else."))
    if said.hours_saved is not None and not 0 <= said.hours_saved <= MOST_HOURS:
        raise Problem(_("Enter hours as a whole number from 0 to 60"), field="hours_saved")


def _sector_of(actor: Actor) -> str:
    """Of the organisation they work in or manage; nothing for the desk and analysts."""
    if actor.sectors:
        return min(actor.sectors)
    managed = Organisation.objects.filter(network=actor.network.id, pk__in=actor.managed)
    return managed.order_by("name").values_list("sector", flat=True).first() or ""


def _publish_after(wave: SurveyWave) -> None:
    over = datetime.combine(wave.closes_on + timedelta(days=1), time(0, 5), tzinfo=LONDON)
    schedule(SURVEY_OVER, network_id=wave.network_id, due=[(wave.pk, over)])
