"""The summary of a pack's time beside the time before and the same time a year ago."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from reporting.exports.shown import Grid
from reporting.figures.asking import asked_for, count
from reporting.figures.periods import label_of
from reporting.figures.report import Column, Row, figures
from reporting.figures.rules import Period
from reporting.figures.words import cell_in_words
from reporting.packs.rules import Kind, period_before, year_ago


def compared_summary(network_id: UUID, kind: str, period: Period, *, today: date) -> Grid:
    """Of a year, the time before is a year ago already."""
    periods = [period, period_before(kind, period)]
    if kind == Kind.QUARTER:
        periods.append(year_ago(period))
    columns, rows = _counted(network_id, periods, today)
    return Grid(
        _("Compared with before"),
        [_("What"), *map(label_of, periods)],
        [False, *[True] * len(periods)],
        [
            [str(one.title), *(cell_in_words(row.get(one.code), one) for row in rows)]
            for one in columns
        ],
    )


def _counted(
    network_id: UUID, periods: list[Period], today: date
) -> tuple[list[Column], list[Row]]:
    figure = figures()["summary"]
    sheets = [count(figure, asked_for(figure, network_id, one, today=today)) for one in periods]
    return list(sheets[0].columns), [sheet.rows[0] for sheet in sheets]
