"""What a leaflet is asked to hold, and how much of each thing it has room for."""

import unicodedata
from dataclasses import dataclass
from typing import Final

from django.utils.text import Truncator

# More would be a directory: the leaflet says where that is.
MOST_SERVICES: Final = 40
DESCRIPTION: Final = 220
VALUE: Final = 140
_KEPT_JOINERS: Final = "\u200c\u200d"


@dataclass(frozen=True, slots=True)
class Choice:
    """`area` is a council's or a ward's code, empty for the whole network; no needs means all."""

    needs: tuple[str, ...] = ()
    area: str = ""
    large: bool = False
    language: str = "en"


def printable(text: str, *, most: int = VALUE) -> str:
    """On one line, without what has no shape on paper, and cut at a word's end."""
    kept = "".join(
        character
        for character in " ".join(text.split())
        if character in _KEPT_JOINERS or not unicodedata.category(character).startswith("C")
    )
    return Truncator(kept).chars(most)
