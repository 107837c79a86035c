"""What was typed, taken apart: words to look for, and phrases that may stand for a need."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.utils.translation import override

from organisations.needs.rules import NEEDS

# More words than these tell nothing more, and cost.
MOST: Final = 6
_LONGEST_PHRASE: Final = 4
_LANGUAGES: Final = ("en", "cy")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# Words of questions that say nothing about who can help, in English and Welsh.
_ENGLISH: Final = (
    "a an and any are at be can do for from get has have help how i in is it me my need needs of"
    " on or our she he her his someone something somewhere support that the their them they to us"
    " using we what where who with you your"
)
_WELSH: Final = (
    "ac am ar angen â chael cymorth ei eu fi fy gan gyda help i mae mewn neu o oes pwy rhywle"
    " rhywun sut sy wrth y yma yn yr"
)
_IDLE: Final = frozenset([*_ENGLISH.split(), *_WELSH.split()])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Some words in a row; `first` and `last` are their places in what was typed."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Typed:
    words: tuple[tuple[int, str], ...]
    phrases: tuple[Phrase, ...]


def take_apart(text: str) -> Typed:
    """Any text: of one without letters or digits nothing is left."""
    every = [found.group() for found in _WORD.finditer(text.lower())][: 2 * MOST]
    telling = [(place, word) for place, word in enumerate(every) if word not in _IDLE]
    words = telling or list(enumerate(every))
    return Typed(words=tuple(words[:MOST]), phrases=tuple(_phrases(every)))


@cache
def labels() -> tuple[tuple[str, str], ...]:
    """(word, need) of the taxonomy in every language, whichever is in force."""
    found: dict[tuple[str, str], None] = {}
    for language in _LANGUAGES:
        with override(language):
            names = {code: str(label).lower() for code, label in NEEDS.items()}
        for code, name in names.items():
            words = [match.group() for match in _WORD.finditer(name)]
            for word in [name, *(word for word in words if word not in _IDLE)]:
                found[word, code] = None
    return tuple(found)


def _phrases(every: Sequence[str]) -> list[Phrase]:
    return [
        Phrase(" ".join(every[first : last + 1]), first, last)
        for first in range(len(every))
        for last in range(first, min(first + _LONGEST_PHRASE, len(every)))
        if first != last or every[first] not in _IDLE
    ]
