"""Bars lie, below each other: so their names fit beside or above them on any screen."""

from collections.abc import Iterator, Sequence
from typing import Final

from markupsafe import Markup

from reporting.pages.svg import INK, Drawing, Mark, Point, Sheet, box, stroke

_BAR: Final = 20
_GAP: Final = 12
# Of the width, for names beside the bars.
_NAMES: Final = 0.36


def bars(drawing: Drawing, *, width: int, ident: str) -> Markup:
    """A bar for each mark, its number at its end."""
    return _Bars(drawing, Sheet(width, ident), stacked=False).drawn()


def stacked(drawing: Drawing, *, width: int, ident: str) -> Markup:
    """One bar for each point, a piece for each mark."""
    return _Bars(drawing, Sheet(width, ident), stacked=True).drawn()


class _Bars:
    """One chart while it is drawn: from the top down."""

    def __init__(self, drawing: Drawing, sheet: Sheet, *, stacked: bool) -> None:
        self.drawing, self.sheet, self.stacked = drawing, sheet, stacked
        self.left = 0.0 if sheet.narrow else sheet.width * _NAMES
        ends = [mark.words for point in drawing.points for mark in point.marks]
        self.room = 8 if stacked else max(map(sheet.length, ends)) + 10
        sizes = [_size(point, stacked=stacked) for point in drawing.points]
        self.scale = (sheet.width - self.left - self.room) / (max(sizes) or 1)

    def drawn(self) -> Markup:
        body, y = [*_key(self.drawing, self.sheet)], _key_height(self.drawing, self.sheet)
        top = y
        for point in self.drawing.points:
            piece, y = self._point(point, y)
            body += piece
        if self.left:
            body.append(stroke(self.left + 0.5, top, self.left + 0.5, y - _GAP / 2, colour=INK))
        return self.sheet.whole(self.drawing, body, y)

    def _point(self, point: Point, y: float) -> tuple[list[Markup], float]:
        sheet, bars = self.sheet, 1 if self.stacked else len(point.marks)
        names = sheet.wrapped(point.label, (self.left or sheet.width) - 12)
        words = [
            sheet.text(0, y + sheet.letters + sheet.line * number, line)
            for number, line in enumerate(names)
        ]
        above = 0 if self.left else len(names) * sheet.line + 4
        draw = self._pieces if self.stacked else self._side_by_side
        height = above + max(bars * _BAR, len(names) * sheet.line if self.left else 0)
        return [*words, *draw(point.marks, y + above)], y + height + _GAP

    def _side_by_side(self, marks: Sequence[Mark], y: float) -> Iterator[Markup]:
        for number, mark in enumerate(marks):
            top, long = y + number * _BAR, (mark.value or 0) * self.scale
            if mark.value:
                yield box(self.left + 0.5, top, long, _BAR - 2, self.sheet.fill(number))
            yield self.sheet.text(self.left + long + 6, top + _BAR - 5, mark.words)

    def _pieces(self, marks: Sequence[Mark], y: float) -> Iterator[Markup]:
        x = self.left + 0.5
        for number, mark in enumerate(marks):
            long, needed = (mark.value or 0) * self.scale, self.sheet.length(mark.words) + 4
            if not long:
                continue
            yield box(x, y, long, _BAR, self.sheet.fill(number))
            if long > needed + 4:
                start = x + (long - needed) / 2
                yield box(start, y + 1, needed, _BAR - 2, "#ffffff")
                yield self.sheet.text(x + long / 2, y + _BAR - 5, mark.words, anchor="middle")
            x += long


def _size(point: Point, *, stacked: bool) -> float:
    values = [mark.value or 0 for mark in point.marks]
    return sum(values) if stacked else max(values, default=0)


def _key(drawing: Drawing, sheet: Sheet) -> Iterator[Markup]:
    """What each pattern is, where there is more than one; else what the bars are."""
    if len(drawing.series) == 1:
        yield sheet.text(0, sheet.letters, drawing.measure)
        return
    y = 0
    for number, name in enumerate(drawing.series):
        yield box(0.5, y + 1, 24, sheet.letters, sheet.fill(number))
        for line in sheet.wrapped(name, sheet.width - 32):
            yield sheet.text(32, y + sheet.letters - 1, line)
            y += sheet.line


def _key_height(drawing: Drawing, sheet: Sheet) -> float:
    names = drawing.series if len(drawing.series) > 1 else [drawing.measure]
    lines = sum(len(sheet.wrapped(name, sheet.width - 32)) for name in names)
    return lines * sheet.line + _GAP
