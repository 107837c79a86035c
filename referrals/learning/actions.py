"""Writing what was learnt, showing it, and putting quotes in: by the network's coordinators."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.roles.rules import can_coordinate
from referrals.learning.models import LearningNote, NoteEvent, NoteQuote
from referrals.learning.rules import MOST_QUOTES, Happened, NoteState, Pattern
from referrals.voice.questions.models import Quote


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a note says. Dates may be left out."""

    title: str
    heard: str
    changed: str = ""
    language: str = "en"
    heard_from: date | None = None
    heard_until: date | None = None
    changed_on: date | None = None
    patterns: Sequence[str] = ()


@transaction.atomic
def write_note(*, actor: Actor, learnt: Learnt, note_id: UUID) -> LearningNote:
    """A draft. `note_id` comes with the form, so that a double click writes it once."""
    _check(actor, learnt)
    before = LearningNote.objects.filter(pk=note_id).first()
    if before:
        return before
    now = timezone.now()
    note = LearningNote(
        pk=note_id,
        network_id=actor.network.id,
        authors=[actor.name],
        created_at=now,
        changed_at=now,
        **_said(learnt),
    )
    note.save(force_insert=True)
    _note(note, Happened.WRITTEN, actor=actor)
    return note


@transaction.atomic
def change_note(*, actor: Actor, note_id: UUID, learnt: Learnt) -> None:
    """Who changes it is an author too. What it said before stays in its history."""
    _check(actor, learnt)
    note = _locked(actor, note_id)
    said = _said(learnt)
    if all(getattr(note, name) == value for name, value in said.items()):
        return
    for name, value in said.items():
        setattr(note, name, value)
    if actor.name not in note.authors:
        note.authors = [*note.authors, actor.name]
    note.changed_at = timezone.now()
    note.save(update_fields=[*said, "authors", "changed_at"])
    _note(note, Happened.CHANGED, actor=actor)


@transaction.atomic
def show_note(*, actor: Actor, note_id: UUID, state: str) -> None:
    """To members, to everybody, or to nobody but the desk again."""
    note = _locked(actor, note_id)
    if state not in NoteState.values:
        raise Problem(_("Choose who sees it."), field="state")
    if note.state == state:
        return
    if state == NoteState.PUBLIC and not note.changed.strip():
        raise Problem(_("Say what was changed before everybody sees it."), field="state")
    note.state, note.changed_at = state, timezone.now()
    if state != NoteState.DRAFT:
        note.published_at = note.published_at or note.changed_at
    note.save(update_fields=["state", "changed_at", "published_at"])
    _note(note, Happened(state), actor=actor)


@transaction.atomic
def add_quote(*, actor: Actor, note_id: UUID, quote_id: UUID, left_out: Sequence[str] = ()) -> None:
    """`left_out` is what would say who it was: it is shown as three dots.

    Added again, these take the place of those before.
    """
    note = _locked(actor, note_id)
    quote = Quote.objects.filter(pk=quote_id).first()
    if quote is None:
        raise NotAllowed(_("This quote may not be used any more."))
    missing = [part for part in left_out if part not in quote.words]
    if missing:
        message = _("“%(part)s” is not in the quote. Copy it as it is written there.")
        raise Problem(message % {"part": missing[0]}, field="left_out")
    there = NoteQuote.objects.filter(note=note)
    if there.filter(quote=quote).update(left_out=list(left_out)):
        return
    if there.count() >= MOST_QUOTES:
        message = _("A note can hold %(n)d quotes. Take one out first.") % {"n": MOST_QUOTES}
        raise Problem(message, field="note")
    NoteQuote.objects.create(
        network_id=note.network_id,
        note=note,
        quote=quote,
        left_out=list(left_out),
        added_at=timezone.now(),
    )
    _note(note, Happened.QUOTE_ADDED, actor=actor)


@transaction.atomic
def remove_quote(*, actor: Actor, note_id: UUID, quote_id: UUID) -> None:
    note = _locked(actor, note_id)
    gone, _each = NoteQuote.objects.filter(note=note, quote=quote_id).delete()
    if gone:
        _note(note, Happened.QUOTE_REMOVED, actor=actor)


def _check(actor: Actor, learnt: Learnt) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such note here."))
    if not learnt.title.strip():
        raise Problem(_("Enter a title"), field="title")
    if not learnt.heard.strip():
        raise Problem(_("Enter what you heard"), field="heard")
    if learnt.heard_from and learnt.heard_until and learnt.heard_until < learnt.heard_from:
        raise Problem(_("The last day must not be before the first"), field="heard_until")
    if not set(learnt.patterns) <= set(Pattern.values):
        raise Problem(_("Choose figures from the list."), field="patterns")


def _said(learnt: Learnt) -> dict[str, object]:
    return {
        "title": learnt.title.strip(),
        "heard": learnt.heard.strip(),
        "changed": learnt.changed.strip(),
        "language": learnt.language,
        "heard_from": learnt.heard_from,
        "heard_until": learnt.heard_until,
        "changed_on": learnt.changed_on,
        "patterns": list(learnt.patterns),
    }


def _locked(actor: Actor, note_id: UUID) -> LearningNote:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such note here."))
    note = LearningNote.objects.select_for_update(of=("self",)).filter(pk=note_id).first()
    if note is None:
        raise NotAllowed(_("There is no such note here."))
    return note


def _note(note: LearningNote, kind: Happened, *, actor: Actor) -> None:
    """In its history, with the words where they are new; and in the audit trail."""
    worded = kind in (Happened.WRITTEN, Happened.CHANGED)
    NoteEvent.objects.create(
        network_id=note.network_id,
        note=note,
        kind=kind,
        at=timezone.now(),
        by_name=actor.name,
        title=note.title if worded else "",
        heard=note.heard if worded else "",
        changed=note.changed if worded else "",
    )
    record(f"learning.{kind}", actor=actor, subject_kind="learning_note", subject_id=note.pk)
