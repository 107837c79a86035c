"""What one thing that a service says means for who asks: yes, unknown or no. Pure.

What a service does not say, or is not known about the person, is unknown; only what both say,
and differs, rules a service out.
"""

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from organisations.directory.routing import may_refer_by
from organisations.matching.question import Asked, Candidate, Reason
from organisations.places.rules import Place, distance_m

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
_NEAR_METRES: Final = 3_000
_REACHABLE_METRES: Final = 10_000
# Ways to be seen for which nobody travels.
_FROM_HOME: Final = frozenset({"home", "phone", "online"})
# A name that has every word typed, not merely something like it.
_NAMED: Final = 0.9
_SOON_HOURS: Final = 8.0


# The same few are given for hundreds of services: each is made once.
because = lru_cache(maxsize=4096)(Reason)

_Judge = Callable[[Asked, Candidate], tuple[str, Reason] | None]


def _capacity(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if candidate.state == "paused":
        return "no", because("full" if candidate.is_full else "paused")
    if not candidate.confirmed:
        return "unknown", because("not_confirmed")
    if candidate.state == "waiting_list":
        return "yes", because("waiting_list", str(candidate.expected_wait_days or ""))
    return "yes", because(candidate.state)


def _area(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not candidate.areas:
        return "unknown", because("area_not_said")
    if ("network", "") in candidate.areas:
        return "yes", because("covers_network")
    if asked.place is None:
        return "unknown", because("place_not_known")
    covered = _covered(asked.place, candidate)
    if covered:
        return "yes", covered
    # An area chosen by name has no postcode, a whole council no ward: it may be one of these.
    lived_in = _kinds(asked.place)
    if any(not lived_in.get(kind) for kind, _code in candidate.areas):
        return "unknown", because("area_part_not_known")
    return "no", because("outside_area")


def _network(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    """Whoever serves the whole network serves nobody outside it, unless it names a wider area."""
    council = asked.place.local_authority if asked.place else ""
    served = candidate.network_authorities
    if ("network", "") not in candidate.areas or not council or not served or council in served:
        return None
    if asked.place and _covered(asked.place, candidate):
        return None
    return "no", because("outside_network")


def _covered(place: Place, candidate: Candidate) -> Reason | None:
    """The smallest area named that the place is in."""
    for kind, code in _kinds(place).items():
        if code and (kind, code) in candidate.areas:
            return because(f"covers_{kind}", code)
    return None


def _kinds(place: Place) -> dict[str, str]:
    return {"postcode": place.code, "ward": place.ward, "authority": place.local_authority}


def _age(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    youngest, oldest = candidate.minimum_age, candidate.maximum_age
    if youngest is None and oldest is None:
        return None
    about = f"{'' if youngest is None else youngest}-{'' if oldest is None else oldest}"
    if asked.facts.age is None:
        return "unknown", because("age_not_known", about)
    low, high = asked.facts.age, max(asked.facts.age, asked.facts.oldest or 0)
    if (youngest or 0) <= low and (oldest is None or high <= oldest):
        return "yes", because("takes_age", about)
    if high < (youngest or 0) or (oldest is not None and oldest < low):
        return "no", because("wrong_age", about)
    return "unknown", because("age_not_known", about)


def _nrpf(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if asked.facts.nrpf is None:
        return ("unknown", because("nrpf_not_known")) if candidate.takes_nrpf is False else None
    if not asked.facts.nrpf:
        return None
    if candidate.takes_nrpf is None:
        return "unknown", because("nrpf_not_said")
    return ("yes", because("takes_nrpf")) if candidate.takes_nrpf else ("no", because("not_nrpf"))


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
        return "unknown", because(f"{code}_not_known")
    return ("yes", because(code)) if fact else ("no", because(f"not_{code}"))


def _among(accepted: frozenset[str], fact: str, code: str) -> tuple[str, Reason] | None:
    """A list that a service accepts, of which the person is one or is not."""
    if not accepted:
        return None
    if not fact:
        return "unknown", because(f"{code}_not_known", ",".join(sorted(accepted)))
    return (
        ("yes", because(f"takes_{code}", fact))
        if fact in accepted
        else ("no", because(f"wrong_{code}"))
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
    return ("yes", because("speaks", shared[0])) if shared else None


def _attends(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not asked.facts.attending or not candidate.attending:
        return None
    shared = [way for way in asked.facts.attending if way in candidate.attending]
    return ("yes", because("attends", shared[0])) if shared else ("unknown", because("other_ways"))


def _near(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    here = asked.place
    if here is None or None in (here.easting, here.northing, candidate.easting, candidate.northing):
        return None
    if candidate.attending and candidate.attending <= _FROM_HOME:
        return None
    metres = distance_m(here.easting, here.northing, candidate.easting, candidate.northing)  # type: ignore[arg-type]
    if metres <= _NEAR_METRES:
        return "yes", because("near", str(metres))
    return "yes", because("reachable" if metres <= _REACHABLE_METRES else "far", str(metres))


def _route(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if may_refer_by(
        candidate.route,
        organisation_id=asked.organisation_id,
        named=candidate.route_organisations,
    ):
        return None
    if asked.organisation_id is None:
        return "unknown", because("route_not_known")
    return "no", because("route_closed")


def _agreement(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    return None if candidate.signed else ("no", because("not_signed"))


def _answers(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    hours = candidate.response_hours
    if hours is None or hours > _SOON_HOURS:
        return None
    return "yes", because("answers_soon", str(max(1, round(hours))))


def _text(asked: Asked, candidate: Candidate) -> tuple[str, Reason] | None:
    if not asked.text or not candidate.likeness:
        return None
    return "yes", because("named" if candidate.likeness >= _NAMED else "text")


VERDICTS: Final[tuple[_Judge, ...]] = (
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
