"""What is asked, what a service says of itself, and what comes of the two."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from organisations.places.rules import Place


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of the person. None and empty mean not known, never no.

    Where only a band is known, `age` is the youngest they can be and `oldest` the oldest.
    """

    age: int | None = None
    nrpf: bool | None = None
    with_children: bool | None = None
    on_benefits: bool | None = None
    gender: str = ""
    tenure: str = ""
    immigration: str = ""
    languages: tuple[str, ...] = ()
    attending: tuple[str, ...] = ()
    oldest: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    needs: tuple[str, ...] = ()
    place: Place | None = None
    facts: Facts = field(default_factory=Facts)
    text: str = ""
    # Whose referral it would be; None where that is not known yet.
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service as one row of the query: what it says of itself, and nothing worked out."""

    service_id: UUID
    name: str
    needs: frozenset[str]
    # (kind, code) of each area it serves; empty means that it has not said.
    areas: frozenset[tuple[str, str]] = frozenset()
    # The councils of the whole network; empty means that it has not said.
    network_authorities: frozenset[str] = frozenset()
    # Its nearest place to the one asked about, never a secret one.
    easting: int | None = None
    northing: int | None = None
    minimum_age: int | None = None
    maximum_age: int | None = None
    takes_nrpf: bool | None = None
    only_with_children: bool | None = None
    on_benefits_only: bool | None = None
    genders: frozenset[str] = frozenset()
    tenures: frozenset[str] = frozenset()
    immigration: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    attending: frozenset[str] = frozenset()
    state: str = "open"
    is_full: bool = False
    confirmed: bool = True
    confirmed_at: datetime | None = None
    paused_because: str = ""
    reopens_on: date | None = None
    places: int | None = None
    per: str = ""
    expected_wait_days: int | None = None
    signed: bool = True
    route: str = "anyone"
    route_organisations: frozenset[UUID] = frozenset()
    response_hours: float | None = None
    likeness: float = 0.0
    team_id: UUID | None = None
    team: str = ""
    organisation_id: UUID | None = None
    organisation: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """A code and what it is about; the words are the presenter's."""

    code: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    service_id: UUID
    score: int
    reasons: tuple[Reason, ...]
    unknowns: tuple[Reason, ...]
    ruled_out: tuple[Reason, ...]
    met: frozenset[str]

    @property
    def obstacles(self) -> frozenset[str]:
        """The codes of what rules it out."""
        return frozenset(reason.code for reason in self.ruled_out)
