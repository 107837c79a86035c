"""A service as one flat set of fields, so that what is here and what comes in can be compared."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from django.utils.timezone import localdate

from organisations.directory.models import Location, Service
from organisations.directory.rules import Audience
from organisations.interchange.intake.incoming import Closed, Hours, Reach, Spot

PLAIN: Final = (
    "name", "description", "url", "fees", "how_to_apply", "alert", "languages", "attending",
    "referrer_contact",
)  # fmt: skip
WHO_FOR: Final = (
    "minimum_age", "maximum_age", "takes_nrpf", "only_with_children", "genders", "tenures",
    "immigration", "on_benefits_only", "notes",
)  # fmt: skip


class Change(NamedTuple):
    field: str
    before: Any
    after: Any


def state_of(service: Service) -> dict[str, Any]:
    """Of a service whose parts are loaded.

    Referrers' contacts and secret places are left out: no import reads or replaces them.
    """
    eligibility = next(iter(service.eligibilities.all()), None)
    return {
        **{field: getattr(service, field) for field in PLAIN},
        **{f"eligibility.{field}": getattr(eligibility, field, None) for field in WHO_FOR},
        "needs": sorted(row.need_id for row in service.service_needs.all()),
        "areas": sorted((row.kind, row.code) for row in service.areas.all()),
        "hours": sorted((_hours(row) for row in service.schedules.all()), key=str),
        "closures": sorted(
            Closed(row.starts_on, row.ends_on, row.reason)
            for row in service.closures.all()
            if row.ends_on >= localdate()
        ),
        "contacts": sorted(
            Reach(row.title, row.phone, row.email)
            for row in service.contacts.all()
            if row.audience == Audience.PUBLIC
        ),
        "places": sorted(
            (
                spot_of(row.location)
                for row in service.at_locations.all()
                if not row.location.is_secret
            ),
            key=str,
        ),
    }


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """What the source says otherwise.

    Needs are added and never taken away: people choose them by hand where a feed's words mean
    nothing here.
    """
    found = []
    for field, value in after.items():
        had = before.get(field)
        wanted = sorted({*value, *(had or [])}) if field == "needs" else value
        if wanted != had:
            found.append(Change(field, had, wanted))
    return found


def spot_of(location: Location) -> Spot:
    return Spot(
        name=location.name,
        address=location.address,
        city=location.city,
        postcode=location.postcode,
        easting=location.easting,
        northing=location.northing,
        accessibility=tuple(location.accessibility),
        directions=location.directions,
    )


def _hours(row: Any) -> Hours:
    return Hours(**{field: getattr(row, field) for field in Hours._fields})
