"""Answers by the person's own link, and through a worker."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person, system
from ccs.tenancy.problems import NotAllowed
from referrals.referrals.models import Referral
from referrals.referrals.queries import find_referral
from referrals.rights.standing import refuse_if_story_erased
from referrals.voice.models import PersonLink
from referrals.voice.questions.actions.keeping import (
    acting_for_themselves,
    keep_answers,
    note_words,
    questions_about,
)
from referrals.voice.questions.actions.saying import keep_words, let_quote
from referrals.voice.questions.models import EndQuestions, TheirWords
from referrals.voice.questions.rules import ANSWERS, Given


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody told a worker; what was left out is not there."""

    codes: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    may_quote: bool | None = None
    language: str = "en"


@transaction.atomic
def answer_by_link(
    *, link: PersonLink, reference: str, question: str, answer: str, language: str, proved: bool
) -> None:
    """One tap. The link is enough: it shows nothing and changes nothing about the person.

    What was answered before is changed only by who has shown that it is they.
    """
    if answer not in ANSWERS.get(question, ()):
        raise NotAllowed(_("There is no such answer."))
    with enter(system(link.network_id)):
        row = _by_link(link, reference)
        if getattr(row, question) and not proved:
            return
        actor = acting_for_themselves(link.network_id, link.pk)
        said = {question: answer}
        keep_answers(row, said, given=Given.LINK, language=language, actor=actor)
        _end_conversation(row)


@transaction.atomic
def words_by_link(
    *,
    link: PersonLink,
    reference: str,
    words: str,
    may_quote: bool | None,
    language: str,
    proved: bool,
) -> None:
    """Said once with the link alone; said anew by who has shown that it is they."""
    with enter(system(link.network_id)):
        row = _by_link(link, reference)
        referral = row.referral
        actor = acting_for_themselves(link.network_id, link.pk)
    with enter(person(link.network_id, link.client_id)):
        before = TheirWords.objects.filter(referral=referral).exists()
        if before and not proved:
            return
        keep_words(referral, words, given=Given.LINK, language=language, may_quote=may_quote)
    with enter(system(link.network_id)):
        note_words(row, actor=actor)


@transaction.atomic
def quote_by_link(*, link: PersonLink, reference: str, may_quote: bool) -> None:
    """Changed their mind about being quoted: for who has shown that it is they."""
    with enter(system(link.network_id)):
        referral = _by_link(link, reference).referral
        actor = acting_for_themselves(link.network_id, link.pk)
    with enter(person(link.network_id, link.client_id)):
        kept = TheirWords.objects.select_for_update(of=("self",)).filter(referral=referral).first()
        if kept is None:
            raise NotAllowed(_("There is nothing to change here."))
        let_quote(kept, referral, may_quote=may_quote, actor=actor)


@transaction.atomic
def answer_by_worker(*, actor: Actor, reference: str, told: Told) -> None:
    """By the team that was told their story: not by the service that they are asked about."""
    referral = _for_worker(actor, reference)
    with enter(system(actor.network.id)):
        row = questions_about(referral, at=timezone.now())
        keep_answers(row, told.codes, given=Given.WORKER, language=told.language, actor=actor)
        _end_conversation(row)
    kept = keep_words(
        referral,
        told.words,
        given=Given.WORKER,
        language=told.language,
        may_quote=told.may_quote,
    )
    if kept:
        with enter(system(actor.network.id)):
            note_words(row, actor=actor)


@transaction.atomic
def quote_by_worker(*, actor: Actor, reference: str, may_quote: bool) -> None:
    """The person told their worker that they have changed their mind."""
    referral = _for_worker(actor, reference)
    kept = TheirWords.objects.select_for_update(of=("self",)).filter(referral=referral).first()
    if kept is None:
        raise NotAllowed(_("There is nothing to change here."))
    let_quote(kept, referral, may_quote=may_quote, actor=actor)


def _by_link(link: PersonLink, reference: str) -> EndQuestions:
    """Of the conversation that the link is about, and of no other."""
    referral = Referral.objects.filter(assessment=link.assessment_id, reference=reference).first()
    if referral is None:
        raise NotAllowed(_("There is nothing to answer here."))
    return questions_about(referral, at=timezone.now())


def _for_worker(actor: Actor, reference: str) -> Referral:
    referral = find_referral(reference, actor=actor)
    if referral is None or referral.origin_team_id not in actor.teams:
        raise NotAllowed(_("There is no such referral here."))
    refuse_if_story_erased(referral.assessment_id)
    return referral


def _end_conversation(row: EndQuestions) -> None:
    """Who answers in another way is not asked the next question by text."""
    if row.step:
        row.step = ""
        row.save(update_fields=["step"])
