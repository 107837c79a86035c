"""Why there is nothing to show, and what to know about what is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from ccs.ui import moments
from reporting.pages.asking import Question


@dataclass(frozen=True, slots=True)
class Nothing:
    """What stands where the table would: `clear` offers to take the filters off."""

    title: str
    text: str
    clear: bool = False


def nothing_of(question: Question, sentence: str, *, since: date) -> Nothing:
    """For a table that has no rows: why that may be, or what the figure itself says of it."""
    if question.asked.period.last < since:
        return Nothing(
            _("This was before the network began"),
            _("There is something to count from %(day)s.") % {"day": moments.full_date(since)},
        )
    if question.asked.filters:
        return Nothing(
            _("Nothing matches what you chose"),
            _("Choose another period, or show everything."),
            clear=True,
        )
    return Nothing(sentence, _("Another period may have more."))


def notices_of(question: Question, *, since: date, today: date) -> list[str]:
    """What the numbers alone would not say."""
    return list(_notices(question, since, today))


def _notices(question: Question, since: date, today: date) -> Iterator[str]:
    period, other, began = question.asked.period, question.before, {"day": moments.full_date(since)}
    if period.last > today:
        yield _("This period is not over: it is counted up to today.")
    if period.last < since:
        yield _("This was before the network began, on %(day)s.") % began
    elif other and other.period.last < since:
        yield _("What this is compared with was before the network began, on %(day)s.") % began
    elif other and other.period.first < since:
        yield _("The network began on %(day)s, within what this is compared with.") % began
