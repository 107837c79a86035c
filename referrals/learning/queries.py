"""Notes as each may read them, and the quotes that coordinators choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.models import Service
from organisations.roles.rules import can_coordinate
from referrals.learning.models import LearningNote, NoteEvent, NoteQuote
from referrals.learning.rules import NoteState
from referrals.voice.questions.models import Quote

_MOST_NOTES = 100
_MOST_PUBLIC = 50
_MOST_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Said:
    """A quote in a note, without what was left out."""

    quote_id: UUID
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    need: str = ""
    service: UUID | None = None
    since: date | None = None
    until: date | None = None


def notes_for(actor: Actor) -> list[LearningNote]:
    """What is shown to members, newest first; to coordinators the drafts too, before all others."""
    rows = LearningNote.objects.filter(network_id=actor.network.id)
    if not can_coordinate(actor):
        rows = rows.exclude(state=NoteState.DRAFT)
    found = list(rows.order_by("-published_at", "-created_at", "-id")[:_MOST_NOTES])
    return sorted(found, key=lambda note: note.state != NoteState.DRAFT)


def note_for(actor: Actor, note_id: UUID) -> LearningNote | None:
    rows = LearningNote.objects.filter(network_id=actor.network.id, pk=note_id)
    if not can_coordinate(actor):
        rows = rows.exclude(state=NoteState.DRAFT)
    return rows.first()


def public_notes(network_id: UUID) -> list[LearningNote]:
    rows = LearningNote.objects.filter(network_id=network_id, state=NoteState.PUBLIC)
    return list(rows.order_by("-published_at", "-id")[:_MOST_PUBLIC])


def any_public_note(network_id: UUID) -> bool:
    return LearningNote.objects.filter(network_id=network_id, state=NoteState.PUBLIC).exists()


def quotes_in(notes: Iterable[LearningNote]) -> dict[UUID, list[Said]]:
    """By note, in the order in which they were added; in two queries, however many notes."""
    rows = list(NoteQuote.objects.filter(note__in=list(notes)))
    quotes = Quote.objects.in_bulk([row.quote_id for row in rows])
    found: dict[UUID, list[Said]] = {}
    for row in rows:
        quote = quotes.get(row.quote_id)
        if quote:
            shown = Said(quote.pk, _without(quote.words, row.left_out), quote.language)
            found.setdefault(row.note_id, []).append(shown)
    return found


def history_of(note: LearningNote) -> list[NoteEvent]:
    return list(NoteEvent.objects.filter(note=note).order_by("-at", "-id")[:_MOST_SHOWN])


def quotes_to_choose(actor: Actor, wanted: QuoteFilter) -> list[Quote]:
    """All that may be quoted, the newest first: for coordinators, whom the wall lets read them."""
    rows = Quote.objects.filter(network_id=actor.network.id)
    if wanted.need:
        rows = rows.filter(needs__contains=[wanted.need])
    if wanted.service:
        rows = rows.filter(service=wanted.service)
    if wanted.since:
        rows = rows.filter(said_in__gte=wanted.since.replace(day=1))
    if wanted.until:
        rows = rows.filter(said_in__lte=wanted.until)
    return list(rows[:_MOST_SHOWN])


def quote_to_choose(quote_id: UUID) -> Quote | None:
    return Quote.objects.filter(pk=quote_id).first()


def services_quoted(actor: Actor) -> list[tuple[UUID, str]]:
    ids = Quote.objects.filter(network_id=actor.network.id).values_list("service_id", flat=True)
    services = Service.objects.filter(pk__in={pk for pk in ids if pk}).order_by("name")
    return list(services.values_list("pk", "name"))


def _without(words: str, left_out: Iterable[str]) -> str:
    for part in left_out:
        words = words.replace(part, "[…]")
    return words
