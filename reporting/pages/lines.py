"""Lines over time: each with dashes and marks of its own, so that none needs its colour."""

from collections.abc import Iterator
from decimal import Decimal
from math import ceil, floor, log10
from typing import Final

from markupsafe import Markup

from reporting.figures.report import Kind
from reporting.figures.words import in_words
from reporting.pages.svg import INK, Drawing, Sheet, box, stroke

_HEIGHT: Final = 220
_DASHES: Final = ("", "8 4", "2 4", "12 4 2 4", "16 6", "4 8")
_COLOURS: Final = ("#1d70b8", INK, "#505a5f", INK, "#1d70b8", "#505a5f")
_STEPS: Final = 4
_HOUR: Final = 60
_WHOLE: Final = (Kind.COUNT, Kind.MINUTES)


def lines(drawing: Drawing, *, width: int, ident: str) -> Markup:
    return _Lines(drawing, Sheet(width, ident)).drawn()


def steps_to(most: float, *, whole: bool) -> list[float]:
    """Round numbers from nought to past the largest: 0, 20, 40, 60 for 47."""
    rough = most / _STEPS or 1
    power = 10 ** floor(log10(rough))
    step = next(one * power for one in (1, 2, 2.5, 5, 10) if one * power >= rough)
    step = max(1, ceil(step)) if whole else step
    return [step * number for number in range(ceil(most / step) + 1)]


class _Lines:
    """One chart while it is drawn."""

    def __init__(self, drawing: Drawing, sheet: Sheet) -> None:
        self.drawing, self.sheet = drawing, sheet
        values = [mark.value or 0 for point in drawing.points for mark in point.marks]
        unit = _HOUR if drawing.kind == Kind.MINUTES and max(values) > _HOUR else 1
        steps = steps_to(max(values) / unit, whole=drawing.kind in _WHOLE)
        self.steps = [step * unit for step in steps]
        self.left = max(sheet.length(self._worded(one)) for one in self.steps) + 8
        self.top = sum(1 for _line in self._names()) * sheet.line + 16.0
        right = sheet.width - 12
        self.across = (right - self.left) / max(1, len(drawing.points) - 1)

    def drawn(self) -> Markup:
        body = [*self._key(), *self._grid(), *self._days()]
        for number in range(len(self.drawing.series)):
            body += self._line(number)
        lowest = self.top + _HEIGHT + self.sheet.line + 10
        return self.sheet.whole(self.drawing, body, lowest)

    def _x(self, place: int) -> float:
        return self.left + 4 + place * self.across

    def _y(self, value: float) -> float:
        return self.top + _HEIGHT * (1 - value / self.steps[-1])

    def _worded(self, value: float) -> str:
        whole = self.drawing.kind in _WHOLE
        return in_words(int(value) if whole else Decimal(str(value)), self.drawing.kind)

    def _names(self) -> Iterator[tuple[int, int, str]]:
        """The key, line by line: of which series, which line of its name."""
        names = self.drawing.series if len(self.drawing.series) > 1 else [self.drawing.measure]
        for number, name in enumerate(names):
            for place, line in enumerate(self.sheet.wrapped(name, self.sheet.width - 56)):
                yield number, place, line

    def _key(self) -> Iterator[Markup]:
        for row, (number, place, words) in enumerate(self._names()):
            y = row * self.sheet.line + self.sheet.letters
            if not place:
                yield _dashed(f"0,{y - 5} 44,{y - 5}", number)
                yield _marker(22, y - 5, number)
            yield self.sheet.text(54, y, words)

    def _grid(self) -> Iterator[Markup]:
        for step in self.steps:
            y = self._y(step)
            yield stroke(self.left, y, self.sheet.width, y, colour=INK if not step else "#b1b4b6")
            yield self.sheet.text(self.left - 6, y + 5, self._worded(step), anchor="end")

    def _days(self) -> Iterator[Markup]:
        """As many names as fit below, the first and the last among them."""
        points = self.drawing.points
        widest = max(self.sheet.length(point.label) for point in points) + 10
        fits = max(2, int((self.sheet.width - self.left) / widest))
        every = max(1, ceil((len(points) - 1) / (fits - 1)))
        y = self.top + _HEIGHT + self.sheet.line + 2
        for place, point in enumerate(points):
            last = len(points) - 1
            if (place % every and place != last) or last - every < place < last:
                continue
            anchor = "end" if place == last and place else "start" if not place else "middle"
            x = self.sheet.width if anchor == "end" else self._x(place)
            yield stroke(self._x(place), self._y(0), self._x(place), self._y(0) + 5, colour=INK)
            yield self.sheet.text(x, y, point.label, anchor=anchor)

    def _line(self, number: int) -> Iterator[Markup]:
        """A gap where a number is hidden or unknown."""
        run: list[str] = []
        for place, point in enumerate(self.drawing.points):
            value = point.marks[number].value
            if value is None:
                yield _dashed(" ".join(run), number)
                run = []
                continue
            x, y = self._x(place), self._y(value)
            run.append(f"{x:.1f},{y:.1f}")
            yield _marker(x, y, number)
        yield _dashed(" ".join(run), number)


def _dashed(points: str, number: int) -> Markup:
    dashes = Markup(' stroke-dasharray="{}"').format(_DASHES[number]) if number else Markup()
    return Markup('<polyline points="{}" fill="none" stroke="{}" stroke-width="2.5"{}/>').format(
        points, _COLOURS[number], dashes
    )


def _marker(x: float, y: float, number: int) -> Markup:
    """A disc, a box, a triangle, and the same again empty."""
    fill = _COLOURS[number] if number < 3 else "#ffffff"  # noqa: PLR2004 - three shapes
    shape = number % 3
    if shape == 1:
        return box(x - 4, y - 4, 8, 8, fill)
    if shape:
        path = f"M{x:.1f} {y - 5:.1f}l5 9h-10z"
        return Markup('<path d="{}" fill="{}" stroke="{}"/>').format(path, fill, INK)
    return Markup('<circle cx="{}" cy="{}" r="4" fill="{}" stroke="{}"/>').format(
        f"{x:.1f}", f"{y:.1f}", fill, INK
    )
