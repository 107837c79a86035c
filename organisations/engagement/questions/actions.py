"""Asking the helpline, and its answers. The asker and the desk alone read what was asked."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.jobs.actions import cancel, schedule
from ccs.outbox.actions import enqueue
from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.ui import moments
from networks.networks.queries import network_by_id, working_hours
from organisations.engagement.questions.models import HelpPage, HelpQuestion, QuestionWords
from organisations.engagement.questions.rules import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    WAITS_AT_MOST,
    Channel,
    Said,
    State,
    Topic,
)
from organisations.members.models import Organisation
from organisations.roles.rules import can_coordinate

# The job that reminds the desk, by question, and the email that it sends.
WAITS: Final = "question_waits"
ANSWERED: Final = "question_answered"


@dataclass(frozen=True, slots=True)
class Asked:
    words: str
    topic: str = Topic.OTHER


@transaction.atomic
def ask(*, actor: Actor, asked: Asked, question_id: UUID) -> HelpQuestion:
    """`question_id` comes with the form, so that a double click asks once."""
    if actor.member_id is None:
        raise NotAllowed(_("Only people of the network ask here."))
    return _keep(
        HelpQuestion(pk=question_id, asked_by_id=actor.member_id, channel=Channel.PAGE),
        asked,
        actor=actor,
    )


@transaction.atomic
def record_asked(
    *,
    actor: Actor,
    asked: Asked,
    channel: str,
    organisation_id: UUID | None,
    question_id: UUID,
) -> HelpQuestion:
    """What somebody asked the desk by telephone or email: from which organisation, not who."""
    _check_desk(actor)
    if channel not in (Channel.PHONE, Channel.EMAIL):
        raise Problem(_("Choose how they asked."), field="channel")
    here = Organisation.objects.filter(network_id=actor.network.id)
    if organisation_id is not None and not here.filter(pk=organisation_id).exists():
        raise Problem(_("Choose an organisation from the list."), field="organisation")
    question = HelpQuestion(pk=question_id, organisation_id=organisation_id, channel=channel)
    return _keep(question, asked, actor=actor)


@transaction.atomic
def ask_on(*, actor: Actor, question_id: UUID, words: str) -> None:
    """The asker wants to know more: it waits again, by itself."""
    question = _own(actor, question_id)
    _check_words(words, longest=LONGEST_QUESTION)
    last = question.thread.last()
    if last and last.kind == Said.FURTHER and last.words == words.strip():
        return
    now = timezone.now()
    _write(question, Said.FURTHER, words, actor=actor, at=now)
    question.state, question.joined_to = State.WAITING, None
    question.waiting_since = question.waiting_since or now
    question.helped_at = None
    question.save(update_fields=["state", "joined_to", "waiting_since", "helped_at"])
    _remind_later(question)
    record("question.asked_on", actor=actor, subject_kind="question", subject_id=question.pk)


@transaction.atomic
def say_it_helps(*, actor: Actor, question_id: UUID) -> None:
    question = _own(actor, question_id)
    if question.state != State.ANSWERED:
        raise Conflict(_("Your question has no answer yet."))
    if question.helped_at is None:
        question.helped_at = timezone.now()
        question.save(update_fields=["helped_at"])
        record("question.helped", actor=actor, subject_kind="question", subject_id=question.pk)


@transaction.atomic
def answer(
    *, actor: Actor, question_id: UUID, words: str, seen: int, page_id: UUID | None = None
) -> None:
    """For the asker, and for all whose question was joined to it.

    `seen` is how much of the thread was shown: who answers at the same time is told.
    """
    _check_desk(actor)
    question = _locked(question_id)
    _check_words(words, longest=LONGEST_ANSWER)
    page = HelpPage.objects.filter(pk=page_id, withdrawn_at=None).first() if page_id else None
    if page_id and page is None:
        raise Problem(_("Choose a help page from the list."), field="page")
    thread = list(question.thread.all())
    if len(thread) != seen:
        _told_or_done_before(thread[-1] if thread else None, words, actor=actor)
        return
    now = timezone.now()
    alike = HelpQuestion.objects.select_for_update(of=("self",)).filter(
        joined_to=question, state=State.WAITING
    )
    for one in [question, *alike.order_by("id")]:
        _give(one, words, page=page, actor=actor, at=now)


@transaction.atomic
def join(*, actor: Actor, question_id: UUID, to_id: UUID) -> None:
    """They ask the same: one answer goes to both. An answer that is there goes at once."""
    _check_desk(actor)
    both = _both(question_id, to_id)
    question, main = both[question_id], both[to_id]
    if question.joined_to_id == main.pk:
        return
    if main.joined_to_id:
        raise Conflict(_("That question was joined to another one meanwhile."))
    HelpQuestion.objects.filter(joined_to=question).update(joined_to=main)
    question.joined_to = main
    question.save(update_fields=["joined_to"])
    record("question.joined", actor=actor, subject_kind="question", subject_id=question.pk)
    given = main.thread.filter(kind=Said.ANSWER).last()
    if question.state == State.WAITING and given is not None and main.state == State.ANSWERED:
        _give(question, given.words, page=main.page, actor=actor, at=timezone.now())
    elif question.state == State.WAITING:
        cancel(WAITS, subject_ids=[question.pk])


@transaction.atomic
def take_apart(*, actor: Actor, question_id: UUID) -> None:
    """It was not the same after all."""
    _check_desk(actor)
    question = _locked(question_id)
    if question.joined_to_id is None:
        return
    question.joined_to = None
    question.save(update_fields=["joined_to"])
    if question.state == State.WAITING:
        _remind_later(question)
    record("question.apart", actor=actor, subject_kind="question", subject_id=question.pk)


def _keep(question: HelpQuestion, asked: Asked, *, actor: Actor) -> HelpQuestion:
    before = HelpQuestion.objects.filter(pk=question.pk).first()
    if before:
        return before
    _check_words(asked.words, longest=LONGEST_QUESTION)
    if asked.topic not in Topic.values:
        raise Problem(_("Choose what it is about."), field="topic")
    question.network_id = actor.network.id
    question.words, question.topic = asked.words.strip(), asked.topic
    question.asked_at = question.waiting_since = timezone.now()
    question.save(force_insert=True)
    _remind_later(question)
    record(
        "question.asked",
        actor=actor,
        subject_kind="question",
        subject_id=question.pk,
        reason=question.channel,
    )
    return question


def _give(
    question: HelpQuestion, words: str, *, page: HelpPage | None, actor: Actor, at: datetime
) -> None:
    said = _write(question, Said.ANSWER, words, actor=actor, at=at)
    question.state, question.waiting_since, question.answered_at = State.ANSWERED, None, at
    question.helped_at, question.page = None, page or question.page
    question.save(update_fields=["state", "waiting_since", "answered_at", "helped_at", "page"])
    cancel(WAITS, subject_ids=[question.pk])
    record("question.answered", actor=actor, subject_kind="question", subject_id=question.pk)
    if question.asked_by_id:
        enqueue(
            ANSWERED,
            network_id=question.network_id,
            recipients=[question.asked_by_id],
            subject_id=question.pk,
            event_id=said.pk,
        )


def _write(
    question: HelpQuestion, kind: Said, words: str, *, actor: Actor, at: datetime
) -> QuestionWords:
    return QuestionWords.objects.create(
        pk=new_id(),
        network_id=question.network_id,
        question=question,
        kind=kind,
        words=words.strip(),
        by_name=actor.name,
        at=at,
    )


def _told_or_done_before(last: QuestionWords | None, words: str, *, actor: Actor) -> None:
    if last and last.by_name == actor.name and last.words == words.strip():
        return
    if last is None:
        raise Conflict(_("This question has changed meanwhile."))
    raise Conflict(
        _("%(name)s wrote here %(when)s.")
        % {"name": last.by_name, "when": moments.ago(last.at, timezone.now())}
    )


def _remind_later(question: HelpQuestion) -> None:
    hours = working_hours(network_by_id(question.network_id))
    since = question.waiting_since or timezone.now()
    due = hours.after_days(since, WAITS_AT_MOST)
    schedule(WAITS, network_id=question.network_id, due=[(question.pk, due)])


def _check_words(words: str, *, longest: int) -> None:
    if not words.strip():
        raise Problem(_("Write something first."), field="words")
    if len(words) > longest:
        message = _("Write %(n)d characters at most.") % {"n": longest}
        raise Problem(message, field="words")


def _check_desk(actor: Actor) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such question here."))


def _own(actor: Actor, question_id: UUID) -> HelpQuestion:
    question = _locked(question_id)
    if actor.member_id is None or question.asked_by_id != actor.member_id:
        raise NotAllowed(_("There is no such question here."))
    return question


def _locked(question_id: UUID) -> HelpQuestion:
    rows = HelpQuestion.objects.select_for_update(of=("self",))
    question = rows.filter(pk=question_id).first()
    if question is None:
        raise NotAllowed(_("There is no such question here."))
    return question


def _both(question_id: UUID, to_id: UUID) -> dict[UUID, HelpQuestion]:
    """Locked in the order of their ids, so that two who join both do not wait for each other."""
    rows = HelpQuestion.objects.select_for_update(of=("self",)).filter(pk__in=[question_id, to_id])
    both = {one.pk: one for one in rows.order_by("id")}
    if len(both) != len({question_id, to_id}) or question_id == to_id:
        raise NotAllowed(_("There is no such question here."))
    return both
