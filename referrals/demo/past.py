"""A past for the demo: people helped so long ago that a quarter of the reports has figures."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any, Final

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.models import new_id
from networks.calendar.rules import LONDON
from organisations.demo.acting import acting
from referrals.aftercare.actions import say_no
from referrals.aftercare.models import AftercarePlan
from referrals.assessments.actions import keep_story, refer_again
from referrals.assessments.rules import ToldNeed
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.demo.checks import make_check
from referrals.demo.reading import read_busy_of
from referrals.demo.steps import services_named
from referrals.demo.telling import EMAILS, Telling, follow, hours_of
from referrals.demo.voices import asked_at, say
from referrals.referrals.actions import send
from referrals.referrals.models import Referral

_FILE: Final = Path(__file__).with_name("past.toml")
# The last quarter of which everybody's six months were over when the one before this one ended.
_MONTHS_AGO: Final = 9
_QUARTER: Final = 3
# After that, figures wait for what comes late.
_LATE: Final = timedelta(days=28)
# Two on each day of the quarter's first weeks, so that all of it ends within the quarter.
_A_DAY: Final = 2
_OPEN: Final = timedelta(hours=1)
_A_DAY_LATER: Final = timedelta(days=1)


def tell_past(pilot: str, slug: str) -> None:
    """Of the pilots that have a past; nothing of it is left to be done."""
    past = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(pilot)
    if past is None:
        return
    everybody = [(name, group) for group in past["people"] for name in group["names"]]
    sorts = [sort for sort in past["told"] for _time in range(sort["times"])]
    days = list(islice(_days(slug), len(everybody)))
    for place, ((name, group), sort) in enumerate(zip(everybody, sorts, strict=True)):
        told = days[place // _A_DAY] + place % _A_DAY * _OPEN
        _Past(slug, _as_told(read_busy_of(pilot, name), sort), group).live(told)


def tell_one(slug: str, story: dict[str, Any], told: datetime) -> None:
    """Somebody of the past of whom nobody asks any more how they are."""
    _Past(slug, story, {"said_no": True}).live(told)


def _as_told(story: dict[str, Any], sort: dict[str, Any]) -> dict[str, Any]:
    """What this one told besides, and got."""
    closed = story["referrals"][0]["steps"][-1]
    closed["gains"]["awards"] = sort["awards"]
    return {
        **story,
        "client": {**story["client"], **sort["client"]},
        "answers": sort["answers"],
    }


def _days(slug: str) -> Iterator[datetime]:
    """The working days since that quarter began, an hour after the desk opened."""
    hours, day = hours_of(slug), quarter_begun(timezone.localdate())
    while True:
        if hours.is_working_day(day):
            yield datetime.combine(day, hours.opens, tzinfo=LONDON) + _OPEN
        day += _A_DAY_LATER


def quarter_begun(today: date) -> date:
    """The first day of the last quarter of which six months are over, and what came late is in."""
    then = today - _LATE
    months = then.year * 12 + (then.month - 1) // _QUARTER * _QUARTER - _MONTHS_AGO
    return date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class _Past:
    """Somebody of the past."""

    slug: str
    story: dict[str, Any]
    group: dict[str, Any]

    @property
    def told_to(self) -> str:
        return str(self.story["told_to"])

    def live(self, told: datetime) -> None:
        [sent] = Telling(self.slug, self.story, 0).tell(told)
        with acting(self.told_to, slug=self.slug):
            referral = Referral.objects.select_related("assessment").get(pk=sent.pk)
            plan = AftercarePlan.objects.get(assessment=referral.assessment_id)
        if referral.ended_at is None:
            raise ValueError(f"{referral.reference} has not ended.")
        if "said" in self.group:
            with time_machine.travel(asked_at(referral.ended_at)):
                say(self.slug, self.told_to, referral, {"way": "worker", **self.group})
        for made in self.group.get("checks", []):
            make_check(self.slug, referral.network_id, self.told_to, plan, made)
        if self.group.get("said_no"):
            self._say_no(referral)
        if "again" in self.group:
            self._come_again(referral, told + timedelta(days=self.group["again"]))

    def _say_no(self, referral: Referral) -> None:
        """The day after it ended."""
        ended = referral.ended_at or timezone.now()
        with time_machine.travel(ended + _A_DAY_LATER):
            with acting(self.told_to, slug=self.slug) as actor:
                plan = AftercarePlan.objects.get(assessment=referral.assessment_id)
                say_no(actor=actor, plan_id=plan.pk)
            deliver_batch(limit=EMAILS)

    def _come_again(self, before: Referral, day: datetime) -> None:
        """The same person with the same crisis, told as a new conversation."""
        told, story = hours_of(self.slug).next_moment(day), self.story
        [asked] = story["referrals"]
        with time_machine.travel(told):
            with acting(self.told_to, slug=self.slug) as actor:
                again = refer_again(
                    actor=actor,
                    client_id=before.assessment.client_id,
                    assessment_id=new_id(),
                )
                keep_story(
                    actor=actor,
                    assessment_id=again.pk,
                    story=story["story"],
                    wants=story["wants"],
                    barriers=[],
                    needs=tuple(ToldNeed(**need) for need in story["needs"]),
                )
                record_consent(
                    actor=actor, assessment_id=again.pk, agreed=Agreed(**story["consent"])
                )
                services = services_named(actor, [asked["service"]])
                [sent] = send(actor=actor, assessment_id=again.pk, service_ids=services)
            deliver_batch(limit=EMAILS)
        follow(self.slug, sent.reference, asked["steps"], told=told)
        with acting(self.told_to, slug=self.slug):
            self._say_no(Referral.objects.get(pk=sent.pk))
