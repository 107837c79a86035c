"""What can be wrong with a file, where, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SHOWN: Final = 60


class Fault(StrEnum):
    """Each by a code, so that it is told in the language of whoever reads it."""

    NOT_UTF8 = "not_utf8"
    EMPTY_FILE = "empty_file"
    SEMICOLONS = "semicolons"
    TABS = "tabs"
    UNKNOWN_COLUMN = "unknown_column"
    NO_COLUMN = "no_column"
    COLUMN_TWICE = "column_twice"
    UNNAMED_COLUMN = "unnamed_column"
    UNREADABLE = "unreadable"
    TOO_MANY_VALUES = "too_many_values"
    TOO_FEW_VALUES = "too_few_values"
    BLANK = "blank"
    TOO_LONG = "too_long"
    CHARACTER = "character"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NO_OFFSET = "no_offset"
    IN_FUTURE = "in_future"
    TOO_EARLY = "too_early"
    SECTOR = "sector"
    STATUS = "status"
    NEED = "need"
    OUTCOME = "outcome"
    YES_OR_NO = "yes_or_no"
    NUMBER = "number"
    LEFT_FIRST = "left_first"
    ACCEPTED_FIRST = "accepted_first"
    ENDED_FIRST = "ended_first"
    ENDED_UNACCEPTED = "ended_unaccepted"
    TWICE = "twice"
    NO_ORGANISATION = "no_organisation"


@dataclass(frozen=True, slots=True)
class Problem:
    """`row` as a spreadsheet counts, the names of the columns being row 1; 0 is the whole file.

    `value` is what stands there; `other` what else there is to say: a limit, a list, another row.
    """

    file: str
    row: int
    column: str
    fault: str
    value: str = ""
    other: str = ""


def problem(
    file: str, row: int, column: str, fault: Fault, *, value: str = "", other: str = ""
) -> Problem:
    """With no more of the value than helps to find it."""
    short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return Problem(file, row, column, fault.value, short.replace("\x00", "\ufffd"), other)


def words_of(found: Problem) -> str:
    """What is wrong and what to do, in the reader's language."""
    return str(_WORDS[Fault(found.fault)]) % {"value": found.value, "other": found.other}


_WORDS: Final[dict[Fault, Promise]] = {
    Fault.NOT_UTF8: _(
        "This is not text in UTF-8. Open the file in your spreadsheet, choose “Save as” and the"
        " kind “CSV UTF-8”."
    ),
    Fault.EMPTY_FILE: _("The file is empty. Its first row must name the columns."),
    Fault.SEMICOLONS: _(
        "The values are parted by semicolons. Save the file again as CSV with commas between"
        " the values."
    ),
    Fault.TABS: _(
        "The values are parted by tabs. Save the file again as CSV with commas between the values."
    ),
    Fault.UNKNOWN_COLUMN: _(
        "We do not know the column “%(value)s”. Take it out, or rename it as in the template."
    ),
    Fault.NO_COLUMN: _("There is no column “%(value)s”. Add it: every row needs it."),
    Fault.COLUMN_TWICE: _("There are two columns “%(value)s”. Keep one."),
    Fault.UNNAMED_COLUMN: _(
        "“%(value)s” stands in a column without a name. Name the column in row 1, or empty it."
    ),
    Fault.UNREADABLE: _(
        "This row cannot be read. Look for a quotation mark that is not closed, here or above."
    ),
    Fault.TOO_MANY_VALUES: _(
        "There are more values (%(value)s) than columns (%(other)s). A value that holds a comma"
        " must stand in quotation marks."
    ),
    Fault.TOO_FEW_VALUES: _(
        "There are fewer values (%(value)s) than columns (%(other)s). Add the commas that are"
        " missing."
    ),
    Fault.BLANK: _("There is nothing here. Every row needs a value in this column."),
    Fault.TOO_LONG: _("“%(value)s” is too long. Use %(other)s characters or fewer."),
    Fault.CHARACTER: _("“%(value)s” holds a character that cannot be kept. Type it again."),
    Fault.NOT_A_DATE: _("“%(value)s” is not a date. Write it like 2020-05-01."),
    Fault.NOT_A_TIME: _("“%(value)s” is not a time. Write it like 2020-05-01T09:30:00+01:00."),
    Fault.NO_OFFSET: _(
        "“%(value)s” does not say how far it is from Greenwich time. Add +01:00 in summer time,"
        " else +00:00."
    ),
    Fault.IN_FUTURE: _("“%(value)s” is in the future. Check the year."),
    Fault.TOO_EARLY: _("“%(value)s” is more than 50 years ago. Check the year."),
    Fault.SECTOR: _("“%(value)s” is not a sector. Use one of these: %(other)s."),
    Fault.STATUS: _("“%(value)s” is not a status. Use one of these: %(other)s."),
    Fault.NEED: _("“%(value)s” is not a need. Use one of these, or leave it empty: %(other)s."),
    Fault.OUTCOME: _(
        "“%(value)s” is not an outcome. Use one of these, or leave it empty: %(other)s."
    ),
    Fault.YES_OR_NO: _("“%(value)s” is neither yes nor no. Write yes or no, or leave it empty."),
    Fault.NUMBER: _("“%(value)s” is not a whole number. Write how many, or leave it empty."),
    Fault.LEFT_FIRST: _("It left (%(value)s) before it was registered (%(other)s). Check both."),
    Fault.ACCEPTED_FIRST: _(
        "It was accepted (%(value)s) before it was made (%(other)s). Check both, and their offsets."
    ),
    Fault.ENDED_FIRST: _(
        "It ended (%(value)s) before it was made (%(other)s). Check both, and their offsets."
    ),
    Fault.ENDED_UNACCEPTED: _(
        "It ended (%(value)s) before it was accepted (%(other)s). Check both, and their offsets."
    ),
    Fault.TWICE: _("“%(value)s” is on row %(other)s already. Keep one of the two rows."),
    Fault.NO_ORGANISATION: _(
        "There is no organisation “%(value)s”. Add it to the file of organisations, or correct"
        " it here."
    ),
}
