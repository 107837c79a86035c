"""What the law gives the person, and by when: pure."""

import calendar
from datetime import date
from typing import Final

from django.db import models
from django.utils.translation import gettext_lazy as _

# Article 12(3) UK GDPR: one month, two more where it is complex or there are many.
MONTHS: Final = 1
MORE_MONTHS: Final = 2
REMIND_DAYS: Final = 7


class Kind(models.TextChoices):
    ACCESS = "access", _("They ask for a copy of their record")
    CORRECT = "correct", _("They ask for something to be put right")
    RESTRICT = "restrict", _("They ask that it is kept and not used")
    ERASE = "erase", _("They ask for their record to be erased")
    OBJECT = "object", _("They object to what is done with it")


class State(models.TextChoices):
    OPEN = "open", _("Open")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back")


class AskedBy(models.TextChoices):
    PERSON = "person", _("The person themselves")
    OTHER = "other", _("Somebody who may act for them")


class Identity(models.TextChoices):
    KNOWN = "known", _("The team knows them and spoke with them")
    DOCUMENT = "document", _("They showed a document, of which no copy was kept")
    CALLED_BACK = "called_back", _("They were rung back on the number that is written down")
    QUESTIONS = "questions", _("They answered questions that only they could answer")


class Longer(models.TextChoices):
    COMPLEX = "complex", _("It is complex")
    MANY = "many", _("The same person asked for many things")


class Refused(models.TextChoices):
    NOT_THEM = "not_them", _("It is not sure that it is they")
    NOTHING = "nothing", _("Nothing is held about them")
    LEGAL_CLAIM = "legal_claim", _("It is needed for a legal claim")
    LEGAL_DUTY = "legal_duty", _("The law says that it has to be kept")
    EXCESSIVE = "excessive", _("The request is clearly unfounded or excessive")
    # Of an objection alone: Article 21(1) UK GDPR.
    COMPELLING = "compelling", _("There are reasons that weigh more than their objection")


class StepKind(models.TextChoices):
    RECEIVED = "received", _("Received")
    IDENTITY = "identity", _("It was checked that it is they")
    EXTENDED = "extended", _("Two more months were taken")
    PROPOSED = "proposed", _("One of two people agreed to it")
    PROPOSAL_ENDED = "unproposed", _("The first agreement was taken back")
    RELEASED = "released", _("A copy of the record was made for the person")
    RESTRICTED = "restricted", _("The record was restricted")
    LIFTED = "lifted", _("The restriction was lifted")
    ERASED = "erased", _("The record was erased")
    UPHELD = "upheld", _("Their objection was upheld: they are asked and counted no more")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Taken back by the person")


class WhyRestricted(models.TextChoices):
    """Article 18(1) UK GDPR."""

    ACCURACY = "accuracy", _("They say that it is wrong, and it is being checked")
    UNLAWFUL = "unlawful", _("It should not have been used, and they want it kept")
    CLAIM = "claim", _("They need it for a legal claim")
    OBJECTION = "objection", _("They objected, and it is being decided")


class WhyLifted(models.TextChoices):
    CHECKED = "checked", _("It was checked, and is right now")
    AGREED = "agreed", _("The person wants it to be used again")
    DECIDED = "decided", _("Their objection was decided")


class WhyErased(models.TextChoices):
    ASKED = "asked", _("They asked for it")
    RETENTION = "retention", _("Its time was over")
    # A backup from before the erasure was restored.
    AGAIN = "again", _("It had been erased before")


# Two people, and who they are to be sure of: both hand out, or end, all that is held.
BY_TWO: Final = frozenset({Kind.ACCESS, Kind.ERASE})


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day: how the ICO counts."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def due(received: date, *, extended: bool = False) -> date:
    return months_later(received, MONTHS + (MORE_MONTHS if extended else 0))
