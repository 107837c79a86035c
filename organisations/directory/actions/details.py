"""A service whole, as a form, an import or the demo hands it over: one value with all its parts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import NamedTuple
from uuid import UUID

from organisations.directory.rules import Audience, Route


class WhoFor(NamedTuple):
    """Null and empty mean "not said", never no."""

    minimum_age: int | None = None
    maximum_age: int | None = None
    takes_nrpf: bool | None = None
    only_with_children: bool | None = None
    on_benefits_only: bool | None = None
    genders: tuple[str, ...] = ()
    tenures: tuple[str, ...] = ()
    immigration: tuple[str, ...] = ()
    notes: str = ""


class Served(NamedTuple):
    """Where the people live: `kind` of `ServiceArea.Kind`, and a code unless the whole network."""

    kind: str
    code: str = ""


class Opening(NamedTuple):
    """1 is Monday. Times are Europe/London's."""

    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_to: date | None = None
    on_bank_holidays: bool = False
    notes: str = ""


class ClosedDays(NamedTuple):
    starts_on: date
    ends_on: date
    reason: str = ""


class Reach(NamedTuple):
    audience: str = Audience.MEMBERS
    title: str = ""
    phone: str = ""
    email: str = ""


class Paper(NamedTuple):
    name: str
    url: str


class MayRefer(NamedTuple):
    """An organisation that may refer here; under a contract, how many places it has."""

    organisation_id: UUID
    places: int | None = None
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDetails:
    """Everything that a service's page says. `locations` are ids of the organisation's own."""

    name: str
    needs: Sequence[str] = ()
    description: str = ""
    audience: str = Audience.MEMBERS
    route: str = Route.ANYONE
    scheme: str = ""
    url: str = ""
    fees: str = ""
    how_to_apply: str = ""
    alert: str = ""
    self_referral: bool = False
    languages: Sequence[str] = ()
    attending: Sequence[str] = ()
    accessibility: Sequence[str] = ()
    response_time: str = ""
    referrer_contact: str = ""
    information_needed: Sequence[str] = ()
    eligibility: WhoFor = field(default_factory=WhoFor)
    areas: Sequence[Served] = ()
    locations: Sequence[UUID] = ()
    schedules: Sequence[Opening] = ()
    closures: Sequence[ClosedDays] = ()
    contacts: Sequence[Reach] = ()
    documents: Sequence[Paper] = ()
    routes: Sequence[MayRefer] = ()
