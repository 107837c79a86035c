"""What a chart shows of a sheet, and the chart: an SVG that needs no colour, style or script."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count, takewhile
from typing import Final, Protocol

from django.utils.translation import gettext as _
from markupsafe import Markup

from reporting.figures.periods import label_of
from reporting.figures.report import HIDDEN, Chart, Column, Row, Sheet, Words
from reporting.figures.rules import Period
from reporting.figures.words import cell_in_words
from reporting.pages.bars import bars, stacked
from reporting.pages.lines import lines
from reporting.pages.svg import Drawing, Mark, Point
from reporting.pages.tables import visible
from reporting.pages.words import is_number

# More would be no picture.
MOST_BARS: Final = 20
# In a chart of more rows than this, those of nothing only push the others apart.
_MOST_WITH_NOTHING: Final = 8
_MOST_SERIES: Final = 6
_WIDE: Final = 640
_NARROW: Final = 290
# Two charts of one page must not share a name.
_numbers: Final = count(1)


class Charted(Protocol):
    """What can be drawn: a figure, or a table of the programme. See `Figure` for each."""

    @property
    def title(self) -> Words: ...
    @property
    def chart(self) -> Chart: ...
    @property
    def chart_of(self) -> tuple[str, str]: ...
    @property
    def reading(self) -> Callable[[Sheet], str]: ...


@dataclass(frozen=True, slots=True)
class Picture:
    """What there is to draw, and what of the table is not in it."""

    drawing: Drawing
    note: str


def chart_svg(
    figure: Charted,
    sheet: Sheet,
    *,
    before: Sheet | None = None,
    periods: Sequence[Period] = (),
    width: int = _WIDE,
) -> Markup:
    """For pages, paper and PDF alike; empty where there is nothing to draw.

    `periods` name the two that are compared.
    """
    names = [label_of(one) for one in periods]
    picture = picture_of(figure, sheet, before=before, names=names)
    return drawn(picture.drawing, width=width) if picture else Markup()


def both_widths(drawing: Drawing) -> tuple[Markup, Markup]:
    """Letters are as large on a phone as on a wide screen: so there are two."""
    return drawn(drawing, width=_WIDE), drawn(drawing, width=_NARROW)


def drawn(drawing: Drawing, *, width: int) -> Markup:
    draw = {Chart.BARS: bars, Chart.STACKED: stacked, Chart.LINE: lines}[drawing.chart]
    return draw(drawing, width=width, ident=f"chart{next(_numbers)}")


def picture_of(
    figure: Charted, sheet: Sheet, *, before: Sheet | None = None, names: Sequence[str] = ()
) -> Picture | None:
    """None: no chart, or nothing in it."""
    label, value = (_column(sheet, code) for code in figure.chart_of)
    if figure.chart == Chart.NONE or value is None or not sheet.rows:
        return None
    # In other groups, the rows have another name.
    label = label or visible(sheet)[0]
    if figure.chart == Chart.BARS:
        series, points = _bars(sheet, before, label, value, names)
    else:
        series, points = _crossed(sheet, label, value)
    found = points if figure.chart == Chart.LINE else _something(points)
    drawn_points = found if figure.chart == Chart.LINE else _largest(found)
    marks = [mark for point in drawn_points for mark in point.marks]
    # A bar without some of its pieces would be too short: rather none.
    if len(series) > _MOST_SERIES or not any(mark.value for mark in marks):
        return None
    drawing = Drawing(
        chart=figure.chart,
        title=str(figure.title),
        sentence=figure.reading(sheet),
        measure=str(value.title),
        kind=value.kind,
        series=series,
        points=drawn_points,
    )
    nothing = len(points) - len(found)
    return Picture(
        drawing, " ".join(_left_out(sheet, len(drawn_points), len(found), nothing=nothing))
    )


def _something(points: list[Point]) -> list[Point]:
    """Without the rows of 0, where there are many rows. What is hidden or not known stays."""
    if len(points) <= _MOST_WITH_NOTHING:
        return points
    return [one for one in points if any(mark.value != 0 for mark in one.marks)]


def _largest(points: list[Point]) -> list[Point]:
    """As many as can be looked at, in the table's order."""
    sizes = {id(one): max((mark.value or 0 for mark in one.marks), default=0) for one in points}
    kept = {id(one) for one in sorted(points, key=lambda one: -sizes[id(one)])[:MOST_BARS]}
    return [one for one in points if id(one) in kept]


def _left_out(sheet: Sheet, shown: int, every: int, *, nothing: int) -> Iterator[str]:
    if nothing:
        yield _("Rows of 0 are not drawn.")
    if shown < every:
        yield _("The chart shows the %(shown)s largest of %(every)s rows of the table.") % {
            "shown": shown,
            "every": every,
        }
    if any(value is HIDDEN for row in sheet.rows for value in row.values()):
        yield _("What is too few to show is not drawn.")


def _column(sheet: Sheet, code: str) -> Column | None:
    return next((one for one in sheet.columns if one.code == code), None)


def _bars(
    sheet: Sheet, before: Sheet | None, label: Column, value: Column, names: Sequence[str]
) -> tuple[list[str], list[Point]]:
    """A bar for each row; two where two periods are compared."""
    texts = _naming(sheet, label)
    between = _(" to ") if label.code.startswith("from") else ", "

    def name(row: Row) -> str:
        return between.join(cell_in_words(row.get(one.code), one) for one in texts)

    old = {name(row): row for row in before.rows} if before else {}
    points = [
        Point(
            name(row),
            [_mark(one, value) for one in ([row, old.get(name(row), {})] if before else [row])],
        )
        for row in sheet.rows
    ]
    return list(names) if before else [str(value.title)], points


def _naming(sheet: Sheet, label: Column) -> list[Column]:
    """What tells one bar from another: where names come twice, the other words of a row too."""
    names = [row.get(label.code) for row in sheet.rows]
    if len(set(names)) == len(names) and not label.code.startswith("from"):
        return [label]
    return list(takewhile(lambda one: not is_number(one), visible(sheet))) or [label]


def _crossed(sheet: Sheet, label: Column, value: Column) -> tuple[list[str], list[Point]]:
    """Segments of a bar, or several lines: by the other words of a row, or by its columns."""
    other = [one for one in visible(sheet) if not is_number(one) and one.code != label.code]
    if other:
        return _by_words(sheet, label, other[0], value)
    codes = [one.code for one in sheet.columns]
    columns = [
        one
        for one in visible(sheet)
        if one.kind == value.kind and codes.index(one.code) >= codes.index(value.code)
        if one.code not in {"n", "total"}
    ]
    points = [
        Point(cell_in_words(row.get(label.code), label), [_mark(row, one) for one in columns])
        for row in sheet.rows
    ]
    return [str(one.title) for one in columns], points


def _by_words(
    sheet: Sheet, label: Column, other: Column, value: Column
) -> tuple[list[str], list[Point]]:
    series = _distinct(cell_in_words(row.get(other.code), other) for row in sheet.rows)
    found: dict[str, dict[str, Mark]] = {}
    for row in sheet.rows:
        here = found.setdefault(cell_in_words(row.get(label.code), label), {})
        here[cell_in_words(row.get(other.code), other)] = _mark(row, value)
    nothing = Mark(None, "")
    return series, [
        Point(name, [marks.get(one, nothing) for one in series]) for name, marks in found.items()
    ]


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _mark(row: Row, column: Column) -> Mark:
    value = row.get(column.code)
    known = isinstance(value, int | float | Decimal)
    return Mark(float(value) if known else None, cell_in_words(value, column))  # type: ignore[arg-type]
