"""What an import brings, cleaned: the same whether it came from a feed, a file or a table."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, NamedTuple


class Hours(NamedTuple):
    weekday: int
    opens_at: time
    closes_at: time
    valid_from: date | None = None
    valid_to: date | None = None
    on_bank_holidays: bool = False
    notes: str = ""


class Closed(NamedTuple):
    """Days on which the service is closed, whatever its hours say."""

    starts_on: date
    ends_on: date
    reason: str = ""


class Reach(NamedTuple):
    """How the public reaches a service. Names of people are not taken over."""

    title: str = ""
    phone: str = ""
    email: str = ""


class Spot(NamedTuple):
    """A place people come to."""

    name: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    easting: int | None = None
    northing: int | None = None
    accessibility: tuple[str, ...] = ()
    directions: str = ""


@dataclass(frozen=True, slots=True)
class IncomingOrganisation:
    """`key` is the source's own name for it; `details` its fields as ours are called."""

    place: str
    key: str
    name: str
    details: Mapping[str, str] = field(default_factory=dict)
    sector: str = ""
    charity_numbers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class IncomingService:
    """`state` holds what the source says, by field; what it does not say is not in it."""

    place: str
    key: str
    name: str
    organisation: IncomingOrganisation
    state: Mapping[str, Any]
    spots: Mapping[str, Spot] = field(default_factory=dict)
    team: str = ""
    ended: bool = False


@dataclass(frozen=True, slots=True)
class Remark:
    """Where something is not as it should be, and what to do. `blocking`: nothing is written."""

    place: str
    message: str
    blocking: bool = False


@dataclass(slots=True)
class Remarks:
    """Collects remarks in the order of the source."""

    kept: list[Remark] = field(default_factory=list)

    def note(self, place: str, message: str) -> None:
        self.kept.append(Remark(place, message))

    def wrong(self, place: str, message: str) -> None:
        self.kept.append(Remark(place, message, blocking=True))


@dataclass(frozen=True, slots=True)
class Reading:
    """`by_name`: names are how the source says which organisation and service it means."""

    services: Sequence[IncomingService]
    remarks: Sequence[Remark]
    by_name: bool = False
