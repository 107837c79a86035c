"""A date typed in three boxes, read the way people write dates."""

import re
from datetime import date

MONTHS = (
    ("january", "ionawr"),
    ("february", "chwefror"),
    ("march", "mawrth"),
    ("april", "ebrill"),
    ("may", "mai"),
    ("june", "mehefin"),
    ("july", "gorffennaf"),
    ("august", "awst"),
    ("september", "medi"),
    ("october", "hydref"),
    ("november", "tachwedd"),
    ("december", "rhagfyr"),
)
SHORTEST = 3  # letters that tell one month from another
FIRST_YEAR, LAST_YEAR = 1900, 2100


class NotADate(Exception):
    """Says what is wrong (`missing`, `year`, `unreal`) and in which of the boxes."""

    def __init__(self, fault: str, *parts: str) -> None:
        self.fault, self.parts = fault, parts


def month_number(text: str) -> int | None:
    """A month as a number, a name or its first letters, in English or Welsh."""
    if re.fullmatch("[0-9]{1,2}", text):
        return int(text)
    word = text.lower()
    found = (n for n, names in enumerate(MONTHS, 1) if any(x.startswith(word) for x in names))
    return next(found, None) if len(word) >= SHORTEST else None


def read(parts: dict[str, str]) -> date:
    """The date in `day`, `month` and `year`, or NotADate."""
    if absent := [name for name in ("day", "month", "year") if not parts[name]]:
        raise NotADate("missing", *absent)
    if not re.fullmatch("[0-9]{4}", parts["year"]):
        raise NotADate("year", "year")
    month = month_number(parts["month"])
    day, year = parts["day"], int(parts["year"])
    if month is None or not re.fullmatch("[0-9]{1,2}", day) or not FIRST_YEAR <= year <= LAST_YEAR:
        raise NotADate("unreal")
    try:
        return date(year, month, int(day))
    except ValueError:
        raise NotADate("unreal") from None
