"""At a glance: the summary of a period, and the same counted by month and by year."""

from collections import defaultdict
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from reporting.figures.choices import OF_RECEIVER, OF_SENDER
from reporting.figures.periods import month_name, months_of, year_name, years_of
from reporting.figures.queries import summary
from reporting.figures.report import Asked, Chart, Column, Figure, Kind, Missing, Row, Sheet
from reporting.figures.rules import Period, annualise, months_in, programme_year
from reporting.figures.tally import by_key, counts, sides
from reporting.figures.words import in_words, said

# So many programme years, this one with them, unless others are asked for.
_YEARS_SHOWN = 5
_YEAR = 12
_MEASURES = ("sent", "accepted", "declined")

_ACCEPTED = Column(
    "accepted_referrals",
    gettext_lazy("Accepted referrals"),
    means=gettext_lazy(
        "By the date of acceptance, in UK time. Drafts, declined, withdrawn and waiting referrals"
        " are not counted."
    ),
)
_ANNUALISED = Column(
    "accepted_referrals_annualised",
    gettext_lazy("Accepted referrals, annualised"),
    means=gettext_lazy(
        "Accepted referrals × 12 ÷ whole months, halves rounded up. Only for whole months; a full"
        " year counts as it is."
    ),
)
_MONTHS = Column("months", gettext_lazy("Whole months"))
_IS_ANNUALISED = Column("annualised", gettext_lazy("Annualised"), Kind.YES_NO)
_SUMMARY = [
    Column(
        "registered_organisations",
        gettext_lazy("Registered organisations"),
        means=gettext_lazy("Members of the network on the last day."),
    ),
    Column(
        "ever_registered_organisations",
        gettext_lazy("Ever registered"),
        means=gettext_lazy(
            "Members on the last day or at any time before, those that have left too."
        ),
    ),
    Column(
        "referring_organisations",
        gettext_lazy("Referring organisations"),
        means=gettext_lazy("Sent at least one of the accepted referrals."),
    ),
    Column(
        "receiving_organisations",
        gettext_lazy("Receiving organisations"),
        means=gettext_lazy("Received at least one of the accepted referrals."),
    ),
    _ACCEPTED,
    _MONTHS,
    _IS_ANNUALISED,
    _ANNUALISED,
    Column(
        "referrals_per_organisation",
        gettext_lazy("Referrals per organisation"),
        Kind.RATIO,
        gettext_lazy("Accepted referrals (annualised, where they are) ÷ registered organisations."),
    ),
]
_DONE = [
    Column("sent", gettext_lazy("Sent"), means=gettext_lazy("To a service, by the day of sending")),
    Column("accepted", gettext_lazy("Accepted"), means=gettext_lazy("By the day of acceptance")),
    Column("declined", gettext_lazy("Declined"), means=gettext_lazy("By the day of the answer")),
]


def _summary(asked: Asked) -> Sheet:
    found, from_desk = summary(asked.network_id, asked.period)
    row: Row = {column.code: getattr(found, column.code) for column in _SUMMARY}
    desk = Missing(
        gettext_lazy("Accepted referrals that the desk sent: counted, but of no organisation"),
        from_desk,
    )
    return Sheet(_SUMMARY, [row], n=found.accepted_referrals, missing=[desk] if from_desk else [])


def _summary_read(sheet: Sheet) -> str:
    [row] = sheet.rows
    words = {
        "accepted": said(row, "accepted_referrals", sheet),
        "referring": said(row, "referring_organisations", sheet),
        "receiving": said(row, "receiving_organisations", sheet),
    }
    sentence = _(
        "Accepted referrals: %(accepted)s. Organisations that referred: %(referring)s; that"
        " received: %(receiving)s."
    )
    return sentence % words


def _by_month(asked: Asked) -> Sheet:
    where = sides(asked, "from_sector", "to_sector")
    found = by_key(counts(asked, "routes", *_MEASURES, by=("month",), where=where))
    firsts = [month.first for month in months_of(asked.period)]
    rows: list[Row] = [
        {
            "month": f"{first:%Y-%m}",
            **{name: found[first.isoformat(),][name] for name in _MEASURES},
        }
        for first in firsts
    ]
    names = {f"{first:%Y-%m}": month_name(first) for first in firsts}
    month = Column("month", gettext_lazy("Month"), Kind.TEXT, words=names)
    return Sheet([month, *_DONE], rows, n=sum(int(str(row["accepted"])) for row in rows))


def _by_month_read(sheet: Sheet) -> str:
    words = {
        name: in_words(sum(int(str(row[name])) for row in sheet.rows), Kind.COUNT)
        for name in _MEASURES
    }
    return _("In all: %(sent)s sent, %(accepted)s accepted, %(declined)s declined.") % words


def _by_year(asked: Asked) -> Sheet:
    """A year of which a part was asked for counts that part."""
    where = sides(asked, "from_sector", "to_sector")
    found: dict[date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in counts(asked, "routes", *_MEASURES, by=("month",), where=where):
        found[programme_year(date.fromisoformat(row.key[0])).first][row.measure] += row.n
    years = [_within(year, asked.period) for year in years_of(asked.period)]
    columns = [Column("year", gettext_lazy("Programme year"), Kind.TEXT), *_DONE]
    columns += [_MONTHS, _IS_ANNUALISED, _ANNUALISED]
    rows = [_year_row(part, found[programme_year(part.first).first]) for part in years]
    return Sheet(columns, rows, n=sum(int(str(row["accepted"])) for row in rows))


def _year_row(part: Period, done: dict[str, int]) -> Row:
    months = months_in(part)
    return {
        "year": year_name(part),
        **{name: done[name] for name in _MEASURES},
        "months": months,
        "annualised": months is not None and months < _YEAR,
        "accepted_referrals_annualised": (
            annualise(done["accepted"], months=months) if months else None
        ),
    }


def _by_year_read(sheet: Sheet) -> str:
    last = sheet.rows[-1]
    words = {"year": str(last["year"]), "n": said(last, "accepted", sheet)}
    if not last["annualised"]:
        return _("Accepted in %(year)s: %(n)s.") % words
    months = int(str(last["months"]))
    sentence = ngettext(
        "Accepted in %(year)s: %(n)s in %(months)d month, %(pace)s a year at that pace.",
        "Accepted in %(year)s: %(n)s in %(months)d months, %(pace)s a year at that pace.",
        months,
    )
    pace = said(last, "accepted_referrals_annualised", sheet)
    return sentence % {**words, "months": months, "pace": pace}


def _within(year: Period, period: Period) -> Period:
    return Period(max(year.first, period.first), min(year.last, period.last))


def _some_years(today: date) -> Period:
    first = programme_year(today)
    for _back in range(_YEARS_SHOWN - 1):
        first = programme_year(first.first - timedelta(days=1))
    return Period(first.first, today)


SUMMARY = Figure(
    code="summary",
    title=gettext_lazy("Summary"),
    section="overview",
    means=gettext_lazy(
        "How many organisations are in the network, how many of them refer and receive, and how"
        " many referrals were accepted."
    ),
    numerator=gettext_lazy(
        "Organisations, and referrals by the day on which they were accepted, in UK time."
    ),
    denominator=gettext_lazy(
        "Referrals per organisation: the organisations that are members on the last day."
    ),
    counted=_summary,
    reading=_summary_read,
    single=True,
    chart=Chart.NONE,
)
BY_MONTH = Figure(
    code="by_month",
    title=gettext_lazy("Referrals by month"),
    section="overview",
    means=gettext_lazy("How many referrals were sent, accepted and declined in each month."),
    numerator=gettext_lazy(
        "Referrals sent to a service, accepted and declined, each by its own day in UK time. A"
        " month of which a part was asked for counts that part. The sectors are those at the time"
        " of the referral."
    ),
    counted=_by_month,
    reading=_by_month_read,
    filters=(OF_SENDER, OF_RECEIVER),
    chart=Chart.LINE,
    chart_of=("month", "sent"),
)
BY_YEAR = Figure(
    code="by_year",
    title=gettext_lazy("Referrals by year"),
    section="overview",
    means=gettext_lazy(
        "How many referrals were sent, accepted and declined in each programme year, October to"
        " September."
    ),
    numerator=gettext_lazy(
        "Referrals sent to a service, accepted and declined, each by its own day in UK time. A"
        " year of which a part was asked for counts that part; of whole months it is annualised:"
        " accepted × 12 ÷ months."
    ),
    counted=_by_year,
    reading=_by_year_read,
    filters=(OF_SENDER, OF_RECEIVER),
    usual=_some_years,
    chart_of=("year", "accepted"),
)
