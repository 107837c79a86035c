"""A conversation by text message: each reply is kept and brings the next question."""

from typing import Final

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, person
from ccs.tenancy.problems import Conflict
from ccs.texts.registry import Reply
from referrals.referrals.models import Referral
from referrals.voice.questions.actions.asking import send_question
from referrals.voice.questions.actions.keeping import (
    acting_for_themselves,
    keep_answers,
    note_words,
)
from referrals.voice.questions.actions.saying import keep_words, let_quote
from referrals.voice.questions.language import language_of
from referrals.voice.questions.models import EndQuestions, TheirWords
from referrals.voice.questions.rules import ANSWERS, MOST_WORDS, QUOTE, WORDS, Given, next_step
from referrals.voice.words.understood import understood

# The name under which the texts say that an answer is for us.
REPLIES: Final = "questions_at_the_end"
_YES_OR_NO = ("yes", "no")


def hear(reply: Reply) -> None:
    """In the `system` context, once per message that came in; late or unasked, it is let go."""
    # The referral before its questions, as everybody who locks both.
    row = EndQuestions.objects.filter(pk=reply.subject_id, client=reply.client_id).first()
    if row is None or not row.step:
        return
    Referral.objects.select_for_update(of=("self",)).get(pk=row.referral_id)
    row = EndQuestions.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if not row.step:
        return
    language = language_of(row)
    actor = acting_for_themselves(row.network_id, row.pk)
    heard = (_say if row.step == WORDS else _choose)(row, reply.words, language, actor)
    _go_on(row, heard=heard)


def _choose(row: EndQuestions, words: str, language: str, actor: Actor) -> bool:
    answers = ANSWERS.get(row.step, _YES_OR_NO)
    answer = understood(words, answers=answers, language=language)
    if not answer:
        return False
    if row.step == QUOTE:
        _quote(row, may_quote=answer == "yes", actor=actor)
        return True
    try:
        keep_answers(row, {row.step: answer}, given=Given.TEXT, language=language, actor=actor)
    except Conflict:
        # Weeks later: what was said then stands, and nothing more is asked.
        row.step = QUOTE
    return True


def _say(row: EndQuestions, words: str, language: str, actor: Actor) -> bool:
    if understood(words, answers=_YES_OR_NO, language=language) or not words.strip():
        # Nothing to say, so nothing to quote.
        row.step = QUOTE
        return True
    referral = row.referral
    with enter(person(row.network_id, row.client_id)):
        keep_words(
            referral,
            words.strip()[:MOST_WORDS],
            given=Given.TEXT,
            language=language,
            may_quote=None,
        )
    note_words(row, actor=actor)
    return True


def _quote(row: EndQuestions, *, may_quote: bool, actor: Actor) -> None:
    referral = row.referral
    with enter(person(row.network_id, row.client_id)):
        kept = TheirWords.objects.select_for_update(of=("self",)).filter(referral=referral).first()
        if kept:
            let_quote(kept, referral, may_quote=may_quote, actor=actor)


def _go_on(row: EndQuestions, *, heard: bool) -> None:
    """The next question; what was not understood is asked once more, and then no more."""
    if heard:
        row.step, row.misheard = next_step(row.step), 0
        row.save(update_fields=["step", "misheard"])
        send_question(row)
    elif row.misheard:
        row.step = ""
        row.save(update_fields=["step"])
    else:
        row.misheard = 1
        row.save(update_fields=["misheard"])
        send_question(row, again=True)
