"""What the public page of one service says, row by row."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ccs.ui import moments
from networks.networks.models import Network
from organisations.capacity.models import Capacity
from organisations.capacity.rules import State, is_confirmed
from organisations.directory.actions import WhoFor
from organisations.directory.hours import hours_in_words
from organisations.directory.models import Eligibility, Location, Service, ServiceArea
from organisations.directory.wording import (
    access_in_words,
    area_in_words,
    attending_in_words,
    closure_in_words,
    eligibility_in_words,
    languages_in_words,
)
from organisations.needs.rules import need_labels
from organisations.public import words

_MAP = "https://www.openstreetmap.org/search"


@dataclass(frozen=True, slots=True)
class Line:
    """Words, and where they lead, if anywhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    lines: Sequence[Line]


def facts_of(
    service: Service, network: Network, *, areas: dict[str, str], now: datetime
) -> list[Fact]:
    """`areas`: names of councils and wards by their codes. What is not said is left out."""
    capacity = service.capacities.all()[0]
    eligibility = next(iter(service.eligibilities.all()), None)
    codes = [row.need_id for row in service.service_needs.all()]
    found = [
        (_("Helps with"), _plain([", ".join(need_labels(codes))])),
        (_("Can it help new people?"), _plain([capacity_in_words(capacity, now)])),
        (_("How to get help"), _plain([service.how_to_apply])),
        (_("Opening hours"), _hours(service, now)),
        (_("Closed days"), _plain(_closed(service, now))),
        (_("Where"), [line for row in service.at_locations.all() for line in where(row.location)]),
        (_("How you can be seen"), _plain([attending_in_words(service.attending)])),
        (_("Who it is for"), _plain(who_for(eligibility) if eligibility else [])),
        (_("Where you need to live"), _plain(_areas(service, network, areas))),
        (_("Cost"), _plain([service.fees])),
        (_("Languages"), _plain([languages_in_words(service.languages)])),
        (_("Access"), _plain([access(service)])),
        (_("Email"), _emails(service)),
        (_("Website"), [Line(service.url, service.url)] if service.url else []),
        (_("Forms and leaflets"), [Line(row.name, row.url) for row in service.documents.all()]),
        (_("Last checked"), _plain([_checked(service, now)])),
    ]
    return [Fact(name, lines) for name, lines in found if lines]


def capacity_in_words(capacity: Capacity, now: datetime) -> str:
    """Without the team's own reasons: those are for members."""
    if capacity.state == State.PAUSED:
        return _paused(capacity, now)
    if not is_confirmed(capacity.confirmed_at, now=now):
        return _("We have not heard lately. Call first.")
    if capacity.state == State.WAITING_LIST:
        return _("Yes. %(wait)s.") % {"wait": words.wait(capacity.expected_wait_days or 0)}
    if capacity.state == State.LIMITED:
        return _("Yes, but it has only a few places. Call first.")
    return _("Yes")


def _paused(capacity: Capacity, now: datetime) -> str:
    if capacity.reopens_on is None:
        return _("No, not now. Call to ask when it can.")
    day = moments.long_date(capacity.reopens_on, now)
    return _("No, not now. It expects to from %(day)s.") % {"day": day}


def who_for(row: Eligibility) -> list[str]:
    """Only what is said; what is not said is not known."""
    said = WhoFor(**{name: getattr(row, name) for name in WhoFor._fields})
    return eligibility_in_words(said)


def where(location: Location) -> list[Line]:
    """The address; and for its postcode a map of another site, which opens only when asked."""
    parts = [location.name, location.address, location.city, location.postcode]
    found = [Line(", ".join(filter(None, parts)))] if any(parts) else []
    if location.directions:
        found.append(Line(location.directions))
    if location.postcode:
        query = urlencode({"query": location.postcode})
        found.append(
            Line(
                _("Map and directions for %(code)s") % {"code": location.postcode},
                f"{_MAP}?{query}",
            )
        )
    return found


def access(service: Service) -> str:
    """Of the service, and of its places."""
    places = [code for row in service.at_locations.all() for code in row.location.accessibility]
    return access_in_words(dict.fromkeys([*service.accessibility, *places]))


def _plain(lines: Iterable[str]) -> list[Line]:
    return [Line(line) for line in lines if line]


def _hours(service: Service, now: datetime) -> list[Line]:
    rows = list(service.schedules.all())
    lines = hours_in_words(rows, today=localtime(now).date())
    if lines and not any(row.on_bank_holidays for row in rows):
        lines.append(_("Closed on bank holidays"))
    return _plain(lines)


def _closed(service: Service, now: datetime) -> list[str]:
    return [
        closure_in_words(row.starts_on, row.ends_on, row.reason, now=now)
        for row in service.closures.all()
    ]


def _areas(service: Service, network: Network, names: dict[str, str]) -> list[str]:
    """The whole network is its councils' areas: nobody outside knows what it is called."""
    councils = sorted(names[code] for code in network.area_codes if code in names)
    whole = ", ".join(councils) or network.name
    return sorted(
        whole
        if row.kind == ServiceArea.Kind.NETWORK
        else area_in_words(row.kind, row.code, names=names)
        for row in service.areas.all()
    )


def _emails(service: Service) -> list[Line]:
    addresses = dict.fromkeys(row.email for row in service.contacts.all() if row.email)
    return [Line(address, f"mailto:{address}") for address in addresses]


def _checked(service: Service, now: datetime) -> str:
    if service.checked_at is None:
        return ""
    return moments.long_date(localtime(service.checked_at).date(), now)
