"""The evaluation's own tables in its own form: up to three programme years side by side.

Figure 6 (summary statistics), 7 (routes), 8 (statutory bodies by type), 9 (the welfare scheme),
15 (who in the voluntary sector receives most) and 3 (people supported).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import Min
from django.utils.translation import gettext as _

from ccs.tenancy.context import enter, system
from reporting.exports.shown import Grid, grid_of
from reporting.figures.asking import asked_for, count
from reporting.figures.choices import group_of
from reporting.figures.names import organisations_named
from reporting.figures.periods import days_of, year_name
from reporting.figures.report import Asked, Column, Row, Sheet, figures
from reporting.figures.rules import Period, programme_year, whole_months_of, year_before
from reporting.figures.tally import counts
from reporting.figures.words import cell_in_words
from reporting.history.models import HistoryOrganisation
from reporting.pages.queries import first_day

_YEARS: Final = 3
_TOP: Final = 10
_STATUTORY: Final = "la_statutory"
_VOLUNTARY: Final = "vcs"
_SUMMARY: Final = (
    "registered_organisations",
    "referring_organisations",
    "receiving_organisations",
)


@dataclass(frozen=True, slots=True)
class Years:
    """The programme years up to the end of a period, oldest first; the last may be a part.

    They are numbered from the year that `began` is in, as the evaluation numbers them.
    """

    network_id: UUID
    periods: Sequence[Period]
    today: date
    began: date

    def asked(self, code: str) -> list[Asked]:
        figure = figures()[code]
        return [asked_for(figure, self.network_id, one, today=self.today) for one in self.periods]

    def sheets(self, code: str) -> list[Sheet]:
        return [count(figures()[code], asked) for asked in self.asked(code)]

    @property
    def names(self) -> list[str]:
        return [
            _("Year %(number)d, %(name)s")
            % {
                "number": one.first.year - programme_year(self.began).first.year + 1,
                "name": year_name(one),
            }
            for one in self.periods
        ]


def annex_of(network_id: UUID, period: Period, *, today: date) -> list[Grid]:
    began = min(first_day(network_id), _first_of_history(network_id) or today)
    years = Years(network_id, _years(network_id, period, began), today, began)
    return [
        _summary(years),
        _side_by_side(years, "routes", _("Referral routes by programme year"), "share"),
        _statutory(years),
        *_scheme(years),
        _top_receivers(years),
        *_people(years),
    ]


def _years(network_id: UUID, period: Period, began: date) -> list[Period]:
    """Only those in which somebody was a member, and the last in any case."""
    year = programme_year(period.first)
    last = whole_months_of(Period(year.first, min(year.last, period.last)))
    found = [last or Period(year.first, period.last)]
    while len(found) < _YEARS and found[0].first > began:
        found.insert(0, year_before(found[0]))
    return found


def _first_of_history(network_id: UUID) -> date | None:
    with enter(system(network_id)):
        rows = HistoryOrganisation.objects.filter(network_id=network_id, replaced_by=None)
        first: date | None = rows.aggregate(first=Min("registered_on"))["first"]
    return first


def _summary(years: Years) -> Grid:
    sheets = years.sheets("summary")
    rows, columns = [sheet.rows[0] for sheet in sheets], _columns(sheets[0])

    def line(code: str) -> list[str]:
        column = columns[code]
        return [str(column.title), *(cell_in_words(row.get(code), column) for row in rows)]

    accepted = [_accepted(row, columns) for row in rows]
    return Grid(
        _("Summary statistics by programme year"),
        ["", *years.names],
        [False, *[True] * len(rows)],
        [
            *(line(code) for code in _SUMMARY),
            [_("Referrals (accepted)"), *accepted],
            line("referrals_per_organisation"),
        ],
        [
            _("* Annualised referrals: %(year)s covers %(days)s, with %(count)s accepted.")
            % {
                "year": year_name(period),
                "days": days_of(period),
                "count": cell_in_words(row["accepted_referrals"], columns["accepted_referrals"]),
            }
            for row, period in zip(rows, years.periods, strict=True)
            if row["annualised"]
        ],
    )


def _accepted(row: Row, columns: Mapping[str, Column]) -> str:
    """A year's worth, with the evaluation's asterisk where it is not a whole year."""
    code = "accepted_referrals_annualised" if row["annualised"] else "accepted_referrals"
    return cell_in_words(row[code], columns[code]) + ("*" if row["annualised"] else "")


def _statutory(years: Years) -> Grid:
    """Types that somebody of a council, of health, of a school and the like had at the time."""
    types: set[object] = set()
    for asked in years.asked("involvement"):
        with enter(system(years.network_id)):
            for side in ("from", "to"):
                rows = counts(asked, "routes", "accepted", by=(f"{side}_type", f"{side}_sector"))
                types |= {row.key[0] for row in rows if group_of(row.key[1]) == _STATUTORY}
    types.discard("")
    title = _("Statutory bodies by type: in how many of all referrals they have a part")
    return _side_by_side(
        years, "involvement", title, "share", keep=lambda row: row.get("type") in types
    )


def _scheme(years: Years) -> list[Grid]:
    """From the scheme, and to it: two lines each."""
    return [
        _side_by_side(years, "schemes", title, code)
        for title, code in (
            (_("Referrals from welfare schemes by programme year"), "made"),
            (_("Referrals to welfare schemes by programme year"), "received"),
        )
    ]


def _side_by_side(
    years: Years,
    code: str,
    title: str,
    value: str,
    *,
    keep: Callable[[Row], bool] = lambda row: True,
) -> Grid:
    """A line for whatever is in one of the years, the most of the last year first."""
    sheets = years.sheets(code)
    columns = _columns(sheets[0])
    names = [one for one in sheets[0].columns if one.code in _names_of(sheets[0])]
    cells: dict[str, dict[int, str]] = {}
    for number, sheet in reversed(list(enumerate(sheets))):
        for row in filter(keep, sheet.rows):
            name = _(" to ").join(cell_in_words(row.get(one.code), one) for one in names)
            cells.setdefault(name, {})[number] = cell_in_words(row.get(value), columns[value])
    numbers = range(len(sheets))
    counts = [_("n = %(n)s") % {"n": cell_in_words(one.n, Column("n", ""))} for one in sheets]
    return Grid(
        title,
        ["", *years.names],
        [False, *[True] * len(sheets)],
        [[name, *(found.get(one, "–") for one in numbers)] for name, found in cells.items()]
        + [[_("Out of how many accepted referrals"), *counts]],
    )


def _names_of(sheet: Sheet) -> list[str]:
    return [
        one.code for one in sheet.columns if one.kind == "text" and not one.code.endswith("_code")
    ]


def _top_receivers(years: Years) -> Grid:
    """Of the last of the years, and of the voluntary and community sector alone."""
    sheet = years.sheets("top_receivers")[-1]
    with enter(system(years.network_id)):
        named = organisations_named(years.network_id)
    ours = [
        row
        for row in sheet.rows
        if group_of(named[str(row["organisation_code"])].sector) == _VOLUNTARY
    ][:_TOP]
    shown = [
        one for one in sheet.columns if one.code in ("organisation", "accepted_referrals", "share")
    ]
    return Grid(
        _("Voluntary and community organisations that received most, %(year)s")
        % {"year": year_name(years.periods[-1])},
        [str(one.title) for one in shown],
        [False, True, True],
        [[cell_in_words(row.get(one.code), one) for one in shown] for row in ours],
        [_("Out of how many (n): %(n)s.") % {"n": cell_in_words(sheet.n, Column("n", ""))}],
    )


def _people(years: Years) -> list[Grid]:
    """Of the last year that is over and published, if there is one."""
    figure = figures().get("people")
    if figure is None or figure.offered is None:
        return []
    with enter(system(years.network_id)):
        offered = figure.offered(years.network_id, years.today)
    whole = [one for one in years.periods if one in offered]
    if not whole:
        return []
    asked = asked_for(figure, years.network_id, whole[-1], today=years.today)
    grid = grid_of(figure, count(figure, asked))
    title = _("People supported, %(year)s") % {"year": year_name(whole[-1])}
    return [Grid(title, grid.head, grid.numeric, grid.rows, grid.notes)]


def _columns(sheet: Sheet) -> dict[str, Column]:
    return {one.code: one for one in sheet.columns}
