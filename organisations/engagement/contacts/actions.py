"""Writing down whom the desk was in touch with, putting it right, and following it up."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.engagement.contacts.models import ContactChange, ContactNote
from organisations.engagement.contacts.rules import ContactWay, NoteChange
from organisations.engagement.parties import Named, columns_of
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class InTouch:
    """What a note says. Of the people helped it says nothing."""

    named: Named
    about: str
    happened_on: date
    way: str = ContactWay.PHONE
    person_name: str = ""
    follow_up_on: date | None = None


@transaction.atomic
def write_contact(*, actor: Actor, said: InTouch, note_id: UUID) -> ContactNote:
    """`note_id` comes with the form, so that a double click writes it once."""
    _check(actor, said)
    before = ContactNote.objects.filter(pk=note_id).first()
    if before:
        return before
    now = timezone.now()
    note = ContactNote(
        pk=note_id,
        network_id=actor.network.id,
        written_by=actor.name,
        created_at=now,
        changed_at=now,
        **_columns(said, actor=actor),
    )
    note.save(force_insert=True)
    _note(note, NoteChange.WRITTEN, actor=actor)
    return note


@transaction.atomic
def correct_contact(*, actor: Actor, note_id: UUID, said: InTouch) -> None:
    """What it said before stays in its history."""
    _check(actor, said)
    note, columns = _locked(actor, note_id), _columns(said, actor=actor)
    if all(getattr(note, name) == value for name, value in columns.items()):
        return
    before = _as_text(note)
    for name, value in columns.items():
        setattr(note, name, value)
    changed = [*columns, "changed_at"]
    if note.follow_up_on is None and note.followed_up_at:
        note.followed_up_at = None
        changed.append("followed_up_at")
    note.changed_at = timezone.now()
    note.save(update_fields=changed)
    _note(note, NoteChange.CORRECTED, actor=actor, before=before)


@transaction.atomic
def follow_up(*, actor: Actor, note_id: UUID, done: bool) -> None:
    """It was followed up, or is to be after all."""
    note = _locked(actor, note_id)
    if note.follow_up_on is None or done == (note.followed_up_at is not None):
        return
    note.followed_up_at = note.changed_at = timezone.now()
    if not done:
        note.followed_up_at = None
    note.save(update_fields=["followed_up_at", "changed_at"])
    _note(note, NoteChange.FOLLOWED_UP if done else NoteChange.REOPENED, actor=actor)


def _check(actor: Actor, said: InTouch) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such note here."))
    if not said.about.strip():
        raise Problem(_("Enter what it was about"), field="about")
    if said.happened_on > timezone.localdate():
        raise Problem(_("The day must be today or in the past"), field="happened_on")
    if said.way not in ContactWay.values:
        raise Problem(_("Choose how you were in touch"), field="way")
    if said.follow_up_on and said.follow_up_on < said.happened_on:
        raise Problem(_("Follow it up on that day or later"), field="follow_up_on")


def _columns(said: InTouch, *, actor: Actor) -> dict[str, Any]:
    return {
        **columns_of(said.named, actor=actor),
        "happened_on": said.happened_on,
        "way": said.way,
        "person_name": said.person_name.strip(),
        "about": said.about.strip(),
        "follow_up_on": said.follow_up_on,
    }


def _as_text(note: ContactNote) -> str:
    facts = (
        note.happened_on.isoformat(),
        note.get_way_display(),
        note.organisation_name,
        note.person_name,
        note.about,
        note.follow_up_on.isoformat() if note.follow_up_on else "",
    )
    return "\n".join(fact for fact in facts if fact)


def _locked(actor: Actor, note_id: UUID) -> ContactNote:
    rows = ContactNote.objects.select_for_update(of=("self",)).select_related("organisation")
    note = rows.filter(pk=note_id).first() if can_coordinate(actor) else None
    if note is None:
        raise NotAllowed(_("There is no such note here."))
    return note


def _note(note: ContactNote, kind: NoteChange, *, actor: Actor, before: str = "") -> None:
    ContactChange.objects.create(
        network_id=note.network_id,
        note=note,
        kind=kind,
        at=timezone.now(),
        by_name=actor.name,
        before=before,
    )
    record(f"contact_note.{kind}", actor=actor, subject_kind="contact_note", subject_id=note.pk)
