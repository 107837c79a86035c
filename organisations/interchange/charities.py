"""Charity numbers of the three registers of the United Kingdom."""

import re
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Register:
    """`scheme` is its code at org-id.guide, `number` a number as it writes them.

    `written` finds one among what people write around it; `prefix` stands before what it finds.
    """

    scheme: str
    name: str
    number: re.Pattern[str]
    written: re.Pattern[str]
    prefix: str


# Scotland and Northern Ireland first: their digits alone could be England's.
REGISTERS: Final = (
    Register(
        "GB-SC",
        "Scottish Charity Regulator",
        re.compile(r"SC\d{6}"),
        # The letter O is typed for the first zero more often than not.
        re.compile(r"SC-?([O\d]\d{5})(?!\d)"),
        "SC",
    ),
    Register(
        "GB-NIC",
        "Charity Commission for Northern Ireland",
        re.compile(r"NIC\d{6}"),
        re.compile(r"NIC?-?(\d{6})(?!\d)"),
        "NIC",
    ),
    Register(
        "GB-CHC",
        "Charity Commission for England and Wales",
        re.compile(r"[1-9]\d{5,6}"),
        # A linked charity has a suffix: 210183-2 is filed under 210183.
        re.compile(r"(?<!\d)([1-9]\d{5,6})(?:-\d{1,3})?(?!\d)"),
        "",
    ),
)
_NOISE: Final = re.compile(r"[\s./:()#]+")


def charity_number(typed: str) -> str:
    """The number as its register writes it; empty if there is none of the three in the text."""
    text = _NOISE.sub("", typed.upper())
    for register in REGISTERS:
        if found := register.written.search(text):
            return register.prefix + found[1].replace("O", "0")
    return ""


def register_of(number: str) -> Register | None:
    """The register that a number, written as by its register, is of."""
    return next((one for one in REGISTERS if one.number.fullmatch(number)), None)
