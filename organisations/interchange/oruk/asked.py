"""The query parameters of HSDS-UK 3.0. What it does not know is ignored, as it asks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final
from uuid import UUID

from organisations.interchange.oruk.schedule import DAYS

PER_PAGE: Final = 50
MOST_PER_PAGE: Final = 100
_WEEKDAYS: Final = (
    "MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY",
)  # fmt: skip
_LARGEST: Final = 10_000_000


class WrongQuestion(Exception):
    """A parameter makes no sense; the message says which, and what would."""


@dataclass(frozen=True, slots=True)
class Asked:
    """None and empty: not asked. `term` and `taxonomy` that are no ids can match nothing."""

    page: int = 1
    per_page: int = PER_PAGE
    search: str = ""
    term: str = ""
    taxonomy: str = ""
    minimum_age: float | None = None
    maximum_age: float | None = None
    opens_from: time | None = None
    closes_by: time | None = None
    weekday: int | None = None
    postcode: str = ""
    within: int | None = None

    @property
    def about_hours(self) -> bool:
        return any(one is not None for one in (self.opens_from, self.closes_by, self.weekday))


def asked_in(parameters: Mapping[str, str]) -> Asked:
    """Raises WrongQuestion. An empty parameter is one that was not given."""
    given = {name: value.strip() for name, value in parameters.items() if value.strip()}
    for name, value in given.items():
        if "\0" in value:
            raise WrongQuestion(f"{name} has a character that is not text.")
    within = _whole(given, "proximity", least=0)
    if within is not None and "postcode" not in given:
        raise WrongQuestion("proximity needs a postcode to measure from.")
    return Asked(
        page=_whole(given, "page", least=1) or 1,
        per_page=min(_whole(given, "per_page", least=1) or PER_PAGE, MOST_PER_PAGE),
        search=given.get("search", ""),
        term=given.get("taxonomy_term_id", ""),
        taxonomy=given.get("taxonomy_id", ""),
        minimum_age=_number(given, "minimum_age"),
        maximum_age=_number(given, "maximum_age"),
        opens_from=_time(given, "start_time"),
        closes_by=_time(given, "end_time"),
        weekday=_day(given),
        postcode=given.get("postcode", ""),
        within=within,
    )


def as_id(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _whole(given: Mapping[str, str], name: str, *, least: int) -> int | None:
    if name not in given:
        return None
    text = given[name]
    if not (text.isascii() and text.isdigit()) or int(text[:20]) < least:
        raise WrongQuestion(f"{name} must be a whole number from {least}.")
    return min(int(text[:20]), _LARGEST)


def _number(given: Mapping[str, str], name: str) -> float | None:
    if name not in given:
        return None
    try:
        number = float(given[name])
    except ValueError:
        number = -1
    if not 0 <= number <= _LARGEST:
        raise WrongQuestion(f"{name} must be a number from 0.")
    return number


def _time(given: Mapping[str, str], name: str) -> time | None:
    if name not in given:
        return None
    try:
        return time.fromisoformat(given[name]).replace(tzinfo=None)
    except ValueError:
        raise WrongQuestion(f"{name} must be a time like 09:30.") from None


def _day(given: Mapping[str, str]) -> int | None:
    """ISO 8601: Monday is 1."""
    if "day" not in given:
        return None
    text = given["day"].upper()
    for names in (DAYS, _WEEKDAYS):
        if text in names:
            return names.index(text) + 1
    raise WrongQuestion("day must be one of MO, TU, WE, TH, FR, SA, SU.")
