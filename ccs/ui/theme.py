"""A network's colour, made safe to read on."""

import re

PLAIN = "#1d70b8"
PRACTICE = "#b5179e"
LINEAR_BELOW = 0.04045
INK, PAPER = "#000000", "#ffffff"


def channel(part: str) -> float:
    """One colour channel, made linear as WCAG defines relative luminance."""
    value = int(part, 16) / 255
    return value / 12.92 if value <= LINEAR_BELOW else ((value + 0.055) / 1.055) ** 2.4


def luminance(colour: str) -> float:
    """How light a `#rrggbb` colour is, from 0 to 1."""
    red, green, blue = (channel(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """WCAG's contrast ratio of two colours, from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def safe_colour(text: str) -> str:
    """The colour when it is one, else the plain one: it is printed into a stylesheet."""
    return text.lower() if re.fullmatch("#[0-9a-fA-F]{6}", text) else PLAIN


def text_on(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour: one always reaches 4.5."""
    return max(PAPER, INK, key=lambda text: contrast(colour, text))


def stylesheet(*, colour: str, practice: bool) -> str:
    """A network's custom properties. Every practice network has the same colour, nobody's own."""
    shown = PRACTICE if practice else safe_colour(colour)
    return f":root{{--ccs-colour:{shown};--ccs-on-colour:{text_on(shown)}}}\n"
