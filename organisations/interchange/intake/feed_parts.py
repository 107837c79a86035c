"""Parts of an Open Referral UK service: contacts, places, areas, who it is for."""

from collections.abc import Iterator
from typing import Any, Final

from organisations.interchange.charities import REGISTERS, charity_number
from organisations.interchange.intake import cleaning
from organisations.interchange.intake.incoming import Reach, Remarks, Spot
from organisations.interchange.intake.known import Areas, Known, codes_in, need_of_id
from organisations.interchange.oruk.words import SENTENCES, access_code, list_in
from organisations.places.grid import to_grid

# The kingdom, roughly: what lies outside is a slip, often latitude and longitude exchanged.
_LATITUDES, _LONGITUDES = (49.5, 61.0), (-9.0, 2.5)
_NAME: Final = 120
_FEW_WORDS: Final = 30


def parts(whole: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The objects of a list, each with its place; anything else there says nothing."""
    rows = whole.get(name) if isinstance(whole, dict) else None
    for number, row in enumerate(rows if isinstance(rows, list) else []):
        if isinstance(row, dict):
            yield f"{name}[{number}]", row


def contacts_in(service: dict[str, Any], remarks: Remarks, place: str) -> list[Reach]:
    """Titles, phones and addresses; the names of people stay where they are."""
    found: list[Reach] = []
    for at, row in parts(service, "contacts"):
        where = f"{place}.{at}"
        reach = Reach(
            title=cleaning.line(row.get("title"), remarks, f"{where}.title", longest=_NAME),
            phone=_phone(row, remarks, where),
            email=cleaning.email(row.get("email"), remarks, f"{where}.email"),
        )
        found += [reach] if any(reach) else []
    listed = {one.email for one in found}
    own = cleaning.email(service.get("email"), remarks, f"{place}.email")
    if own and own not in listed:
        found.append(Reach(email=own))
    listed = {one.phone for one in found}
    direct = _phone(service, remarks, place)
    if direct and direct not in listed:
        found.append(Reach(phone=direct))
    return sorted(set(found))


def _phone(row: dict[str, Any], remarks: Remarks, where: str) -> str:
    numbers = [
        cleaning.phone(phone.get("number"), remarks, f"{where}.{at}.number")
        for at, phone in parts(row, "phones")
    ]
    return next(filter(None, numbers), "")


def spots_in(service: dict[str, Any], remarks: Remarks, place: str) -> dict[str, Spot]:
    """Places by the source's own ids for them."""
    found: dict[str, Spot] = {}
    for at, row in parts(service, "service_at_locations"):
        location = row.get("location")
        if not isinstance(location, dict) or location.get("location_type") == "virtual":
            continue
        where = f"{place}.{at}.location"
        spot = _spot(location, remarks, where)
        if any(spot):
            found[cleaning.key(location.get("id"), remarks, f"{where}.id") or repr(spot)] = spot
    return found


def _spot(location: dict[str, Any], remarks: Remarks, where: str) -> Spot:
    address = next((one for _at, one in parts(location, "addresses")), {})
    easting, northing = _point(location, remarks, where)
    short, long = _accessibility(location)
    return Spot(
        name=cleaning.line(location.get("name"), remarks, f"{where}.name", longest=_NAME),
        address=cleaning.line(address.get("address_1"), remarks, f"{where}.address_1", longest=250),
        city=cleaning.line(address.get("city"), remarks, f"{where}.city", longest=80),
        postcode=cleaning.postcode(address.get("postal_code"), remarks, f"{where}.postal_code"),
        easting=easting,
        northing=northing,
        accessibility=tuple(short),
        directions="\n".join(filter(None, [cleaning.text(location.get("description")), *long])),
    )


def _accessibility(location: dict[str, Any]) -> tuple[list[str], list[str]]:
    """Means of access in a word or two; and in sentences, which go with the directions."""
    found = [
        " ".join(cleaning.text(row.get("description") or row.get("accessibility")).split())
        for _at, row in parts(location, "accessibility")
    ]
    means = list(dict.fromkeys(filter(None, found)))
    return (
        [access_code(one) for one in means if len(one) <= _FEW_WORDS],
        [one for one in means if len(one) > _FEW_WORDS],
    )


def _point(
    location: dict[str, Any], remarks: Remarks, where: str
) -> tuple[int, int] | tuple[None, None]:
    if location.get("latitude") in (None, "") or location.get("longitude") in (None, ""):
        return None, None
    try:
        latitude, longitude = float(location["latitude"]), float(location["longitude"])
    except (TypeError, ValueError):
        latitude = longitude = 0.0
    if _LATITUDES[0] <= latitude <= _LATITUDES[1] and _LONGITUDES[0] <= longitude <= _LONGITUDES[1]:
        return to_grid(latitude, longitude)
    remarks.note(where, "Latitude and longitude are not in the United Kingdom. They are left out.")
    return None, None


def areas_in(
    service: dict[str, Any], known: Known, remarks: Remarks, place: str
) -> list[tuple[str, str]]:
    found: Areas = set()
    for at, row in parts(service, "service_areas"):
        name = cleaning.text(row.get("name") or row.get("service_area"))
        texts = [cleaning.text(row.get(one)) for one in ("extent", "uri", "name")]
        words = [*codes_in(" ".join(texts)), texts[0], name]
        area = next(filter(None, map(known.area, filter(None, words))), None)
        if area:
            found.add(area)
        elif name:
            remarks.note(
                f"{place}.{at}", f"We do not know the area “{name[:60]}”. Choose it by hand."
            )
    return sorted(known.joined(found))


def needs_in(service: dict[str, Any], known: Known, remarks: Remarks, place: str) -> list[str]:
    found: set[str] = set()
    for at, row in parts(service, "attributes"):
        inner = row.get("taxonomy_term")
        term: dict[str, Any] = inner if isinstance(inner, dict) else {}
        own = need_of_id(cleaning.text(term.get("id") or row.get("taxonomy_term_id")))
        words = [cleaning.text(term.get(one)) for one in ("code", "name", "term")]
        meant = {own} if own else frozenset().union(*map(known.needs, filter(None, words)))
        found |= meant
        if not meant and any(words):
            word = next(filter(None, words[1:]), words[0])
            remarks.note(
                f"{place}.{at}",
                f"“{word[:60]}” is none of our needs. If it is one, add it as a word for that"
                " need and import again.",
            )
    return sorted(found)


def eligibility_in(service: dict[str, Any], remarks: Remarks, place: str) -> dict[str, Any]:
    """Ages, and our own sentences word for word; every other line is a note."""
    found: dict[str, Any] = {}
    for name in ("minimum_age", "maximum_age"):
        value = cleaning.age(service.get(name), remarks, f"{place}.{name}")
        found |= {} if value is None else {name: value}
    if found.get("minimum_age", 0) > found.get("maximum_age", 999):
        remarks.note(place, "The lowest age is above the highest. Both are left out.")
        found = {}
    notes = []
    meanings = {sentence: meant for meant, sentence in SENTENCES.items()}
    for line in cleaning.text(service.get("eligibility_description")).split("\n"):
        listed = list_in(line)
        if line in meanings:
            field, value = meanings[line]
            found[field] = value
        elif listed:
            found[listed[0]] = listed[1]
        elif line:
            notes.append(line)
    return found | ({"notes": "\n".join(notes)} if notes else {})


def charity_numbers_in(organisation: dict[str, Any], remarks: Remarks, place: str) -> list[str]:
    """All that are of one of the three registers, in the order given. Company numbers are not."""
    found: list[str] = []
    schemes = {register.scheme for register in REGISTERS}
    for at, row in parts(organisation, "organization_identifiers"):
        scheme = cleaning.text(row.get("identifier_scheme")).upper()
        kind = cleaning.text(row.get("identifier_type")).casefold()
        if scheme not in schemes and "charity" not in kind:
            continue
        number = charity_number(cleaning.text(row.get("identifier")))
        if not number:
            remarks.note(
                f"{place}.{at}.identifier",
                "This is no charity number of England and Wales, Scotland or Northern Ireland."
                " It is left out.",
            )
        found += [number] if number else []
    return found
