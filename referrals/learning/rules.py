"""Learning notes: what was heard, and what was changed because of it."""

from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class NoteState(TextChoices):
    DRAFT = "draft", _("Draft")
    MEMBERS = "members", _("Shown to members")
    PUBLIC = "public", _("Shown to everybody")


class Pattern(TextChoices):
    """Where a number in a note comes from: a page of figures that coordinators can open."""

    UNMET = "unmet", _("Needs that nobody could take")
    VOICE = "voice", _("What people say at the end")


class Happened(TextChoices):
    WRITTEN = "written", _("Written")
    CHANGED = "changed", _("Changed")
    MEMBERS = "members", _("Shown to members")
    PUBLIC = "public", _("Shown to everybody")
    DRAFT = "draft", _("Taken back to a draft")
    QUOTE_ADDED = "quote_added", _("A quote was added")
    QUOTE_REMOVED = "quote_removed", _("A quote was taken out")


MOST_QUOTES: Final = 12
