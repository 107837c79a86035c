"""What people of the demo say at the end, by the actions of their page, a text and a worker."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.outbox.models import Channel
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.texts.registry import Reply
from organisations.demo.acting import acting
from organisations.demo.reading import read_people
from referrals.clients.models import Client
from referrals.learning.actions import Learnt, add_quote, show_note, write_note
from referrals.referrals.models import Referral
from referrals.voice.models import PersonLink
from referrals.voice.questions.actions.answering import (
    Told,
    answer_by_link,
    answer_by_worker,
    words_by_link,
)
from referrals.voice.questions.actions.hearing import hear
from referrals.voice.questions.actions.keeping import questions_about
from referrals.voice.questions.models import Quote
from referrals.voice.questions.rules import Question, State

_FILE: Final = Path(__file__).with_name("voices.toml")
# As the scheduler asks them, a few days after the end.
_AFTER: Final = timedelta(days=4)
_EMAILS: Final = 50


def say_all(slug: str, *, network_id: UUID, told_to: str) -> None:
    """Those of the busy service, by who was told what they need; then what was learnt."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    for one in told["people"]:
        given, family = one["who"].split(" ")
        with acting(told_to, slug=slug):
            person = Client.objects.filter(given_name=given, family_name=family)
            referral = (
                Referral.objects.filter(
                    assessment__client=person.earliest("created_at"), status="closed"
                )
                .order_by("ended_at")
                .first()
            )
        if referral is not None and referral.ended_at is not None:
            with time_machine.travel(asked_at(referral.ended_at)):
                say(slug, told_to, referral, one)
                for channel in Channel.values:
                    deliver_batch(limit=_EMAILS, channel=channel)
    for note in told["notes"]:
        _learn(slug, network_id, note)


def asked_at(ended_at: datetime) -> datetime:
    return min(ended_at + _AFTER, timezone.now())


def say(slug: str, told_to: str, referral: Referral, one: dict[str, Any]) -> None:
    if one["way"] == "text":
        _by_text(referral, one["replies"])
        return
    link = _link_of(referral) if one["way"] == "link" else None
    if link is None:
        with acting(told_to, slug=slug) as actor:
            said = Told(one["said"], one.get("words", ""), one.get("may_quote"))
            answer_by_worker(actor=actor, reference=referral.reference, told=said)
        return
    where: dict[str, Any] = {"link": link, "reference": referral.reference}
    how: dict[str, Any] = {"language": link.language, "proved": False}
    for question, answer in one["said"].items():
        answer_by_link(**where, question=question, answer=answer, **how)
    if "words" in one:
        words_by_link(**where, words=one["words"], may_quote=one.get("may_quote"), **how)


def _link_of(referral: Referral) -> PersonLink | None:
    with enter(system(referral.network_id)):
        links = PersonLink.objects.select_related("network")
        return links.filter(assessment=referral.assessment_id).first()


def _by_text(referral: Referral, replies: list[str]) -> None:
    """The questions were sent before; each reply is heard as Notify brings it."""
    now = timezone.now()
    with enter(system(referral.network_id)):
        row = questions_about(referral, at=now)
        row.state, row.way, row.asked_at, row.step = State.ASKED, "text", now, Question.CONTACTED
        row.save(update_fields=["state", "way", "asked_at", "step"])
        for words in replies:
            hear(
                Reply(
                    network_id=referral.network_id,
                    client_id=row.client_id,
                    subject_id=row.pk,
                    words=words,
                    received_at=now,
                )
            )


def _learn(slug: str, network_id: UUID, note: dict[str, Any]) -> None:
    with acting(_coordinator(slug), slug=slug) as actor:
        learnt = Learnt(
            title=note["title"],
            heard=note["heard"],
            changed=note["changed"],
            patterns=tuple(note["patterns"]),
        )
        made = write_note(actor=actor, learnt=learnt, note_id=new_id())
        for words in note["quotes"]:
            quote = Quote.objects.filter(network_id=network_id, words=words).first()
            if quote:
                add_quote(actor=actor, note_id=made.pk, quote_id=quote.pk)
        show_note(actor=actor, note_id=made.pk, state=note["state"])


def _coordinator(slug: str) -> str:
    place = {"network": slug, "role": "coordinator"}
    return next(str(one["email"]) for one in read_people() if place in one["places"])
