"""What people say, in words and numbers; and as tables that leave the site."""

from collections.abc import Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ccs.exports.tables import Cell, Table
from ccs.ui import moments
from referrals.voice.questions.rules import Question
from reporting.figures.periods import is_year
from reporting.figures.rules import Period
from reporting.voice.queries import Tables, Voice
from reporting.voice.rules import ALL, ANSWERED, HIDDEN, MEASURES, Shown

TITLES: Final[dict[str, Promise]] = {
    ANSWERED: gettext_lazy("Answered"),
    Question.CONTACTED: gettext_lazy("Were contacted"),
    Question.REPEATED: gettext_lazy("Did not have to tell their story again"),
    Question.RESPECT: gettext_lazy("Were treated with respect"),
    Question.BETTER: gettext_lazy("Say that things are better"),
}
MEANS: Final[dict[str, Promise]] = {
    ANSWERED: gettext_lazy(
        "Of those who were asked in the period, who answered within two weeks. n is how many were"
        " asked, or told us without being asked."
    ),
    Question.CONTACTED: gettext_lazy("Said yes. n is how many answered this question."),
    Question.REPEATED: gettext_lazy(
        "Said no to “Did you have to tell your story again?” n is how many answered this question."
    ),
    Question.RESPECT: gettext_lazy(
        "Said yes, and not partly or no. n is how many answered this question."
    ),
    Question.BETTER: gettext_lazy(
        "Said better, and not the same or worse. n is how many answered this question."
    ),
}


def period_name(period: Period) -> str:
    if is_year(period):
        return _("Programme year %(first)s to %(last)s") % {
            "first": moments.full_date(period.first),
            "last": moments.full_date(period.last),
        }
    return _("%(first)s to %(last)s") % {
        "first": moments.full_date(period.first),
        "last": moments.full_date(period.last),
    }


def period_key(period: Period) -> str:
    return f"{period.first.isoformat()}_{period.last.isoformat()}"


def rows_of(voice: Voice) -> list[tuple[str, list[str]]]:
    """The network first, then its services by name."""
    keys = sorted(voice.names, key=lambda key: voice.names[key].casefold())
    return [
        (_("All services"), cells_of(voice.tables, ALL)),
        *((voice.names[key], cells_of(voice.tables, key)) for key in keys),
    ]


def cells_of(tables: Tables, key: str) -> list[str]:
    return [share_in_words(tables[measure].get(key, Shown(n=0))) for measure in MEASURES]


def share_in_words(shown: Shown) -> str:
    """Such as `87% (n 45)`, `93% or more (n 60)`, or that it is not shown."""
    if shown == HIDDEN:
        return _("Not shown")
    if not shown.n:
        return _("Nobody yet")
    if shown.least is None or shown.most is None:
        return _("Not shown (n %(n)d)") % {"n": shown.n}
    if shown.exact:
        words = _("%(share)d%% (n %(n)d)")
        return words % {"share": shown.least, "n": shown.n}
    if shown.least:
        return _("%(share)d%% or more (n %(n)d)") % {"share": shown.least, "n": shown.n}
    return _("%(share)d%% or less (n %(n)d)") % {"share": shown.most, "n": shown.n}


def definitions() -> list[tuple[str, str]]:
    return [(str(TITLES[one]), str(MEANS[one])) for one in MEASURES]


def as_table(voice: Voice) -> Table:
    """A row for each service and measure: numbers in cells of their own, empty where hidden."""
    heads = [
        _("From"),
        _("To"),
        _("Service"),
        _("Figure"),
        _("n"),
        _("Percent, at least"),
        _("Percent, at most"),
    ]
    keys = [ALL, *sorted(voice.names, key=lambda key: voice.names[key].casefold())]
    rows = [
        _cells(voice, key, measure, voice.names.get(key, _("All services")))
        for key in keys
        for measure in MEASURES
    ]
    return Table(title=_("What people say"), heads=heads, rows=rows)


def _cells(voice: Voice, key: str, measure: str, name: str) -> Sequence[Cell]:
    shown = voice.tables[measure].get(key, Shown(n=0))
    title = str(TITLES[measure])
    return [voice.period.first, voice.period.last, name, title, shown.n, shown.least, shown.most]
