"""What a spreadsheet would run instead of showing: the one place that keeps it from doing so."""

import re
from typing import Final

# Excel, LibreOffice and Google Sheets take a cell for a formula by its first character, the wide
# forms too. Some drop what stands before it, so the first that shows counts too.
_STARTS_A_FORMULA: Final = "=+-@\uff1d\uff0b\uff0d\uff20"
_DROPPED_BEFORE: Final = "\t\r\n "
_NEVER_FIRST: Final = "\t\r"


def _any_of(characters: str) -> str:
    """As both Python and PostgreSQL read it."""
    return "[" + "".join(f"\\u{ord(one):04x}" for one in characters) + "]"


# For Python and for PostgreSQL alike, where files are written by the database.
FORMULA: Final = (
    f"^(?:{_any_of(_NEVER_FIRST)}|{_any_of(_DROPPED_BEFORE)}*{_any_of(_STARTS_A_FORMULA)})"
)
_FORMULA: Final = re.compile(FORMULA)


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if _FORMULA.match(text) else text
