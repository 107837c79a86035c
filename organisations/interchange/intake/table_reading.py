"""Services of a table (CSV) that people fill in, one service a line."""

import csv
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from organisations.interchange.charities import charity_number
from organisations.interchange.intake import cleaning
from organisations.interchange.intake.incoming import (
    IncomingOrganisation,
    IncomingService,
    Reach,
    Reading,
    Remarks,
    Spot,
)
from organisations.interchange.intake.known import Known, attending_in, languages_in
from organisations.interchange.intake.packages import Unreadable
from organisations.members.models import Sector

# In the template's order, with an example of each.
COLUMNS: Final = {
    "organisation": "Riverside Pretend Trust",
    "team": "",
    "service": "Food parcels",
    "description": "Three days of food for a household.",
    "needs": "food; toiletries",
    "area": "whole network",
    "eligibility": "People who live in the area.",
    "contact": "",
    "contact_title": "Food bank office",
    "contact_phone": "020 7946 0018",
    "contact_email": "help@riverside.example",
    "referrer_contact": "",
    "website": "https://riverside.example/food",
    "fees": "Free",
    "how_to_apply": "Ask any member of the network.",
    "languages": "English; Somali",
    "ways_to_be_seen": "drop_in; phone",
    "minimum_age": "",
    "maximum_age": "",
    "no_recourse": "yes",
    "place": "Riverside hall",
    "address": "1 Pretend Street",
    "city": "London",
    "postcode": "E1 4NS",
    "charity_number": "",
    "sector": "vcs",
}
_REQUIRED: Final = ("organisation", "service")
_NAME: Final = 120
_NOT_SAID: Final[tuple[Any, ...]] = ("", [], None)
_YES_OR_NO: Final = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_PARTS: Final = re.compile(r"[;\n]")


def template() -> list[list[str]]:
    """The table's heading and one line that shows how to fill it in."""
    return [list(COLUMNS), list(COLUMNS.values())]


def read_table(lines: Iterable[str], known: Known) -> Reading:
    """Pure. Raises Unreadable for a heading that is not the template's."""
    reader = csv.DictReader(lines, restkey="", restval="")
    _check_heading(reader.fieldnames)
    remarks, found = Remarks(), dict[str, IncomingService]()
    for row in reader:
        place = f"line {reader.line_num}"
        if not any(value for value in row.values() if isinstance(value, str)):
            continue
        if row.get(""):
            remarks.wrong(place, "There are more values than columns. Check commas and quotes.")
            continue
        service = _service(_Row(row, remarks, place), known)
        if service is None:
            continue
        if service.key in found:
            remarks.wrong(place, "This service stood on a line before. Keep one of the two.")
        found[service.key] = service
    return Reading(services=list(found.values()), remarks=remarks.kept, by_name=True)


def _check_heading(given: Iterable[str] | None) -> None:
    names = [name.strip().lstrip("\ufeff") for name in given or []]
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in _REQUIRED if name not in names]
    if missing:
        raise Unreadable(f"There is no column {', '.join(missing)}.")
    if unknown:
        raise Unreadable(
            f"We do not know the columns: {', '.join(unknown)}. Take them out, or rename them as in"
            " the template."
        )


class _Row:
    """One line: values by column, and remarks with the column in their place."""

    def __init__(self, values: Mapping[str, Any], remarks: Remarks, place: str) -> None:
        self.values = {name.strip().lstrip("\ufeff"): value for name, value in values.items()}
        self.remarks, self.place = remarks, place

    def text(self, column: str) -> str:
        return cleaning.text(self.values.get(column))

    def line(self, column: str, longest: int) -> str:
        return cleaning.line(self.text(column), self.remarks, self.at(column), longest=longest)

    def parts(self, column: str) -> list[str]:
        return [part.strip() for part in _PARTS.split(self.text(column)) if part.strip()]

    def at(self, column: str) -> str:
        return f"{self.place}, {column}"


def _service(row: _Row, known: Known) -> IncomingService | None:
    names = {column: row.line(column, _NAME) for column in ("organisation", "team", "service")}
    for column in _REQUIRED:
        if not names[column]:
            row.remarks.wrong(row.at(column), "This is empty. Fill it in, or take the line out.")
    if not all(names[column] for column in _REQUIRED):
        return None
    spot = _spot(row)
    said = _state(row, known) | {"name": names["service"], "places": [spot] if any(spot) else []}
    key = "|".join(names.values()).casefold()
    return IncomingService(
        place=f"{row.place} “{names['service'][:40]}”",
        key=key if len(key) <= _NAME else cleaning.short_key(key),
        name=names["service"],
        organisation=_organisation(row, names["organisation"]),
        team=names["team"],
        state={field: value for field, value in said.items() if value not in _NOT_SAID},
        spots={f"{key}|place"[-200:]: spot} if any(spot) else {},
    )


def _state(row: _Row, known: Known) -> dict[str, Any]:
    return {
        "description": row.text("description"),
        "needs": _needs(row, known),
        "areas": _areas(row, known),
        "contacts": _contacts(row),
        "url": cleaning.url(row.text("website"), row.remarks, row.at("website")),
        "fees": row.line("fees", 200),
        "how_to_apply": row.text("how_to_apply"),
        "referrer_contact": row.line("referrer_contact", 200),
        "languages": languages_in(row.parts("languages"), row.remarks, row.at("languages")),
        "attending": attending_in(
            row.text("ways_to_be_seen"), row.remarks, row.at("ways_to_be_seen")
        ),
        "eligibility.notes": row.text("eligibility"),
        **_ages(row),
        "eligibility.takes_nrpf": _yes_or_no(row, "no_recourse"),
    }


def _needs(row: _Row, known: Known) -> list[str]:
    found: set[str] = set()
    for word in row.parts("needs"):
        meant = known.needs(word)
        found |= meant
        if not meant:
            row.remarks.wrong(
                row.at("needs"),
                f"“{word[:60]}” is none of our needs. Use a need's name, or add it as a word for"
                " one.",
            )
    if not row.parts("needs"):
        row.remarks.note(row.at("needs"), "No need is given. Choose what it meets on its page.")
    return sorted(found)


def _areas(row: _Row, known: Known) -> list[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    for word in row.parts("area"):
        area = known.area(word)
        if area:
            found.add(area)
        else:
            row.remarks.wrong(
                row.at("area"),
                f"We do not know the area “{word[:60]}”. Write a council, a ward, its code, a full"
                " postcode, or “whole network”.",
            )
    return sorted(known.joined(found))


def _contacts(row: _Row) -> list[Reach]:
    """One contact of the columns for it; one more for each phone or address in `contact`."""
    main = Reach(
        title=row.line("contact_title", _NAME),
        phone=cleaning.phone(row.text("contact_phone"), row.remarks, row.at("contact_phone")),
        email=cleaning.email(row.text("contact_email"), row.remarks, row.at("contact_email")),
    )
    found = {main} if any(main) else set()
    for part in row.parts("contact"):
        if "@" in part:
            found.add(Reach(email=cleaning.email(part, row.remarks, row.at("contact"))))
        else:
            found.add(Reach(phone=cleaning.phone(part, row.remarks, row.at("contact"))))
    return sorted(one for one in found if any(one))


def _spot(row: _Row) -> Spot:
    return Spot(
        name=row.line("place", _NAME),
        address=row.line("address", 250),
        city=row.line("city", 80),
        postcode=cleaning.postcode(row.text("postcode"), row.remarks, row.at("postcode")),
    )


def _ages(row: _Row) -> dict[str, int | None]:
    low, high = (
        cleaning.age(row.text(column), row.remarks, row.at(column))
        for column in ("minimum_age", "maximum_age")
    )
    if low is not None and high is not None and low > high:
        row.remarks.wrong(row.at("minimum_age"), "The lowest age is above the highest.")
    return {"eligibility.minimum_age": low, "eligibility.maximum_age": high}


def _yes_or_no(row: _Row, column: str) -> bool | None:
    typed = row.text(column).casefold()
    if typed and typed not in _YES_OR_NO:
        row.remarks.wrong(row.at(column), "Write yes or no, or leave it empty.")
    return _YES_OR_NO.get(typed)


def _organisation(row: _Row, name: str) -> IncomingOrganisation:
    number = charity_number(row.text("charity_number"))
    if row.text("charity_number") and not number:
        row.remarks.note(
            row.at("charity_number"),
            "This is no charity number of England and Wales, Scotland or Northern Ireland. It is"
            " left out.",
        )
    sector = row.text("sector").casefold().replace(" ", "_")
    if sector and sector not in Sector.values:
        row.remarks.wrong(row.at("sector"), f"Write one of: {', '.join(Sector.values)}.")
    return IncomingOrganisation(
        place=row.at("organisation"),
        key=name.casefold(),
        name=name,
        details={"charity_number": number} if number else {},
        sector=sector,
        charity_numbers=frozenset([number] if number else []),
    )
