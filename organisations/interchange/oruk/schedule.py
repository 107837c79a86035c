"""When a service is open as Open Referral UK has it. Times of day are Europe/London's, all year."""

from typing import Any, Final

from organisations.directory.models import Closure, Schedule, Service
from organisations.interchange.oruk.compact import compact
from organisations.interchange.oruk.identifiers import part_id
from organisations.interchange.oruk.words import attending_text

DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
OPEN_ON_BANK_HOLIDAYS: Final = "Open on bank holidays."
CLOSED_THESE_DAYS: Final = "Closed on these days."
_CLOSED: Final = "Closed on bank holidays."


def schedules_of(service: Service) -> list[dict[str, Any]]:
    """Hours, then closed days. Ways to be seen without hours stand alone."""
    attending = attending_text(service.attending)
    rows = [_hours(row, attending) for row in service.schedules.all()]
    if not rows and attending:
        rows = [{"id": part_id(service.pk, "attending"), "attending_type": attending}]
    rows += [_closed(row) for row in service.closures.all()]
    return [{**row, "service_id": str(service.pk)} for row in rows]


def _hours(row: Schedule, attending: str) -> dict[str, Any]:
    return compact(
        id=str(row.pk),
        freq="WEEKLY",
        interval=1,
        byday=DAYS[row.weekday - 1],
        opens_at=row.opens_at.isoformat(),
        closes_at=row.closes_at.isoformat(),
        valid_from=row.valid_from and row.valid_from.isoformat(),
        valid_to=row.valid_to and row.valid_to.isoformat(),
        description=OPEN_ON_BANK_HOLIDAYS if row.on_bank_holidays else _CLOSED,
        notes=row.notes,
        attending_type=attending,
    )


def _closed(row: Closure) -> dict[str, Any]:
    """The standard has no field for closed days: a range of dates without hours that says so."""
    return compact(
        id=str(row.pk),
        valid_from=row.starts_on.isoformat(),
        valid_to=row.ends_on.isoformat(),
        description=CLOSED_THESE_DAYS,
        notes=row.reason,
    )
