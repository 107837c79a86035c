"""A figure in words, as paper shows it: its sentence, chart, table, and what it means."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from reporting.figures.periods import days_of
from reporting.figures.report import (
    HIDDEN,
    Asked,
    Column,
    Figure,
    Hidden,
    Kind,
    Sheet,
    Words,
)
from reporting.figures.words import cell_in_words
from reporting.pages.charts import chart_svg

_WORDED: Final = (Kind.TEXT, Kind.DAY, Kind.YES_NO)
_NARROW: Final = 290
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of finished strings; `numeric` are the columns that stand on the right."""

    caption: str
    head: list[str]
    numeric: list[bool]
    rows: list[list[str]]
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure, finished. `chart` is SVG, or empty; `narrow` the same for a small screen."""

    code: str
    title: str
    period: str
    reading: str
    chart: str
    narrow: str
    grid: Grid
    definition: Rows


def shown(figure: Figure, asked: Asked, sheet: Sheet) -> Shown:
    return Shown(
        code=figure.code,
        title=str(figure.title),
        period=days_of(asked.period),
        reading=figure.reading(sheet),
        chart=str(chart_svg(figure, sheet)),
        narrow=str(chart_svg(figure, sheet, width=_NARROW)),
        grid=grid_of(figure, sheet),
        definition=definition_of(figure),
    )


def grid_of(figure: Figure, sheet: Sheet) -> Grid:
    """A figure of one row lies on its side: a number a line."""
    columns = [one for one in sheet.columns if not one.code.endswith("_code")]
    title, notes = str(figure.title), notes_of(figure, sheet)
    if figure.single or sheet.flat:
        row = sheet.rows[0] if sheet.rows else {}
        lines = [[str(one.title), cell_in_words(row.get(one.code), one)] for one in columns]
        return Grid(title, [_("What"), _("Number")], [False, True], lines, notes)
    return Grid(
        title,
        [str(one.title) for one in columns],
        [is_number(one) for one in columns],
        [[cell_in_words(row.get(one.code), one) for one in columns] for row in sheet.rows],
        notes,
    )


def is_number(column: Column) -> bool:
    return column.kind not in _WORDED


def notes_of(figure: Figure, sheet: Sheet) -> list[str]:
    """Of how many, what the numbers do not hold, and that some are kept back."""
    notes = []
    if sheet.n is not None:
        notes.append(_("Out of how many (n): %(n)s.") % {"n": _count(sheet.n)})
    notes += missing_of(sheet)
    if figure.of_people:
        notes.append(
            _(
                "Numbers from 1 to 4 are not shown, nor any other number that would give one of"
                " them away."
            )
        )
    return notes


def missing_of(sheet: Sheet) -> list[str]:
    return [
        str(one.words)
        if one.count is None
        else _("%(words)s: %(count)s") % {"words": one.words, "count": _count(one.count)}
        for one in sheet.missing
    ]


def definition_of(figure: Figure) -> Rows:
    rows: list[tuple[str, Words]] = [
        (_("What it is"), figure.means),
        (_("What is counted"), figure.numerator),
    ]
    if figure.denominator:
        rows.append((_("Out of what"), figure.denominator))
    return [(name, str(value)) for name, value in rows]


def quoted(network: str, title: str, period: str, made_at: datetime) -> str:
    """How to name the source."""
    return _("%(network)s: %(title)s, %(period)s, as counted on %(day)s.") % {
        "network": network,
        "title": title,
        "period": period,
        "day": moments.full_date(localtime(made_at).date()),
    }


def _count(count: int | Hidden) -> str:
    return cell_in_words(HIDDEN if isinstance(count, Hidden) else count, Column("n", ""))
