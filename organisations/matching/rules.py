"""Who can help this person, here, today: pure decisions, the same for page, API and tests.

A judgement never guesses. What a service does not say, or is not known about the person, is
unknown; only what both say, and differs, rules a service out.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from typing import Final
from uuid import UUID

from organisations.places.rules import Place, distance_m


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


# Points of a reason, each with why it weighs what it does. Being able to help at all comes first
# (needs), then being able to help now (capacity), then how well it fits this person.
WEIGHTS: Final[dict[str, tuple[int, str]]] = {
    "meets_need": (1000, "each need met outweighs everything else about a service"),
    "open": (300, "help today is worth more than a better fit later"),
    "limited": (250, "there may be a place, but it may go"),
    "waiting_list": (100, "help, later"),
    "covers_postcode": (60, "named the very place"),
    "covers_ward": (50, "chose this neighbourhood"),
    "covers_authority": (40, "chose this council's area"),
    "covers_network": (30, "serves everybody here"),
    "takes_nrpf": (80, "few do, and a refusal later costs the person most"),
    "takes_immigration": (60, "said so for exactly this status"),
    "takes_age": (20, "said so"),
    "for_families": (20, "made for families like this one"),
    "takes_tenure": (20, "said so"),
    "takes_gender": (20, "said so"),
    "on_benefits": (20, "said so"),
    "speaks": (50, "no interpreter to find"),
    "attends": (30, "the way the person can be seen"),
    "near": (40, "a walk, or a short ride"),
    "reachable": (20, "a bus ride"),
    "far": (0, "said, so that nobody is surprised; not held against it"),
    "answers_soon": (30, "usually answers within a working day"),
    "named": (200, "somebody who types a name wants that one"),
    "text": (100, "the words match what was typed"),
}
# What is not known and would decide, and what rules a service out: the other codes of a Reason.
UNKNOWNS: Final = frozenset(
    {
        "not_confirmed",
        "area_not_said",
        "area_part_not_known",
        "place_not_known",
        "age_not_known",
        "nrpf_not_known",
        "nrpf_not_said",
        "for_families_not_known",
        "on_benefits_not_known",
        "gender_not_known",
        "tenure_not_known",
        "immigration_not_known",
        "other_ways",
        "route_not_known",
    }
)
OBSTACLES: Final = frozenset(
    {
        "meets_no_need",
        "paused",
        "full",
        "outside_area",
        "outside_network",
        "wrong_age",
        "not_nrpf",
        "not_for_families",
        "not_on_benefits",
        "wrong_gender",
        "wrong_tenure",
        "wrong_immigration",
        "route_closed",
        "not_signed",
    }
)
# In order: what rules a service out and could be learnt costs a little, so that the sure go first.
_UNKNOWN: Final = -5
# Nothing can be sent there now, whoever it is for.
CLOSED: Final = frozenset({"paused", "full"})
_NEAR_METRES: Final = 3_000
_REACHABLE_METRES: Final = 10_000
# Ways to be seen for which nobody travels.
_FROM_HOME: Final = frozenset({"home", "phone", "online"})
# A name that has every word typed, not merely something like it.
_NAMED: Final = 0.9
_SOON_HOURS: Final = 8.0

# More needs than these have too many sets of services to try each.
_EXACT: Final = 10
# The same few are given for hundreds of services: each is made once.
_because = lru_cache(maxsize=4096)(Reason)

_Judge = Callable[[Asked, Candidate], tuple[str, Reason] | None]


def judge(asked: Asked, candidate: Candidate) -> Match:
    """What speaks for a service, what is unknown and would decide, and what rules it out."""
    met = candidate.needs.intersection(asked.needs)
    reasons = [_because("meets_need", need) for need in asked.needs if need in met]
    unknowns: list[Reason] = []
    ruled_out = [] if met or not asked.needs else [_because("meets_no_need")]
    found = {"yes": reasons, "unknown": unknowns, "no": ruled_out}
    for rule in _RULES:
        verdict = rule(asked, candidate)
        if verdict:
            found[verdict[0]].append(verdict[1])
    points = sum([WEIGHTS[reason.code][0] for reason in reasons])
    return Match(
        candidate.service_id,
        points + _UNKNOWN * len(unknowns),
        tuple(reasons),
        tuple(unknowns),
        tuple(ruled_out),
        met,
    )


def rank(asked: Asked, candidates: Iterable[Candidate]) -> list[Match]:
    """Best first; whoever is ruled out after everybody who is not; always in the same order."""
    judged = [(judge(asked, candidate), candidate) for candidate in candidates]
    judged.sort(
        key=lambda pair: (
            bool(pair[0].ruled_out),
            -pair[0].score,
            pair[1].name.lower(),
            pair[1].service_id,
        )
    )
    return [match for match, _candidate in judged]


def bundle(asked: Asked, matches: Sequence[Match]) -> tuple[UUID, ...]:
    """The fewest services that together meet every need that can be met; empty for one need.

    `matches` in rank order: of two sets as small, the one made of better matches is found first.
    Of very many needs it is a small set, not always the smallest.
    """
    usable = [match for match in matches if match.met and not match.ruled_out]
    wanted = frozenset[str]().union(*[match.met for match in usable])
    if len(wanted) < 2:  # noqa: PLR2004 - one need is no bundle
        return ()
    bits = {need: 1 << place for place, need in enumerate(sorted(wanted))}
    best: dict[int, UUID] = {}
    for match in usable:
        best.setdefault(sum(bits[need] for need in match.met), match.service_id)
    every = (1 << len(bits)) - 1
    return (_smallest if len(bits) <= _EXACT else _small)(best, every)


def _smallest(best: Mapping[int, UUID], every: int) -> tuple[UUID, ...]:
    """Each round adds one service to the sets found last, and keeps the first way there."""
    reached = {0}
    latest: dict[int, tuple[UUID, ...]] = {0: ()}
    while every not in latest:
        further: dict[int, tuple[UUID, ...]] = {}
        for covered, chosen in latest.items():
            for met, service_id in best.items():
                if covered | met not in reached:
                    further.setdefault(covered | met, (*chosen, service_id))
        reached.update(further)
        latest = further
    return latest[every]


def _small(best: Mapping[int, UUID], every: int) -> tuple[UUID, ...]:
    """Each time whoever meets most of what is left."""
    chosen: list[UUID] = []
    left = every
    while left:
        met = max(best, key=lambda one: (one & left).bit_count())
        chosen.append(best[met])
        left &= ~met
    return tuple(chosen)


def _capacity(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if candidate.state == "paused":
        return "no", _because("full" if candidate.is_full else "paused")
    if not candidate.confirmed:
        return "unknown", _because("not_confirmed")
    if candidate.state == "waiting_list":
        return "yes", _because("waiting_list", str(candidate.expected_wait_days or ""))
    return "yes", _because(candidate.state)


def _area(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not candidate.areas:
        return "unknown", _because("area_not_said")
    if ("network", "") in candidate.areas:
        return "yes", _because("covers_network")
    if asked.place is None:
        return "unknown", _because("place_not_known")
    covered = _covered(asked.place, candidate)
    if covered:
        return "yes", covered
    # An area chosen by name has no postcode, a whole council no ward: it may be one of these.
    lived_in = _kinds(asked.place)
    if any(not lived_in.get(kind) for kind, _code in candidate.areas):
        return "unknown", _because("area_part_not_known")
    return "no", _because("outside_area")


def _network(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    """Whoever serves the whole network serves nobody outside it, unless it names a wider area."""
    council = asked.place.local_authority if asked.place else ""
    served = candidate.network_authorities
    if ("network", "") not in candidate.areas or not council or not served or council in served:
        return None
    if asked.place and _covered(asked.place, candidate):
        return None
    return "no", _because("outside_network")


def _covered(place: Place, candidate: Candidate) -> Reason | None:
    """The smallest area named that the place is in."""
    for kind, code in _kinds(place).items():
        if code and (kind, code) in candidate.areas:
            return _because(f"covers_{kind}", code)
    return None


def _kinds(place: Place) -> dict[str, str]:
    return {"postcode": place.code, "ward": place.ward, "authority": place.local_authority}


def _age(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    youngest, oldest = candidate.minimum_age, candidate.maximum_age
    if youngest is None and oldest is None:
        return None
    about = f"{'' if youngest is None else youngest}-{'' if oldest is None else oldest}"
    if asked.facts.age is None:
        return "unknown", _because("age_not_known", about)
    low, high = asked.facts.age, max(asked.facts.age, asked.facts.oldest or 0)
    if (youngest or 0) <= low and (oldest is None or high <= oldest):
        return "yes", _because("takes_age", about)
    if high < (youngest or 0) or (oldest is not None and oldest < low):
        return "no", _because("wrong_age", about)
    return "unknown", _because("age_not_known", about)


def _nrpf(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if asked.facts.nrpf is None:
        return ("unknown", _because("nrpf_not_known")) if candidate.takes_nrpf is False else None
    if not asked.facts.nrpf:
        return None
    if candidate.takes_nrpf is None:
        return "unknown", _because("nrpf_not_said")
    return ("yes", _because("takes_nrpf")) if candidate.takes_nrpf else ("no", _because("not_nrpf"))


def _children(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return _only(
        "for_families",
        demanded=candidate.only_with_children,
        fact=asked.facts.with_children,
    )


def _benefits(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return _only("on_benefits", demanded=candidate.on_benefits_only, fact=asked.facts.on_benefits)


def _only(code: str, *, demanded: bool | None, fact: bool | None) -> tuple[str, Reason] | None:
    """A condition that a service makes or does not make."""
    if not demanded:
        return None
    if fact is None:
        return "unknown", _because(f"{code}_not_known")
    return ("yes", _because(code)) if fact else ("no", _because(f"not_{code}"))


def _among(accepted: frozenset[str], fact: str, code: str) -> tuple[str, Reason] | None:
    """A list that a service accepts, of which the person is one or is not."""
    if not accepted:
        return None
    if not fact:
        return "unknown", _because(f"{code}_not_known", ",".join(sorted(accepted)))
    return (
        ("yes", _because(f"takes_{code}", fact))
        if fact in accepted
        else ("no", _because(f"wrong_{code}"))
    )


def _gender(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return _among(candidate.genders, asked.facts.gender, "gender")


def _tenure(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return _among(candidate.tenures, asked.facts.tenure, "tenure")


def _immigration(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return _among(candidate.immigration, asked.facts.immigration, "immigration")


def _speaks(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    shared = [
        code for code in asked.facts.languages if code in candidate.languages and code != "en"
    ]
    return ("yes", _because("speaks", shared[0])) if shared else None


def _attends(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not asked.facts.attending or not candidate.attending:
        return None
    shared = [way for way in asked.facts.attending if way in candidate.attending]
    return (
        ("yes", _because("attends", shared[0])) if shared else ("unknown", _because("other_ways"))
    )


def _near(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    here = asked.place
    if here is None or None in (here.easting, here.northing, candidate.easting, candidate.northing):
        return None
    if candidate.attending and candidate.attending <= _FROM_HOME:
        return None
    metres = distance_m(here.easting, here.northing, candidate.easting, candidate.northing)  # type: ignore[arg-type]
    if metres <= _NEAR_METRES:
        return "yes", _because("near", str(metres))
    return "yes", _because("reachable" if metres <= _REACHABLE_METRES else "far", str(metres))


def _route(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if candidate.route == "anyone" or asked.organisation_id in candidate.route_organisations:
        return None
    if asked.organisation_id is None:
        return "unknown", _because("route_not_known")
    return "no", _because("route_closed")


def _agreement(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return None if candidate.signed else ("no", _because("not_signed"))


def _answers(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    hours = candidate.response_hours
    if hours is None or hours > _SOON_HOURS:
        return None
    return "yes", _because("answers_soon", str(max(1, round(hours))))


def _text(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not asked.text or not candidate.likeness:
        return None
    return "yes", _because("named" if candidate.likeness >= _NAMED else "text")


_RULES: Final[tuple[_Judge, ...]] = (
    _capacity,
    _area,
    _network,
    _age,
    _nrpf,
    _children,
    _benefits,
    _gender,
    _tenure,
    _immigration,
    _speaks,
    _attends,
    _near,
    _route,
    _agreement,
    _answers,
    _text,
)
