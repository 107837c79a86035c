"""A figure as it is read: sentence, chart, table, of how many, what is missing, what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from markupsafe import Markup

from reporting.figures.asking import count
from reporting.figures.periods import days_of, label_of
from reporting.figures.report import HIDDEN, Asked, Column, Figure, Kind, Missing, Sheet
from reporting.figures.words import in_words
from reporting.pages.charts import both_widths, picture_of
from reporting.pages.tables import Table, compared, filled_up, table_of, turned, visible
from reporting.pages.words import WHY_HIDDEN, is_number

# Of numbers and of words, downwards and upwards.
_WAYS: Final[dict[tuple[bool, bool], Promise]] = {
    (True, True): gettext_lazy("largest first"),
    (True, False): gettext_lazy("smallest first"),
    (False, True): gettext_lazy("from Z to A"),
    (False, False): gettext_lazy("from A to Z"),
}


@dataclass(frozen=True, slots=True)
class Sorting:
    """One way to put the rows in order. `code` goes into the address."""

    words: str
    code: str
    here: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything that `components/figure.html` shows; no rows where there is nothing to count."""

    title: str
    sentence: str
    charts: tuple[Markup, Markup] | None
    chart_note: str
    caption: str
    table: Table | None
    sortings: list[Sorting]
    n: str
    missing: list[str]
    hidden: str
    meanings: list[tuple[str, str]]


def shown(figure: Figure, asked: Asked, *, before: Asked | None = None, sort: str = "") -> Shown:
    """Counted and put into words; two periods beside each other where there is a `before`."""
    counted = now = count(figure, asked)
    then = count(figure, before) if before else None
    if then:
        now, then = filled_up(now, then), filled_up(then, now)
    periods = [one.period for one in (asked, before) if one]
    names = [label_of(period) for period in periods]
    picture = picture_of(figure, now, before=then, names=names)
    drawing = picture.drawing if picture else None
    return Shown(
        title=str(figure.title),
        sentence=figure.reading(counted),
        charts=both_widths(drawing) if drawing else None,
        chart_note=picture.note if picture else "",
        caption=_(" and ").join(days_of(period) for period in periods),
        table=_table(figure, now, then, names, sort) if now.rows else None,
        sortings=[] if _single(figure, now) else sortings_of(now, sort),
        n="" if now.n is None else in_words(now.n, Kind.COUNT),
        missing=[missing_in_words(one) for one in now.missing],
        hidden=str(WHY_HIDDEN) if any(map(_hides, (now, then))) else "",
        meanings=meanings_of(figure, now),
    )


def missing_in_words(one: Missing) -> str:
    """`No ward is known: 12`."""
    if one.count is None:
        return str(one.words)
    return _("%(words)s: %(count)s") % {
        "words": one.words,
        "count": in_words(one.count, Kind.COUNT),
    }


def meanings_of(figure: Figure, sheet: Sheet | None = None) -> list[tuple[str, str]]:
    """What it is, over what, and what its columns say."""
    parts = [
        (_("What it is"), figure.means),
        (_("What is counted (numerator)"), figure.numerator),
        (_("Out of what (denominator)"), figure.denominator),
    ]
    if sheet:
        parts += [(str(one.title), one.means) for one in visible(sheet)]
    return [(str(name), str(words)) for name, words in parts if str(words)]


def sortings_of(sheet: Sheet, sort: str) -> list[Sorting]:
    """By each column: numbers the largest first, words from A; chosen again, the other way."""
    return [_sorting(one, sort) for one in visible(sheet)]


def _sorting(column: Column, sort: str) -> Sorting:
    numeric = is_number(column)
    usual, other = f"-{column.code}", column.code
    if not numeric:
        usual, other = other, usual
    if sort not in (usual, other):
        return Sorting(str(column.title), usual, here=False)
    words = _WAYS[numeric, sort.startswith("-")]
    return Sorting(f"{column.title} ({words})", other if sort == usual else usual, here=True)


def _single(figure: Figure, sheet: Sheet) -> bool:
    return figure.single or sheet.flat


def _table(
    figure: Figure, now: Sheet, then: Sheet | None, names: Sequence[str], sort: str
) -> Table:
    both = (names[0], names[-1])
    if _single(figure, now):
        return turned(now, then, names=both)
    return compared(now, then, names=both, sort=sort) if then else table_of(now, sort=sort)


def _hides(sheet: Sheet | None) -> bool:
    if sheet is None:
        return False
    cells = (value for row in sheet.rows for value in row.values())
    return sheet.n is HIDDEN or HIDDEN in cells or any(one.count is HIDDEN for one in sheet.missing)
