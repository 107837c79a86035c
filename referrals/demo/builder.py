"""Tells the demo's stories again, as who told them, by the actions that a page would call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import time_machine
from django.http import QueryDict
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.actor import Actor
from networks.networks.queries import network_by_slug, working_hours
from organisations.demo.acting import acting
from organisations.demo.reading import read_pilot
from organisations.members.models import Team
from referrals.assessments.actions import record_assessment
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.attachments.actions import Upload, add_files
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.demo.again import tell_again, tell_twice
from referrals.demo.cards import give
from referrals.demo.checks import ask_all
from referrals.demo.papers import pdf_of
from referrals.demo.reading import read_again, read_asked, read_busy, read_saved, read_stories
from referrals.demo.steps import STEPS, services_named
from referrals.demo.timing import step_times, told_at
from referrals.demo.voices import say_all
from referrals.desk.actions import send_to_desk
from referrals.filters.actions import save_filter
from referrals.filters.rules import Box, filters_in
from referrals.prompts.actions import change_prompts
from referrals.prompts.rules import Typed
from referrals.referrals import actions
from referrals.referrals.models import Referral

EMAILS: Final = 50


def build(pilot: str) -> str:
    slug = read_pilot(pilot)["network"]["slug"]
    stories = [*read_busy(pilot), *read_stories(pilot)]
    for asked in read_asked(pilot):
        _ask(slug, asked)
    for place, story in enumerate(stories):
        _Telling(slug, story, place).tell()
    _ask_how_they_are(pilot, slug)
    came_back = read_again(slug)
    for told in came_back.get("again", []):
        tell_again(slug, told)
    for told in came_back.get("twice", []):
        tell_twice(slug, told)
    for saved in read_saved(pilot):
        _keep(slug, saved)
    return f"{len(stories)} stories"


def _ask_how_they_are(pilot: str, slug: str) -> None:
    """Those whom the busy service helped: it began some weeks ago."""
    network = network_by_slug(slug)
    if network is not None:
        told_to = read_busy(pilot)[0]["told_to"]
        ask_all(slug, network_id=network.pk, told_to=told_to)
        say_all(slug, network_id=network.pk, told_to=told_to)


def _keep(slug: str, saved: dict[str, str]) -> None:
    box = Box(saved["box"])
    with acting(saved["by"], slug=slug) as actor:
        filters = filters_in(QueryDict(saved["query"]), box)
        save_filter(actor=actor, name=saved["name"], box=box, filters=filters)


@dataclass
class _Telling:
    """One story on its way."""

    slug: str
    story: dict[str, Any]
    place: int

    def tell(self) -> None:
        now, network = timezone.now(), network_by_slug(self.slug)
        if network is None:
            raise ValueError(f"{self.slug} is not built.")
        hours = working_hours(network)
        told = told_at(days_ago=self.story["days_ago"], place=self.place, hours=hours, now=now)
        with time_machine.travel(told):
            sent = self._send()
        for data, referral in zip(self.story.get("referrals", []), sent, strict=True):
            steps = data["steps"]
            times = step_times(told, [step["do"] for step in steps], hours=hours, now=now)
            for step, at in zip(steps, times, strict=True):
                self._take(step, referral.reference, at)

    def _send(self) -> list[Referral]:
        story = self.story
        with acting(story["told_to"], slug=self.slug) as actor:
            team = Team.objects.get(name=story["team"])
            assessment = record_assessment(actor=actor, team_id=team.pk, told=told_of(story))
            if files := [_upload(file) for file in story.get("files", [])]:
                add_files(actor=actor, assessment_id=assessment.pk, uploads=files)
            if story.get("unfinished"):
                chosen = services_named(actor, story["chosen"])
                actions.choose_services(
                    actor=actor, assessment_id=assessment.pk, service_ids=chosen
                )
                return []
            record_consent(
                actor=actor, assessment_id=assessment.pk, agreed=Agreed(**story["consent"])
            )
            sent = _ask_for_help(actor, assessment.pk, story["referrals"])
            if story.get("card"):
                give(actor, assessment.pk)
        deliver_batch(limit=EMAILS)
        return sent

    def _take(self, step: dict[str, Any], reference: str, at: datetime) -> None:
        """The emails go out at once, so that each says how things stood when it was sent."""
        with time_machine.travel(at):
            with acting(step["by"], slug=self.slug) as actor:
                STEPS[step["do"]](actor, reference, step)
            deliver_batch(limit=EMAILS)


def _ask_for_help(
    actor: Actor, assessment_id: UUID, wanted: list[dict[str, Any]]
) -> list[Referral]:
    """Of services, of the desk for some `desk` needs, or of both; one referral each, in order."""
    named = services_named(actor, [one["service"] for one in wanted if "service" in one])
    asked = iter(
        actions.send(actor=actor, assessment_id=assessment_id, service_ids=named) if named else []
    )
    return [
        next(asked)
        if "service" in one
        else send_to_desk(actor=actor, assessment_id=assessment_id, needs=one["desk"])
        for one in wanted
    ]


def told_of(story: dict[str, Any]) -> Told:
    client = {name: _fixed(value) for name, value in story["client"].items()}
    return Told(
        client=Person(**client),
        needs=tuple(ToldNeed(**need) for need in story["needs"]),
        household=tuple(Relative(**member) for member in story.get("household", [])),
        story=story["story"],
        wants=story["wants"],
        barriers=tuple(story["barriers"]),
        answers={answer["item"]: answer["value"] for answer in story.get("answers", [])},
    )


def _upload(file: dict[str, str]) -> Upload:
    content = pdf_of(file["text"])
    return Upload(name=file["name"], size=len(content), content=content)


def _ask(slug: str, asked: dict[str, Any]) -> None:
    """The network's own questions about a need."""
    rows = [Typed(text, place) for place, text in enumerate(asked["questions"])]
    with acting(asked["by"], slug=slug) as actor:
        change_prompts(
            actor=actor, need=asked["need"], language=asked["language"], rows=rows, seen=0
        )


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
