"""The texts and the email with the questions: nothing that somebody else could read from."""

from django.utils import translation

from ccs.outbox import registry
from ccs.outbox.models import Channel
from ccs.outbox.registry import Letter, Nobody, Notice, Text, Written
from ccs.tenancy.context import enter, person
from ccs.texts.registry import register_reply, register_stop
from ccs.ui.languages import direction
from referrals.clients.models import Client, SafeTo
from referrals.voice.models import PersonLink
from referrals.voice.queries import is_alive
from referrals.voice.questions.actions.asking import QUESTIONS, not_reached, stop_asking
from referrals.voice.questions.actions.hearing import REPLIES, hear
from referrals.voice.questions.language import language_of
from referrals.voice.questions.models import EndQuestions
from referrals.voice.questions.rules import State
from referrals.voice.tokens import new_address
from referrals.voice.words import card as words
from referrals.voice.words.questions import email_subject, email_words, text_of


def questions(notice: Notice) -> Written:
    """One question by text, or a link to all of them by email."""
    return _by_text(notice) if notice.channel == Channel.SMS else _by_email(notice)


def _by_text(notice: Notice) -> Written:
    """None once they have answered in another way, or said stop."""
    row = _asked(notice)
    if row is None or (notice.sealed["step"] != row.step):
        return None
    language, client = language_of(row), _client(notice)
    if client is None or SafeTo.TEXT not in client.safe_to:
        return Nobody("not_safe")
    if not client.phone:
        return Nobody("no_number")
    with translation.override(language):
        body = text_of(notice.sealed["step"], again=bool(notice.sealed["again"]))
    return Text(to=client.phone, body=body, reply=REPLIES if row.step else "")


def _by_email(notice: Notice) -> Written:
    """With a link to their own page; without one there is nothing to open."""
    row = _asked(notice)
    if row is None or row.answered_at:
        return None
    links = PersonLink.objects.select_related("network").filter(revoked_at=None)
    link = links.filter(assessment=row.referral.assessment_id).first()
    if link is None or not is_alive(link):
        return Nobody("no_link")
    language, client = language_of(row), _client(notice)
    if client is None or SafeTo.EMAIL not in client.safe_to:
        return Nobody("not_safe")
    if not client.email:
        return Nobody("no_email")
    with translation.override(language):
        return Letter(
            to=client.email,
            language=language,
            subject=email_subject(),
            sender=words.sender() if link.discreet else link.network.short_name,
            page="person",
            context={
                "lines": email_words(),
                "address": f"{new_address(link)}questions/",
                "not_for_you": words.not_for_you(),
                "direction": direction(language),
            },
        )


def _asked(notice: Notice) -> EndQuestions | None:
    """The thanks go to who has answered; a question to who was asked."""
    rows = EndQuestions.objects.filter(pk=notice.subject_id)
    return rows.filter(state__in=[State.ASKED, State.ANSWERED]).first()


def _client(notice: Notice) -> Client | None:
    """Where they are reached, at the moment of sending."""
    if notice.network_id is None:
        return None
    with enter(person(notice.network_id, notice.recipient_id)):
        return Client.objects.filter(pk=notice.recipient_id).first()


def register() -> None:
    registry.register(QUESTIONS, questions, on_failed=not_reached)
    register_reply(REPLIES, hear)
    register_stop(stop_asking)
