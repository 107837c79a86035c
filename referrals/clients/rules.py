"""How a person may be reached, and where they are."""

import re
from collections.abc import Collection
from typing import Final

# What each safe way needs to be of any use.
NEEDED_FOR: Final[dict[str, str]] = {
    "call": "phone",
    "voicemail": "phone",
    "text": "phone",
    "email": "email",
    "post": "address",
}

# From here on two names are taken for one: one word of two that is the same is not enough.
ALIKE: Final = 0.55

_POSTCODE: Final = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?")


def lacking(safe_to: Collection[str], *, known: Collection[str]) -> list[str]:
    """The details that the ways ticked as safe need and that nobody gave, each once."""
    needed = dict.fromkeys(NEEDED_FOR[way] for way in safe_to)
    return [detail for detail in needed if detail not in known]


def kept_postcode(typed: str) -> str | None:
    """`nr21nh` as `NR2 1NH`; a district alone (`NR2`) is enough; None for anything else."""
    match = _POSTCODE.fullmatch(re.sub(r"[\s-]", "", typed).upper())
    if match is None:
        return None
    return " ".join(part for part in match.groups() if part)


def district_of(postcode: str) -> str:
    """The first half of a postcode as it is kept."""
    return postcode.partition(" ")[0]
