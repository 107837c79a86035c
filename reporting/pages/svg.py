"""The strokes of a chart: presentation attributes alone, so that no style is needed for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Final

from markupsafe import Markup, escape

from reporting.figures.report import Chart, Kind

INK: Final = "#0b0c0c"
LINE: Final = "#b1b4b6"
# Up to here it is drawn for a narrow screen: larger letters of fewer words.
_NARROW: Final = 400
# How wide a letter is, of its size, on average; wide rather than too narrow.
_LETTER: Final = 0.56


@dataclass(frozen=True, slots=True)
class Mark:
    """One number of a chart, with its words; None where it is hidden or unknown."""

    value: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Point:
    """A row of bars, or a moment of lines: a mark for each series."""

    label: str
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn: `sentence` tells it to who does not see it."""

    chart: Chart
    title: str
    sentence: str
    measure: str
    kind: Kind
    series: Sequence[str]
    points: Sequence[Point]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Of paper: how wide, and with what letters."""

    width: int
    ident: str

    @property
    def narrow(self) -> bool:
        return self.width < _NARROW

    @property
    def letters(self) -> int:
        return 14 if self.narrow else 15

    @property
    def line(self) -> int:
        return self.letters + 4

    def length(self, words: str) -> float:
        return len(words) * self.letters * _LETTER

    def wrapped(self, words: str, width: float) -> list[str]:
        return wrap(words, max(8, int(width / (self.letters * _LETTER)))) or [""]

    def text(self, x: float, y: float, words: str, *, anchor: str = "start") -> Markup:
        return Markup(
            '<text x="{}" y="{}" font-size="{}" font-family="arial, Source Sans Pro, sans-serif"'
            ' fill="{}" text-anchor="{}">{}</text>'
        ).format(_short(x), _short(y), self.letters, INK, anchor, words)

    def fill(self, number: int) -> str:
        """Blue, then patterns of black on white: told apart without colour."""
        return "#1d70b8" if number == 0 else f"url(#{self.ident}-{number})"

    def patterns(self, series: int) -> Markup:
        return Markup().join(
            Markup(
                '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">'
                '<rect width="8" height="8" fill="{}"/>{}</pattern>'
            ).format(self.ident, number, *_PATTERNS[number - 1])
            for number in range(1, min(series, len(_PATTERNS) + 1))
        )

    def whole(self, drawing: Drawing, body: Iterable[Markup], height: float) -> Markup:
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" role="img"'
            ' aria-labelledby="{2}-title {2}-desc" class="ccs-chart__svg" focusable="false">'
            '<title id="{2}-title">{3}</title><desc id="{2}-desc">{4}</desc>'
            "<defs>{5}</defs>{6}</svg>"
        ).format(
            self.width,
            _short(height),
            self.ident,
            drawing.title,
            drawing.sentence,
            self.patterns(len(drawing.series)),
            Markup().join(body),
        )


def box(x: float, y: float, width: float, height: float, fill: str) -> Markup:
    return Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}" stroke="{}" stroke-width="1"/>'
    ).format(_short(x), _short(y), _short(max(width, 0)), _short(height), fill, INK)


def stroke(x1: float, y1: float, x2: float, y2: float, *, colour: str = LINE) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="1"/>').format(
        _short(x1), _short(y1), _short(x2), _short(y2), colour
    )


def _short(number: float) -> str:
    return escape(f"{number:.1f}".rstrip("0").rstrip("."))


# Of each: what lies below, and what is drawn upon it in black.
_PATTERNS: Final = [
    ("#ffffff", Markup('<path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="#0b0c0c" stroke-width="2"/>')),
    ("#d2e2f1", Markup()),
    ("#ffffff", Markup('<circle cx="4" cy="4" r="2" fill="#0b0c0c"/>')),
    (INK, Markup()),
    ("#ffffff", Markup('<path d="M0 4h8" stroke="#0b0c0c" stroke-width="2"/>')),
]
