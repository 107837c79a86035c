"""Services to give the details of, and the page that somebody carries away."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from ccs.ui import phones
from organisations.capacity.models import Signpost
from organisations.directory.hours import hours_in_words
from organisations.directory.models import Location, Service
from organisations.directory.rules import Audience
from organisations.matching.presenters import MatchRow
from organisations.signposting.helplines import Helpline, helpline_kept_as


@dataclass(frozen=True, slots=True)
class Given:
    """One entry in large type. `lines` are the address, the website and what it costs."""

    name: str
    whose: str
    phones: list[str]
    hours: list[str]
    lines: list[str]


def choices_of(rows: Iterable[MatchRow], *, ticked: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        {
            "id": str(row.service_id),
            "name": row.name,
            "tag": row.tag,
            "facts": [
                _whose(row),
                _("Helps with: %(needs)s") % {"needs": row.helps_with},
                *row.ruled_out,
            ],
            "ticked": row.service_id in ticked,
        }
        for row in rows
    ]


def printed(rows: Iterable[Signpost], *, today: date) -> list[Given]:
    """A service that has been withdrawn since is left out: its details may be wrong."""
    found = []
    for row in rows:
        if row.service is None:
            line = helpline_kept_as(row.elsewhere)
            found.append(_helpline(line) if line else _typed(row.elsewhere))
        elif row.service.status == Service.Status.PUBLISHED:
            found.append(_service(row.service, today))
    return found


def _typed(text: str) -> Given:
    return Given(name=text, whose="", phones=[], hours=[], lines=[])


def _helpline(line: Helpline) -> Given:
    return Given(
        name=line.name,
        whose=str(line.about),
        phones=[line.phone],
        hours=[str(line.hours)] if line.hours else [],
        lines=[line.site],
    )


def _service(service: Service, today: date) -> Given:
    organisation = service.team.organisation
    places = [_address(row.location) for row in service.at_locations.all()]
    lines = (*places, service.how_to_apply, service.url, _cost(service))
    return Given(
        name=service.name,
        whose=organisation.name if organisation else "",
        phones=_phones(service),
        hours=hours_in_words(service.schedules.all(), today=today),
        lines=[line for line in lines if line],
    )


def _cost(service: Service) -> str:
    return _("Cost: %(cost)s") % {"cost": service.fees} if service.fees else ""


def _phones(service: Service) -> list[str]:
    """Those for everybody; of a service for everybody, else its team's."""
    said = [row.phone for row in service.contacts.all() if row.phone]
    if not said and service.audience == Audience.PUBLIC and service.team.phone:
        said = [service.team.phone]
    return [phones.shown(phone) for phone in dict.fromkeys(said)]


def _address(location: Location) -> str:
    parts = [location.name, location.address, location.city, location.postcode]
    return ", ".join(filter(None, parts))


def _whose(row: MatchRow) -> str:
    """A team of the same name as its organisation is named once."""
    if row.team == row.organisation:
        return row.team
    return _("%(team)s, %(organisation)s") % {"team": row.team, "organisation": row.organisation}
