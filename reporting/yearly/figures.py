"""What it costs to run a network for each accepted referral, and the time that users save."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.engagement.surveys.queries import waves_of
from organisations.engagement.surveys.results import hours_of
from organisations.engagement.workstreams.rules import programme_year as year_number
from organisations.engagement.workstreams.rules import year_in_words
from organisations.engagement.yearly.models import YearFigure
from organisations.engagement.yearly.queries import figures_entered
from reporting.disclosure.sums import LEAST
from reporting.facts.queries import counted
from reporting.figures.periods import year_name, years_of
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Chart,
    Column,
    Figure,
    Hidden,
    Kind,
    Missing,
    Row,
    Sheet,
    Value,
    register,
)
from reporting.figures.rules import Period, programme_year
from reporting.figures.sheets import per
from reporting.figures.words import said

_YEARS_SHOWN: Final = 5
_PENNY: Final = Decimal("0.01")
_YEAR: Final = Column("year", gettext_lazy("Programme year"), Kind.TEXT)
_SOURCE: Final = Column("source", gettext_lazy("Source"), Kind.TEXT, aside=True)
_COSTS: Final = (
    _YEAR,
    Column(
        "running_cost",
        gettext_lazy("Running cost"),
        Kind.POUNDS,
        gettext_lazy("All that was paid for in the year, as the desk entered it."),
    ),
    Column(
        "accepted_referrals",
        gettext_lazy("Accepted referrals"),
        means=gettext_lazy("By the date of acceptance, in UK time."),
    ),
    Column("cost_per_referral", gettext_lazy("Running cost per referral"), Kind.POUNDS),
    _SOURCE,
)
_SAVED: Final = (
    _YEAR,
    Column("source", gettext_lazy("Who says so"), Kind.TEXT),
    Column("hours", gettext_lazy("Hours saved in a week, all together")),
    Column("n", gettext_lazy("People who said")),
    Column("hours_each", gettext_lazy("Hours in a week for each"), Kind.RATIO),
)


def last_years(today: date) -> Period:
    """Five programme years, up to today."""
    first = programme_year(today)
    for _back in range(_YEARS_SHOWN - 1):
        first = programme_year(first.first - timedelta(days=1))
    return Period(first.first, today)


def _costs(asked: Asked) -> Sheet:
    years = years_of(asked.period)
    entered = figures_entered(asked.network_id, [year.first.year for year in years])
    accepted = _accepted(asked, Period(years[0].first, years[-1].last))
    rows: list[Row] = []
    for year in years:
        cost = entered.get((year.first.year, "running_cost"))
        n = accepted.get(year.first.year, 0)
        rows.append(
            {
                "year": year_name(year),
                "running_cost": cost.value if cost else None,
                "accepted_referrals": n,
                "cost_per_referral": _each(cost.value, n) if cost else None,
                "source": cost.source if cost else "",
            }
        )
    without = [str(row["year"]) for row in rows if row["running_cost"] is None]
    missing = [Missing(_("No cost was entered for %(years)s.") % {"years": ", ".join(without)})]
    notes = [Missing(f"{year}: {note}") for year, note in _notes(entered, "running_cost")]
    return Sheet(_COSTS, rows, missing=[*(missing if without else []), *notes])


def _costs_read(sheet: Sheet) -> str:
    known = [row for row in sheet.rows if row["cost_per_referral"] is not None]
    if not known:
        return _("Nobody has entered what it cost to run the network.")
    words = {code: said(known[-1], code, sheet) for code in ("year", "cost_per_referral")}
    n = said(known[-1], "accepted_referrals", sheet)
    return _(
        "In %(year)s it cost %(cost_per_referral)s to run the network for each of %(n)s accepted"
        " referrals."
    ) % {**words, "n": n}


def _saved(asked: Asked) -> Sheet:
    years = years_of(asked.period)
    numbers = [year.first.year for year in years]
    rows = [*_by_survey(asked, numbers), *_by_hand(asked, numbers)]
    rows.sort(key=lambda row: str(row["year"]))
    return Sheet(_SAVED, rows)


def _saved_read(sheet: Sheet) -> str:
    told = [row for row in sheet.rows if isinstance(row["hours_each"], Decimal)]
    if not told:
        return _("Nobody has said yet how much time the referral system saves.")
    codes = ("year", "n", "hours", "hours_each")
    return _(
        "In %(year)s, %(n)s people said that the referral system saves them %(hours)s hours a week"
        " together, %(hours_each)s each."
    ) % {code: said(told[-1], code, sheet) for code in codes}


def _by_survey(asked: Asked, years: list[int]) -> Iterator[Row]:
    for wave in waves_of(asked.network_id):
        if wave.year in years and wave.results:
            hours, people = hours_of(wave)
            if people != 0:
                yield _saved_row(wave.year, wave.name, hours, people)


def _by_hand(asked: Asked, years: list[int]) -> Iterator[Row]:
    entered = figures_entered(asked.network_id, years)
    for year in years:
        hours, by = entered.get((year, "hours_saved")), entered.get((year, "hours_saved_by"))
        if hours and by and hours.value is not None and by.value:
            few = by.value < LEAST
            people = None if few else int(by.value)
            yield _saved_row(year, hours.source, None if few else int(hours.value), people)


def _saved_row(year: int, source: str, hours: int | None, people: int | None) -> Row:
    return {
        "year": year_in_words(year),
        "source": source,
        "hours": _or_hidden(hours),
        "n": _or_hidden(people),
        "hours_each": HIDDEN if hours is None or not people else per(hours, people),
    }


def _accepted(asked: Asked, period: Period) -> dict[int, int]:
    found: dict[int, int] = {}
    for row in counted(asked.network_id, "routes", "accepted", period, by=("month",)):
        year = year_number(date.fromisoformat(row.key[0]))
        found[year] = found.get(year, 0) + row.n
    return found


def _notes(entered: dict[tuple[int, str], YearFigure], code: str) -> Iterator[tuple[str, str]]:
    for (year, one), row in sorted(entered.items()):
        if one == code and row.note:
            yield year_in_words(year), row.note


def _each(cost: Decimal | None, n: int) -> Decimal | None:
    return (cost / n).quantize(_PENNY, ROUND_HALF_UP) if cost is not None and n else None


def _or_hidden(value: int | None) -> Value | Hidden:
    return HIDDEN if value is None else value


RUNNING_COST: Final = Figure(
    code="running_cost",
    title=gettext_lazy("Running cost per referral"),
    section="programme",
    means=gettext_lazy("What it cost to run the network in a year, for each accepted referral."),
    numerator=gettext_lazy(
        "What the year cost, in pounds, as somebody of the desk entered it with its source."
    ),
    denominator=gettext_lazy(
        "Referrals accepted in the same programme year, October to September."
    ),
    counted=_costs,
    reading=_costs_read,
    usual=last_years,
    chart_of=("year", "cost_per_referral"),
)
TIME_SAVED: Final = Figure(
    code="time_saved",
    title=gettext_lazy("Time saved, as users report it"),
    section="programme",
    means=gettext_lazy("How many hours a week the referral system saves those who use it."),
    numerator=gettext_lazy(
        "Hours in a week that users estimate themselves, in a survey or as the desk entered it."
        " Nobody measured them."
    ),
    denominator=gettext_lazy(
        "The users who said how much it is. Those who said nothing are left out."
    ),
    counted=_saved,
    reading=_saved_read,
    usual=last_years,
    chart=Chart.NONE,
)


def register_figures() -> None:
    register(RUNNING_COST)
    register(TIME_SAVED)
