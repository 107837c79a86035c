"""Invitations from a table (CSV): a template, and what is wrong with one by line and column."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.joining.actions import Invitation
from organisations.joining.rules import plain
from organisations.members.models import Sector

# In the template's order, with an example of each.
COLUMNS: Final = {
    "organisation": "Riverside Pretend Trust",
    "sector": "vcs",
    "contact_name": "Jo Sample",
    "contact_email": "jo@riverside.example",
    "word": "It was good to meet you at the forum.",
}
_NEEDED: Final = ("organisation", "sector", "contact_name", "contact_email")
_LONGEST: Final = {"organisation": 120, "contact_name": 120, "contact_email": 254, "word": 500}
MOST_LINES: Final = 300
MOST_BYTES: Final = 500_000
_EMPTY: Final[dict[str, Promise]] = {
    "organisation": gettext_lazy("Enter the name of the organisation."),
    "sector": gettext_lazy("Enter the sector."),
    "contact_name": gettext_lazy("Enter the name of the contact."),
    "contact_email": gettext_lazy("Enter the email address of the contact."),
}


@dataclass(frozen=True, slots=True)
class Wrong:
    """`line` as a spreadsheet counts; without a column it is about the whole line."""

    line: int
    column: str
    text: str


@dataclass(slots=True)
class Table:
    """`known`: the names that were left out, because they are invited or members already."""

    invitations: list[Invitation] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)
    known: list[str] = field(default_factory=list)


def template() -> list[list[str]]:
    return [list(COLUMNS), list(COLUMNS.values())]


def read(content: bytes, *, taken: set[str], language: str) -> Table:
    """Pure: `taken` are plain names. Nothing is invited here."""
    table = Table()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        table.wrong.append(Wrong(1, "", _("Save the file as CSV in UTF-8, and upload it again.")))
        return table
    reader = csv.DictReader(StringIO(text), restkey="", restval="")
    names = [(name or "").strip().casefold() for name in reader.fieldnames or []]
    lacking = [name for name in _NEEDED if name not in names]
    if lacking:
        says = _("The first line must name these columns: %(columns)s")
        table.wrong.append(Wrong(1, "", says % {"columns": ", ".join(lacking)}))
        return table
    reader.fieldnames = names
    seen: dict[str, int] = {}
    for row in reader:
        cells = {name: (row.get(name) or "").strip() for name in COLUMNS}
        if any(cells.values()):
            _read_line(table, cells, reader.line_num, seen=seen, taken=taken, language=language)
    if not table.wrong and not table.invitations and not table.known:
        table.wrong.append(Wrong(1, "", _("There is no organisation in this file.")))
    if len(seen) > MOST_LINES:
        says = _("There are more than %(n)d lines. Upload them in parts.")
        table.wrong.append(Wrong(MOST_LINES + 1, "", says % {"n": MOST_LINES}))
    return table


def _read_line(
    table: Table,
    cells: dict[str, str],
    line: int,
    *,
    seen: dict[str, int],
    taken: set[str],
    language: str,
) -> None:
    faults = [Wrong(line, column, text) for column, text in _faults(cells)]
    key = plain(cells["organisation"])
    if key and key in seen:
        says = _("This organisation is on line %(n)d already. Keep one of the two.")
        faults.append(Wrong(line, "organisation", says % {"n": seen[key]}))
    seen.setdefault(key or f"line {line}", line)
    table.wrong += faults
    if faults:
        return
    if key in taken:
        table.known.append(cells["organisation"])
        return
    table.invitations.append(
        Invitation(
            name=cells["organisation"],
            sector=_sector(cells["sector"]),
            contact_name=cells["contact_name"],
            contact_email=cells["contact_email"],
            word=cells["word"],
            language=language,
        )
    )


def _faults(cells: dict[str, str]) -> Iterator[tuple[str, str]]:
    for column in _NEEDED:
        if not cells[column]:
            yield column, str(_EMPTY[column])
    for column, most in _LONGEST.items():
        if len(cells[column]) > most:
            yield column, _("Use %(n)d characters or fewer.") % {"n": most}
    if cells["sector"] and not _sector(cells["sector"]):
        known = ", ".join(Sector.values)
        yield "sector", _("Use one of these: %(words)s") % {"words": known}
    if cells["contact_email"]:
        try:
            validate_email(cells["contact_email"])
        except ValidationError:
            yield "contact_email", _("This is not an email address.")


def _sector(text: str) -> str:
    """By its code, or by the words that pages use for it."""
    wanted = plain(text)
    return next((one for one, label in Sector.choices if wanted in (one, plain(str(label)))), "")
