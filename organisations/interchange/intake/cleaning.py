"""One value of a feed or table as ours; what cannot be used is left out with a remark."""

import re
from collections.abc import Callable
from datetime import date, datetime, time
from hashlib import sha256
from html import unescape
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email

from ccs.ui.phones import NotAPhoneNumber, kept
from organisations.interchange.intake.incoming import Remarks
from organisations.places.rules import normalise, shown

_LONGEST_URL: Final = 200
_LONGEST_EMAIL: Final = 254
_LONGEST_KEY: Final = 200
_OLDEST: Final = 130
_TAG: Final = re.compile(r"</?[A-Za-z][^>]*>")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_BARE_SITE: Final = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?#]\S*)?", re.IGNORECASE)
_is_url: Final[Callable[[str], None]] = URLValidator(schemes=["http", "https"])


def text(value: Any) -> str:
    """Words alone: no markup, no control characters, one space between words, lines kept."""
    if value is None or isinstance(value, dict | list | bool):
        return ""
    plain = unescape(_TAG.sub(" ", str(value))).replace("\r\n", "\n").replace("\r", "\n")
    plain = "".join(one for one in plain if one.isprintable() or one in "\n\t ")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in plain.split("\n")).strip()


def line(value: Any, remarks: Remarks, place: str, *, longest: int) -> str:
    """Text on one line, shortened to what the table has room for."""
    found = " ".join(text(value).split())
    if len(found) <= longest:
        return found
    remarks.note(place, f"Longer than {longest} characters: it is shortened. Shorten it yourself.")
    return found[: longest - 1].rstrip() + "…"


def key(value: Any, remarks: Remarks, place: str) -> str:
    """The source's own id. Half of real ones are no UUIDs: they serve all the same."""
    found = " ".join(text(value).split())
    if not found:
        return ""
    try:
        return str(UUID(found))
    except ValueError:
        remarks.note(
            place, f"“{found[:60]}” is not a UUID. It is used as it is; tell the publisher."
        )
    return found if len(found) <= _LONGEST_KEY else short_key(found)


def email(value: Any, remarks: Remarks, place: str) -> str:
    found = text(value).removeprefix("mailto:").strip().lower()
    if not found:
        return ""
    try:
        validate_email(found)
    except ValidationError:
        found = ""
    if found and len(found) <= _LONGEST_EMAIL:
        return found
    remarks.note(place, "This is not an email address. It is left out: correct it at the source.")
    return ""


def phone(value: Any, remarks: Remarks, place: str) -> str:
    found = " ".join(text(value).split())
    if not found:
        return ""
    try:
        return kept(found)
    except NotAPhoneNumber:
        remarks.note(place, "This is not a phone number. It is left out: correct it at the source.")
    return ""


def url(value: Any, remarks: Remarks, place: str) -> str:
    found = text(value)
    if not found:
        return ""
    if _BARE_SITE.fullmatch(found):
        remarks.note(place, "The address of the page has no https://. It is put before it.")
        found = f"https://{found}"
    try:
        _is_url(found)
    except ValidationError:
        found = ""
    if found and len(found) <= _LONGEST_URL:
        return found
    remarks.note(place, "This is not the address of a page. It is left out: correct it.")
    return ""


def day(value: Any, remarks: Remarks, place: str) -> date | None:
    found = text(value)
    if not found:
        return None
    try:
        return datetime.fromisoformat(found).date()
    except ValueError:
        remarks.note(place, f"“{found[:20]}” is not a date like 2026-01-31. It is left out.")
    return None


def clock(value: Any, remarks: Remarks, place: str) -> time | None:
    """A time of day in the United Kingdom, whatever offset is written behind it."""
    found = text(value)
    if not found:
        return None
    try:
        return time.fromisoformat(found).replace(tzinfo=None)
    except ValueError:
        remarks.note(place, f"“{found[:20]}” is not a time like 09:30. These hours are left out.")
    return None


def age(value: Any, remarks: Remarks, place: str) -> int | None:
    if value in (None, ""):
        return None
    try:
        found = int(float(str(value)))
    except (ValueError, OverflowError):
        found = -1
    if 0 <= found <= _OLDEST:
        return found
    remarks.note(place, "This is not an age in years. It is left out: correct it at the source.")
    return None


def postcode(value: Any, remarks: Remarks, place: str) -> str:
    found = " ".join(text(value).split())
    if found and not normalise(found):
        remarks.note(place, f"“{found[:12]}” is not a whole postcode. It is left out.")
    return shown(normalise(found))


def short_key(long: str) -> str:
    """A key of bounded length for one that the table has no room for."""
    return sha256(long.encode()).hexdigest()
