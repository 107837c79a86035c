"""Surveys that the demo's members answered, and the figures of a year that desks entered."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import time_machine
from django.utils import timezone

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.demo.acting import acting
from organisations.demo.reading import read_people, read_pilot
from organisations.engagement.surveys.actions import answer_wave, open_wave
from organisations.engagement.surveys.models import SurveyWave
from organisations.engagement.surveys.rules import ITEMS, Asking, Item, Said, answers_of
from organisations.engagement.workstreams.rules import programme_year
from organisations.engagement.yearly.actions import Entered, enter_figure
from organisations.roles.rules import RoleName
from reporting.surveys.publishing import publish

_SOURCE: Final = "Made up for the demo"
# One in so many says nothing, does not use the system, or says how much time it saves.
_SILENT, _OUTSIDE, _SAVES = 7, 5, 3
# Which of the five answers and "I do not know", over and over; a `kind` of wave begins further on.
_LIKELY: Final = (1, 0, 1, 2, 0, 1, 3, 1, 5, 0, 1, 2, 4)


def build(pilot: str) -> str:
    slug = read_pilot(pilot)["network"]["slug"]
    told = tomllib.loads((Path(__file__).parent / "asked.toml").read_text()).get(slug)
    if told is None:
        return "nobody was asked"
    here = [one for one in read_people() if any(p.get("network") == slug for p in one["places"])]
    desk = told.get("by") or _coordinator(here, slug)
    answered = sum(_wave(one, desk, here, slug) for one in told["waves"])
    for one in told["figures"]:
        with acting(desk, slug=slug) as actor:
            _enter(actor, one)
    return f"{answered} answers to surveys"


def _wave(one: dict[str, Any], desk: str, people: list[dict[str, Any]], slug: str) -> int:
    """As it would have gone: opened, answered on its second day, counted after its last."""
    with _at(one["days_ago"]), acting(desk, slug=slug) as actor:
        wave = _opened(actor, one)
    said = [(n, person["email"]) for n, person in enumerate(people) if n % _SILENT]
    with _at(one["days_ago"] - 1):
        for number, email in said:
            with acting(email, slug=slug) as actor:
                answer_wave(actor=actor, wave_id=wave.pk, said=_said(number, one["kind"]))
    with enter(system(wave.network_id)):
        publish(wave.network_id, wave.pk)
    return len(said)


def _opened(actor: Actor, one: dict[str, Any]) -> SurveyWave:
    today = timezone.localdate()
    asking = Asking(
        name=one["name"],
        year=programme_year(today),
        opens_on=today,
        closes_on=today + timedelta(days=one["lasts"]),
        items=[item.code for item in ITEMS],
    )
    return open_wave(actor=actor, asking=asking, wave_id=new_id())


def _said(number: int, kind: int) -> Said:
    uses = number % _OUTSIDE != 0
    return Said(
        answers={
            item.code: _answer(item, number + place, kind) for place, item in enumerate(ITEMS)
        },
        uses_system=uses,
        hours_saved=1 + number % 5 if uses and number % _SAVES else None,
    )


def _answer(item: Item, number: int, kind: int) -> str:
    """Later waves are a little happier, and never all of them."""
    place = _LIKELY[number % len(_LIKELY)]
    happier = place - 1 if 0 < place < 4 and kind and number % (4 - kind) == 0 else place  # noqa: PLR2004
    return answers_of(item)[happier][0]


def _enter(actor: Actor, one: dict[str, Any]) -> None:
    year = programme_year(timezone.localdate()) - one["years_ago"]
    entered = Entered(Decimal(one["value"]), _SOURCE, one.get("note", ""))
    enter_figure(actor=actor, year=year, code=one["code"], entered=entered, seen=0)


def _coordinator(people: list[dict[str, Any]], slug: str) -> str:
    place = {"network": slug, "role": RoleName.COORDINATOR.value}
    return next(str(one["email"]) for one in people if place in one["places"])


@contextmanager
def _at(days_ago: int) -> Iterator[None]:
    then = timezone.localtime().replace(hour=10, minute=0) - timedelta(days=days_ago)
    with time_machine.travel(then):
        yield
