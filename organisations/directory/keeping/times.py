"""Times of day as people type them."""

import re
from datetime import time
from typing import Final

_TIME: Final = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?\s*(am|pm)?")
_WORDS: Final = {"midday": time(12), "noon": time(12), "midnight": time(23, 59)}
_NOON: Final = 12


def read_time(typed: str) -> time | None:
    """`9am`, `9.30`, `17:00`, `5:30 pm`, `midday`; None for what is no time of day.

    Midnight is the end of a day: a service that is open until then closes a minute before.
    """
    text = typed.strip().lower()
    if text in _WORDS:
        return _WORDS[text]
    found = _TIME.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and not 1 <= hour <= _NOON:
        return None
    if half:
        hour = hour % _NOON + (_NOON if half == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004


def typed_time(at: time) -> str:
    """As `read_time` reads it again: `9am`, `12:30pm`."""
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % _NOON or _NOON}{minutes}{'am' if at.hour < _NOON else 'pm'}"
