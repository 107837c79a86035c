"""A place as Open Referral UK has it. A secret one never comes this far."""

from typing import Any, Final

from organisations.directory.models import Location
from organisations.interchange.oruk.compact import compact
from organisations.interchange.oruk.identifiers import part_id
from organisations.interchange.oruk.words import access_text
from organisations.places.grid import to_degrees

# The standard requires a state or province: the parts of the kingdom have codes in ISO 3166-2.
STATES: Final = {"england": "England", "wales": "Wales"}


def location_row(location: Location) -> dict[str, Any]:
    return compact(
        id=str(location.pk),
        location_type="physical",
        name=location.name,
        description=_description(location),
        **_point(location),
    )


def location_whole(location: Location, *, country: str) -> dict[str, Any]:
    return location_row(location) | compact(
        addresses=_addresses(location, STATES[country]),
        accessibility=[
            {
                "id": part_id(location.pk, f"accessibility:{means}"),
                "location_id": str(location.pk),
                "description": access_text(means),
            }
            for means in location.accessibility
        ],
    )


def _point(location: Location) -> dict[str, float]:
    if location.easting is None or location.northing is None:
        return {}
    latitude, longitude = to_degrees(location.easting, location.northing)
    return {"latitude": latitude, "longitude": longitude}


def _is_complete(location: Location) -> bool:
    return bool(location.address and location.city and location.postcode)


def _description(location: Location) -> str:
    """Directions; and before them an address that is too short for the standard's."""
    known = [location.address, location.city, location.postcode]
    short = [] if _is_complete(location) else [", ".join(filter(None, known))]
    return "\n".join(filter(None, [*short, location.directions]))


def _addresses(location: Location, state: str) -> list[dict[str, Any]]:
    if not _is_complete(location):
        return []
    return [
        {
            "id": part_id(location.pk, "address"),
            "location_id": str(location.pk),
            "address_1": location.address,
            "city": location.city,
            "state_province": state,
            "postal_code": location.postcode,
            "country": "GB",
            "address_type": "physical",
        }
    ]
