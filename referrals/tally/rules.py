"""By what a person and a household are recognised, and how answers are counted: pure.

What is not certain is left out and never guessed: docs/aftercare-figures.md says what that misses.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from organisations.places.rules import normalise
from referrals.assessments.equality import ETHNICITY
from referrals.assessments.facts import facts_of
from referrals.assessments.rules import Person, Relative, Told, years_between

# Letters that no mark can be taken off.
_PLAIN: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
_APOSTROPHES: Final = re.compile("['\u2018\u2019\u02bc`\u00b4]")
_SHORT: Final[dict[str, str]] = {
    "st": "street",
    "str": "street",
    "rd": "road",
    "ave": "avenue",
    "av": "avenue",
    "ln": "lane",
    "cl": "close",
    "ct": "court",
    "dr": "drive",
    "apt": "flat",
    "apartment": "flat",
}
# One word alone is no name by which somebody can be told from others.
_WHOLE_NAME: Final = 2
_SHORTEST_NUMBER: Final = 9
_BANDS: Final = ((16, "under_16"), (25, "16_24"), (50, "25_49"), (65, "50_64"))
_RATHER_NOT: Final = frozenset(
    {"prefer not to say", "rather not say", "would rather not say", "did not want to say",
     "well ganddynt beidio â dweud", "gwell peidio dweud"}
)  # fmt: skip


class Said(TextChoices):
    """An answer as it is counted. Nobody asked, and would rather not say, stay apart."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    PREFER_NOT = "prefer_not", _("Prefer not to say")
    UNCLEAR = "unclear", _("The answer was not clear")
    NOT_ASKED = "not_asked", _("Not asked")


def name_in(*parts: str) -> str:
    """The words of a name in small letters without marks, in one order; empty for fewer than two.

    `Núñez, AMINA` and `Amina Nunez` are the same.
    """
    text = _APOSTROPHES.sub("", " ".join(parts).casefold())
    marked = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in marked if not unicodedata.combining(c)).translate(_PLAIN)
    words = sorted("".join(c if c.isalpha() else " " for c in bare).split())
    return " ".join(words) if len(words) >= _WHOLE_NAME else ""


def number_in(phone: str) -> str:
    """`+44 20 7946 0018`, `0044 20...` and `(020) 7946 0018` are the same; empty when too short."""
    digits = "".join(letter for letter in phone if letter.isdecimal()).removeprefix("00")
    if digits.startswith("44"):
        digits = "0" + digits.removeprefix("44").removeprefix("0")
    return digits if len(digits) >= _SHORTEST_NUMBER else ""


def own_identities(person: Person) -> list[str]:
    """By name and date of birth; by name and phone too, so that one of the two is enough."""
    name = name_in(person.given_name, person.family_name)
    number = number_in(person.phone)
    born = [f"born {person.date_of_birth:%Y-%m-%d} {name}"] if person.date_of_birth else []
    reached = [f"phone {number} {name}"] if number else []
    return [*born, *reached] if name else []


def household_identities(people: Iterable[Relative]) -> list[str]:
    """Those of whom name and date of birth are known: later each may come on their own."""
    named = [
        (name_in(one.given_name, one.family_name), one.date_of_birth)
        for one in people
        if one.date_of_birth
    ]
    return sorted({f"born {born:%Y-%m-%d} {name}" for name, born in named if name})


def home_identity(person: Person) -> str:
    """The whole address with a whole postcode; empty for no fixed address and for less."""
    postcode = normalise(person.postcode)
    words = _address_words(person.address, postcode)
    if person.no_fixed_address or not postcode or not words:
        return ""
    return f"home {postcode} {words}"


def hashed(identity: str, *, network_id: UUID, secret: str) -> str:
    """The key in that network: another network has another one for the same person.

    Without the secret nobody can find a name by trying names.
    """
    told = f"{network_id} {identity}".encode()
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def age_band_of(person: Person, day: date) -> str:
    """The band of the age on that day, or the one that was told; empty: not known."""
    if person.date_of_birth is None:
        return person.age_band
    age = years_between(person.date_of_birth, day)
    return next((band for below, band in _BANDS if age < below), "65_over")


def with_children_of(told: Told, day: date) -> Said:
    known = facts_of(told, today=day).with_children
    return _said(told.answers, "childrens_ages", known=known)


def nrpf_of(told: Told, day: date) -> Said:
    return _said(told.answers, "nrpf", known=facts_of(told, today=day).nrpf)


def ethnicity_of(told: Told) -> str:
    """The category, to rather not say, or that nobody asked."""
    return told.answers.get(ETHNICITY) or Said.NOT_ASKED


def _said(answers: Mapping[str, str], item: str, *, known: bool | None) -> Said:
    if known is not None:
        return Said.YES if known else Said.NO
    answer = " ".join(answers.get(item, "").casefold().split()).rstrip(".! ")
    if answer in _RATHER_NOT:
        return Said.PREFER_NOT
    return Said.UNCLEAR if answer else Said.NOT_ASKED


def _address_words(address: str, postcode: str) -> str:
    text = _APOSTROPHES.sub("", address.casefold())
    words = "".join(c if c.isalnum() else " " for c in text).split()
    whole = " ".join(_SHORT.get(word, word) for word in words)
    code = postcode.casefold()
    for written in (f"{code[:-3]} {code[-3:]}", code):
        whole = whole.replace(written, " ")
    return " ".join(whole.split())
