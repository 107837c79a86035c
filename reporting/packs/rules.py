"""Which packs there are, their sections in the order in which a council reads, and their states."""

from datetime import date, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from reporting.figures.rules import Period, programme_year, quarters_of

# The job that makes the drafts of one network, and the two emails.
DRAFT: Final = "pack_draft"
DRAFTED: Final = "pack_drafted"
SENT: Final = "pack_sent"
# So long after a quarter's end: late answers and corrections have come by then.
DRAFTED_AFTER: Final = timedelta(days=7)
LONGEST: Final = 5000


class Kind(TextChoices):
    QUARTER = "quarter", _("Quarter")
    YEAR = "year", _("Programme year")


class State(TextChoices):
    DRAFT = "draft", _("Draft")
    SENT = "sent", _("Sent")


# By code, with the codes of the figures in each: one that nobody has registered is left out.
SECTIONS: Final[dict[str, tuple[str | Promise, tuple[str, ...]]]] = {
    "summary": (_("In short"), ("summary",)),
    "routes": (_("Who refers to whom"), ("routes", "schemes")),
    "taking_part": (_("Who takes part"), ("involvement", "top_senders", "top_receivers")),
    "needs": (_("What people need"), ("needs", "urgency")),
    "waits": (_("How long it took"), ("waits",)),
    "not_met": (_("What could not be met"), ("declines", "withdrawals", "unmet")),
    "outcomes": (_("What came of it"), ("endings", "outcomes", "pounds", "awards")),
    "aftercare": (_("How people were later"), ("aftercare", "repeat_crises")),
    "people": (_("Whom it reached"), ("people", "ages", "ethnicity", "interpreter", "wards")),
    "voice": (_("What people said"), ("voice",)),
    "capacity": (_("Room to help"), ("capacity",)),
    "adoption": (_("How the network grows"), ("adoption", "quiet_members")),
    "worth": (_("What it saves and costs"), ("time_saved", "running_cost", "survey")),
    "learning": (_("You said, we did"), ()),
    "annex": (_("The evaluation’s tables"), ()),
    "definitions": (_("What the figures mean"), ()),
}
# Without room for words: they are made by the figures alone.
WORDLESS: Final = ("annex", "definitions")
WITH_WORDS: Final = tuple(code for code in SECTIONS if code not in WORDLESS)


def period_of(kind: str, day: date) -> Period:
    """The quarter or the programme year that a day is in."""
    year = programme_year(day)
    if kind == Kind.YEAR:
        return year
    return next(one for one in quarters_of(year) if one.first <= day <= one.last)


def period_before(kind: str, period: Period) -> Period:
    return period_of(kind, period.first - timedelta(days=1))


def year_ago(period: Period) -> Period:
    """The same days of the programme year before: quarters have whole months."""
    first = period.first.replace(year=period.first.year - 1)
    after = period.last + timedelta(days=1)
    return Period(first, after.replace(year=after.year - 1) - timedelta(days=1))


def due_on(day: date) -> list[tuple[Kind, Period]]:
    """The packs whose time ended long enough before `day`, newest of each kind."""
    ended = day - DRAFTED_AFTER
    return [
        (kind, period_before(kind, period_of(kind, ended))) for kind in (Kind.QUARTER, Kind.YEAR)
    ]
