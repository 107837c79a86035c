"""A learning note in words, for members, for the desk and for everybody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.needs.rules import need_labels
from organisations.roles.rules import can_coordinate, can_read_reports
from referrals.learning.models import LearningNote, NoteEvent
from referrals.learning.queries import Said
from referrals.learning.rules import Happened, NoteState, Pattern
from referrals.voice.questions.models import Quote

# Short, so that a tag stands on one line.
_TAGS: Final[dict[str, tuple[Promise, str]]] = {
    NoteState.DRAFT: (gettext_lazy("Draft"), "grey"),
    NoteState.MEMBERS: (gettext_lazy("For members"), "blue"),
    NoteState.PUBLIC: (gettext_lazy("For everybody"), "green"),
}
_PAGES: Final[dict[str, str]] = {
    Pattern.UNMET: "referrals:unmet",
    Pattern.VOICE: "reporting:voice",
}


@dataclass(frozen=True, slots=True)
class NoteShown:
    title: str
    language: str
    heard: str
    heard_when: str
    changed: str
    changed_when: str
    quotes: Sequence[Said]


def note_shown(note: LearningNote, quotes: Sequence[Said]) -> NoteShown:
    return NoteShown(
        title=note.title,
        language=note.language,
        heard=note.heard,
        heard_when=_span(note.heard_from, note.heard_until),
        changed=note.changed,
        changed_when=moments.full_date(note.changed_on) if note.changed_on else "",
        quotes=quotes,
    )


def rows_of(notes: list[LearningNote], *, actor: Actor) -> list[dict[str, Any]]:
    desk = can_coordinate(actor)
    return [
        {
            "href": page_of(note, actor=actor),
            "title": note.title,
            "tag": tag_of(note) if desk else None,
            "facts": [_fact(note)],
        }
        for note in notes
    ]


def tag_of(note: LearningNote) -> dict[str, str]:
    words, colour = _TAGS[note.state]
    return {"text": str(words), "colour": colour}


def page_of(note: LearningNote, *, actor: Actor) -> str:
    parts = {"network": actor.network.slug, "note_id": note.pk}
    return reverse("referrals:learning_note", kwargs=parts)


def figures_of(note: LearningNote, *, actor: Actor) -> list[tuple[str, str]]:
    """The pages of numbers it speaks of, for who may open them."""
    opened = {
        Pattern.UNMET: can_coordinate(actor),
        Pattern.VOICE: can_read_reports(actor),
    }
    return [
        (str(Pattern(code).label), reverse(_PAGES[code], kwargs={"network": actor.network.slug}))
        for code in note.patterns
        if opened.get(Pattern(code))
    ]


def history_shown(events: list[NoteEvent]) -> list[dict[str, str]]:
    return [
        {
            "title": str(Happened(event.kind).label),
            "by": event.by_name,
            "when": moments.full_date(localtime(event.at).date()),
            "machine": moments.machine(event.at),
            "text": _before(event),
        }
        for event in events
    ]


def quote_row(quote: Quote, services: dict[UUID, str]) -> dict[str, Any]:
    facts = [", ".join(need_labels(quote.needs))]
    if quote.service_id in services:
        facts.append(services[quote.service_id])
    facts.append(month_in_words(quote.said_in))
    return {"id": quote.pk, "words": quote.words, "language": quote.language, "facts": facts}


def month_in_words(day: date) -> str:
    """`November 2026`: the first word of the whole date is left out."""
    return moments.full_date(day).split(" ", 1)[1]


def _before(event: NoteEvent) -> str:
    parts = (event.title, event.heard, event.changed)
    return " · ".join(part for part in parts if part)


def _fact(note: LearningNote) -> str:
    if note.state == NoteState.DRAFT:
        return _("By %(names)s") % {"names": ", ".join(note.authors)}
    day = moments.full_date(localtime(note.published_at or note.changed_at).date())
    return _("%(day)s, by %(names)s") % {"day": day, "names": ", ".join(note.authors)}


def _span(first: date | None, last: date | None) -> str:
    if first and last:
        return _("%(first)s to %(last)s") % {
            "first": moments.full_date(first),
            "last": moments.full_date(last),
        }
    one = first or last
    return moments.full_date(one) if one else ""
