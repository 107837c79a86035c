"""What a spreadsheet would run instead of showing: the one place that keeps it from doing so."""

from typing import Final

# Excel, LibreOffice and Google Sheets take a cell for a formula by its first character. Some
# drop what stands before it, so the first that shows counts too.
_STARTS_A_FORMULA: Final = (
    "=",
    "+",
    "-",
    "@",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
)  # the wide too
_DROPPED_BEFORE: Final = "\t\r\n "


def neutral(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    begins = text.startswith(("\t", "\r")) or text.lstrip(_DROPPED_BEFORE).startswith(
        _STARTS_A_FORMULA
    )
    return f"'{text}" if begins else text
