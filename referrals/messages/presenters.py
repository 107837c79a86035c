"""Unread marks and notes in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from referrals.messages.models import Note

SEEN_BY: Final[dict[str, Promise]] = {
    Note.Audience.SELF: gettext_lazy("Only you see this."),
    Note.Audience.TEAM: gettext_lazy("Only your team sees this. The other side never does."),
}


@dataclass(frozen=True, slots=True)
class NoteShown:
    """`change` is empty where it is a colleague's: only who wrote a note changes it."""

    audience: str
    seen_by: str
    by: str
    when: str
    machine: str
    text: str
    change: str


def unread_in_words(count: int) -> str:
    """Empty when there is nothing new."""
    if not count:
        return ""
    return ngettext("%(n)d new message", "%(n)d new messages", count) % {"n": count}


def notes_shown(
    notes: Sequence[Note], *, actor: Actor, reference: str, now: datetime
) -> list[NoteShown]:
    return [_shown(note, actor, reference, now) for note in notes]


def page_of_note(network: str, reference: str, note_id: object) -> str:
    where = {"network": network, "reference": reference, "note_id": note_id}
    return reverse("referrals:note", kwargs=where)


def _shown(note: Note, actor: Actor, reference: str, now: datetime) -> NoteShown:
    own = note.author_id == actor.member_id
    when = moments.ago(note.at, now)
    if note.edited_at:
        when = _("%(when)s, changed %(later)s") % {
            "when": when,
            "later": moments.ago(note.edited_at, now),
        }
    return NoteShown(
        audience=note.audience,
        seen_by=str(SEEN_BY[note.audience]),
        by=_("You") if own else note.by_name,
        when=when,
        machine=moments.machine(note.at),
        text=note.body,
        change=page_of_note(actor.network.slug, reference, note.pk) if own else "",
    )
