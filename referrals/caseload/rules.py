"""What of a team's own caseload may leave the site as a file, and why letters do."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from referrals.filters.rules import Box

# What one request makes in its own transaction, without holding anybody up.
MOST_ROWS: Final = 5000


class Part(TextChoices):
    """Of the letter: its core, and what came of it. The envelope goes with every row."""

    NAME = "name", _("Name")
    CONTACT = "contact", _("How to reach them safely")
    STORY = "story", _("What happened, in their words")
    CAME = "came", _("Needs met, awards and what is different for them")


class Why(TextChoices):
    """Codes, and never words: they stand in the audit."""

    REVIEW = "review", _("To review our cases together")
    HANDOVER = "handover", _("To hand work over to a colleague")
    RECORDS = "records", _("For our own case records")
    OFFLINE = "offline", _("To work where there is no internet")
    ASKED = "asked", _("The person, or a court, asked for it")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The days are the first and the last, both included: of sending, or in `ended` of the end."""

    box: Box
    since: date
    until: date
    parts: tuple[Part, ...] = ()
    why: str = ""
