"""Postcodes as people type them, and how far apart two places are."""

import re
from dataclasses import dataclass
from math import hypot
from typing import Final

# Outward code (area, district; GIR of one bank, NPT of old Newport) and inward code: the form,
# not whether it exists.
_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?|GIR|NPT)[0-9][A-Z]{2}")


@dataclass(frozen=True, slots=True)
class Place:
    """A postcode in use. Grid reference in metres, None where the ONS has none."""

    code: str
    local_authority: str
    ward: str
    lsoa: str
    easting: int | None = None
    northing: int | None = None


def normalise(typed: str) -> str:
    """Any case and spacing as a key without spaces; empty if it cannot be a whole postcode."""
    key = "".join(character for character in typed.upper() if character.isalnum())
    return key if _POSTCODE.fullmatch(key) else ""


def shown(code: str) -> str:
    """A key as people read it: the inward code is always the last three."""
    return f"{code[:-3]} {code[-3:]}" if code else ""


def distance_m(east_a: int, north_a: int, east_b: int, north_b: int) -> int:
    """Metres as the crow flies between two references of the National Grid."""
    return round(hypot(east_a - east_b, north_a - north_b))
