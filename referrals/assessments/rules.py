"""What a conversation must hold before it can be kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

URGENCIES: Final = ("today", "urgent", "soon")


@dataclass(frozen=True, slots=True)
class Person:
    given_name: str
    family_name: str = ""
    preferred_name: str = ""
    date_of_birth: date | None = None
    age_band: str = ""
    phone: str = ""
    email: str = ""
    safe_to: tuple[str, ...] = ()
    contact_notes: str = ""
    trusted_person: str = ""
    languages: tuple[str, ...] = ()
    interpreter_needed: bool = False
    address: str = ""
    no_fixed_address: bool = False
    postcode: str = ""
    access_needs: str = ""


@dataclass(frozen=True, slots=True)
class Relative:
    given_name: str
    family_name: str = ""
    relationship: str = ""
    date_of_birth: date | None = None


@dataclass(frozen=True, slots=True)
class ToldNeed:
    """`member` is a place in the household, from 0; None is the client."""

    code: str
    urgency: str
    member: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One conversation, as a form or the API hands it over."""

    client: Person
    needs: tuple[ToldNeed, ...]
    household: tuple[Relative, ...] = ()
    story: str = ""
    wants: str = ""
    barriers: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def known_from_household(household: Sequence[Relative], *, today: date) -> dict[str, str]:
    """Answers that services ask for and that the household has given already."""
    if not household:
        return {}
    children = [one.date_of_birth for one in household if one.relationship == "child"]
    ages = [str(years_between(born, today)) for born in children if born]
    return {"household_size": str(len(household) + 1), "childrens_ages": ", ".join(ages)}


def most_urgent(urgencies: Iterable[str]) -> str:
    return min(urgencies, key=URGENCIES.index)


def years_between(born: date, today: date) -> int:
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


def needs_for_service(
    told: Iterable[tuple[str, str]], *, meets: Iterable[str]
) -> list[tuple[str, str]]:
    """The needs (code, urgency) that a service is asked to meet: those it meets, or else all.

    A service chosen for what it does not list is still asked for what is wanted: the
    receiver knows best.
    """
    told, met = list(told), set(meets)
    return [need for need in told if need[0] in met] or told


def moved_needs(needs: Iterable[ToldNeed], *, places: Sequence[int | None]) -> tuple[ToldNeed, ...]:
    """Needs after the household has changed. `places[i]` is where the person now at `i` was before.

    What somebody needed who is no longer there is the client's to say again: it stays, as
    theirs.
    """
    now = {before: place for place, before in enumerate(places) if before is not None}
    return tuple(
        need if need.member is None else replace(need, member=now.get(need.member))
        for need in needs
    )
