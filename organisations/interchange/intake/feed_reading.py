"""Services of an Open Referral UK 3.0 source as ours."""

from collections.abc import Iterable
from typing import Any, Final

from organisations.interchange.intake import cleaning, feed_hours, feed_parts
from organisations.interchange.intake.incoming import (
    IncomingOrganisation,
    IncomingService,
    Reading,
    Remarks,
)
from organisations.interchange.intake.known import Known, attending_in, languages_in

_NAME: Final = 120
_ENDED: Final = ("inactive", "defunct")


def read_feed(services: Iterable[tuple[str, dict[str, Any]]], known: Known) -> Reading:
    """Pure: what the source says, cleaned, and what is wrong with it, row by row."""
    remarks, found = Remarks(), dict[str, IncomingService]()
    for place, whole in services:
        service = _service(whole, known, remarks, place)
        if service is None:
            continue
        if service.key in found:
            remarks.note(place, "A service of the same id stood before. This one is left out.")
            continue
        found[service.key] = service
    return Reading(services=list(found.values()), remarks=remarks.kept)


def _service(
    whole: dict[str, Any], known: Known, remarks: Remarks, at: str
) -> IncomingService | None:
    name = cleaning.line(whole.get("name"), remarks, f"{at}.name", longest=_NAME)
    place = f"{at} “{name[:40]}”" if name else at
    if not name:
        remarks.wrong(place, "This service has no name. Give it one, or take it out.")
    organisation = _organisation(whole.get("organization"), remarks, place)
    if not name or organisation is None:
        return None
    spots = feed_parts.spots_in(whole, remarks, place)
    return IncomingService(
        place=place,
        key=cleaning.key(whole.get("id"), remarks, f"{place}.id") or f"{organisation.key}|{name}",
        name=name,
        organisation=organisation,
        state=_state(whole, name, known, remarks, place)
        | ({"places": sorted(spots.values(), key=str)} if spots else {}),
        spots=spots,
        ended=whole.get("status") in _ENDED,
    )


def _state(
    whole: dict[str, Any], name: str, known: Known, remarks: Remarks, place: str
) -> dict[str, Any]:
    """What the source says; an empty value says nothing."""

    def line(field: str, longest: int) -> str:
        return cleaning.line(whole.get(field), remarks, f"{place}.{field}", longest=longest)

    needs = feed_parts.needs_in(whole, known, remarks, place)
    if not needs:
        remarks.note(place, "No need is known. Choose what it meets before it is published.")
    said = {
        "name": name,
        "description": cleaning.text(whole.get("description")),
        "url": cleaning.url(whole.get("url"), remarks, f"{place}.url"),
        "fees": line("fees", 200),
        "how_to_apply": cleaning.text(whole.get("application_process")),
        "alert": line("alert", 200),
        "languages": _languages(whole, remarks, place),
        "attending": _attending(whole, remarks, place),
        "needs": needs,
        "areas": feed_parts.areas_in(whole, known, remarks, place),
        "hours": feed_hours.hours_in(whole, remarks, place),
        "closures": feed_hours.closures_in(whole, remarks, place),
        "contacts": feed_parts.contacts_in(whole, remarks, place),
    }
    said |= {
        f"eligibility.{field}": value
        for field, value in feed_parts.eligibility_in(whole, remarks, place).items()
    }
    return {field: value for field, value in said.items() if value not in ("", [])}


def _languages(whole: dict[str, Any], remarks: Remarks, place: str) -> list[str]:
    words = [
        cleaning.text(row.get("code") or row.get("name") or row.get("language"))
        for _at, row in feed_parts.parts(whole, "languages")
    ]
    return languages_in(words, remarks, f"{place}.languages")


def _attending(whole: dict[str, Any], remarks: Remarks, place: str) -> list[str]:
    rows = [row for _at, row in feed_parts.parts(whole, "schedules")]
    words = ", ".join(cleaning.text(row.get("attending_type")) for row in rows)
    return attending_in(words, remarks, f"{place}.schedules.attending_type")


def _organisation(whole: Any, remarks: Remarks, at: str) -> IncomingOrganisation | None:
    place = f"{at}.organization"
    given: dict[str, Any] = whole if isinstance(whole, dict) else {}
    name = cleaning.line(given.get("name"), remarks, f"{place}.name", longest=_NAME)
    if not name:
        remarks.wrong(place, "There is no organisation with a name. Say whose service it is.")
        return None
    numbers = feed_parts.charity_numbers_in(given, remarks, place)
    description = cleaning.text(given.get("description"))
    website = given.get("website") or given.get("url")
    details = {
        # The standard requires a description: the name alone is none.
        "description": "" if description == name else description,
        "website": cleaning.url(website, remarks, f"{place}.website"),
        "charity_number": next(iter(numbers), ""),
    }
    return IncomingOrganisation(
        place=place,
        key=cleaning.key(given.get("id"), remarks, f"{place}.id") or name.casefold(),
        name=name,
        details={field: value for field, value in details.items() if value},
        charity_numbers=frozenset(numbers),
    )
