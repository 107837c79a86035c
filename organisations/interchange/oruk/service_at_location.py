"""A service at one of its places."""

from typing import Any

from organisations.directory.models import ServiceAtLocation
from organisations.interchange.oruk.location import location_row, location_whole
from organisations.interchange.oruk.service import Surroundings, service_alone, service_row


def at_location_row(row: ServiceAtLocation) -> dict[str, Any]:
    return _keys(row) | {
        "location": location_row(row.location),
        "service": service_row(row.service),
    }


def at_location_whole(row: ServiceAtLocation, around: Surroundings) -> dict[str, Any]:
    """A service at a place, as its schema says; the OpenAPI of 3.0 names a service by mistake."""
    return _keys(row) | {
        "location": location_whole(row.location, country=around.country),
        "service": service_alone(row.service, around),
    }


def _keys(row: ServiceAtLocation) -> dict[str, Any]:
    return {
        "id": str(row.pk),
        "service_id": str(row.service_id),
        "location_id": str(row.location_id),
    }
