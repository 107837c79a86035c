"""Emails about questions: a link, and none of what was asked or answered."""

from django.utils import translation
from django.utils.translation import gettext as _

from ccs.outbox import registry
from ccs.outbox.registry import Letter, Notice, link_to
from organisations.engagement.questions.actions import ANSWERED
from organisations.engagement.questions.jobs import WAITING
from organisations.engagement.questions.models import HelpQuestion
from organisations.engagement.questions.rules import State, Topic
from organisations.members.notices import Reader, reader_of


def answered(notice: Notice) -> Letter | None:
    """To whoever asked."""
    reader, question = reader_of(notice.recipient_id), _question(notice)
    if reader is None or question is None:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            question,
            subject=_("Your question has an answer"),
            opening=_("The desk has answered what you asked."),
            button=_("Read the answer"),
        )


def waiting(notice: Notice) -> Letter | None:
    """To the desk; None once a colleague has answered."""
    reader, question = reader_of(notice.recipient_id), _question(notice)
    if reader is None or question is None or question.state != State.WAITING:
        return None
    with translation.override(reader.language):
        return _letter(
            reader,
            question,
            subject=_("A question has waited for a working day"),
            opening=_("Somebody asked the helpline, and nobody has answered yet."),
            button=_("Read and answer it"),
        )


def _letter(
    reader: Reader, question: HelpQuestion, *, subject: str, opening: str, button: str
) -> Letter:
    link = link_to("organisations:question", network=reader.network_slug, question_id=question.pk)
    return reader.letter(
        page="question",
        subject=subject,
        context={
            "opening": opening,
            "about": _("It is about: %(topic)s.") % {"topic": Topic(question.topic).label},
            "button": button,
            "link": link,
        },
    )


def _question(notice: Notice) -> HelpQuestion | None:
    return HelpQuestion.objects.filter(pk=notice.subject_id).first()


def register() -> None:
    registry.register(ANSWERED, answered)
    registry.register(WAITING, waiting)
