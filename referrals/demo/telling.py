"""One story of the demo on its way, by the actions that a page would call."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.actor import Actor
from networks.calendar.rules import WorkingHours
from networks.networks.queries import network_by_slug, working_hours
from organisations.demo.acting import acting
from organisations.members.models import Team
from referrals.assessments.actions import record_assessment
from referrals.assessments.rules import Person, Relative, Told, ToldNeed
from referrals.attachments.actions import Upload, add_files
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.demo.cards import give
from referrals.demo.papers import pdf_of
from referrals.demo.steps import STEPS, services_named
from referrals.demo.timing import step_times, told_at
from referrals.desk.actions import send_to_desk
from referrals.referrals import actions
from referrals.referrals.models import Referral

EMAILS: Final = 50


@dataclass
class Telling:
    """One story on its way."""

    slug: str
    story: dict[str, Any]
    place: int

    def tell(self, told: datetime | None = None) -> list[Referral]:
        """On the day that the story says, or at a moment of its own."""
        now, hours = timezone.now(), hours_of(self.slug)
        if told is None:
            told = told_at(days_ago=self.story["days_ago"], place=self.place, hours=hours, now=now)
        with time_machine.travel(told):
            sent = self._send()
        for data, referral in zip(self.story.get("referrals", []), sent, strict=True):
            follow(self.slug, referral.reference, data["steps"], told=told)
        return sent

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


def follow(slug: str, reference: str, steps: list[dict[str, Any]], *, told: datetime) -> None:
    """The emails go out at once, so that each says how things stood when it was sent."""
    hours = hours_of(slug)
    times = step_times(told, [step["do"] for step in steps], hours=hours, now=timezone.now())
    for step, at in zip(steps, times, strict=True):
        with time_machine.travel(at):
            with acting(step["by"], slug=slug) as actor:
                STEPS[step["do"]](actor, reference, step)
            deliver_batch(limit=EMAILS)


def hours_of(slug: str) -> WorkingHours:
    network = network_by_slug(slug)
    if network is None:
        raise ValueError(f"{slug} is not built.")
    return working_hours(network)


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


def _fixed(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value
