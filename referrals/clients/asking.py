"""What was typed to find somebody: a name, a date of birth, a postcode, a phone number. Pure."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from referrals.clients.rules import kept_postcode

_Part = TypeVar("_Part")

MOST_WORDS: Final = 6
_LONGEST_WORD: Final = 40
# Fewer figures than this are the end of too many numbers.
_LEAST_FIGURES: Final = 6
_OF_A_NUMBER: Final = 10

_MONTHS: Final = (
    ("january", "jan", "ionawr"), ("february", "feb", "chwefror"), ("march", "mar", "mawrth"),
    ("april", "apr", "ebrill"), ("may", "mai"), ("june", "jun", "mehefin"),
    ("july", "jul", "gorffennaf"), ("august", "aug", "awst"), ("september", "sep", "medi"),
    ("october", "oct", "hydref"), ("november", "nov", "tachwedd"),
    ("december", "dec", "rhagfyr"),
)  # fmt: skip
_MONTH_OF: Final = {word: place for place, words in enumerate(_MONTHS, 1) for word in words}
_DATES: Final = (
    re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4})\b"),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})\b"),
    re.compile(
        rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTH_OF)}) (?P<year>\d{{4}})\b", re.IGNORECASE
    ),
)
_PHONE: Final = re.compile(r"(?<!\w)\+?\(?\d[\d ()-]{4,}\d(?!\w)")
_POSTCODE: Final = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?(?:\s*\d[A-Z]{2})?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Asked:
    """`phone` is the last figures of a number, however it is written."""

    words: tuple[str, ...] = ()
    born: date | None = None
    phone: str = ""
    postcode: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.born or self.phone or self.postcode)


def asked_in(text: str) -> Asked:
    """Every part that can be told from the others; what is left is a name."""
    rest, born = _taken(text, _DATES, _date)
    rest, phone = _taken(rest, [_PHONE], lambda found: figures(found[0]) or None)
    rest, postcode = _taken(rest, [_POSTCODE], lambda found: kept_postcode(found[0]))
    return Asked(words=words_of(rest), born=born, phone=phone or "", postcode=postcode or "")


def words_of(name: str) -> tuple[str, ...]:
    """Each word once, in their order; a letter alone names nobody."""
    words = re.split(r"[\s.,;/()]+", name)
    known = dict.fromkeys(word[:_LONGEST_WORD] for word in words if len(word) > 1)
    return tuple(known)[:MOST_WORDS]


def figures(phone: str) -> str:
    """The last ten figures, so that `+44 7700 900101` and `07700 900101` are one; or none."""
    found = re.sub(r"\D", "", phone)
    return found[-_OF_A_NUMBER:] if len(found) >= _LEAST_FIGURES else ""


def _taken(
    text: str, patterns: Sequence[re.Pattern[str]], read: Callable[[re.Match[str]], _Part | None]
) -> tuple[str, _Part | None]:
    """The text without the first part that can be read, and that part."""
    for pattern in patterns:
        for found in pattern.finditer(text):
            part = read(found)
            if part is not None:
                return f"{text[: found.start()]} {text[found.end() :]}", part
    return text, None


def _date(found: re.Match[str]) -> date | None:
    month = _MONTH_OF.get(found["month"].lower()) or int(found["month"])
    try:
        return date(int(found["year"]), month, int(found["day"]))
    except ValueError:
        return None
