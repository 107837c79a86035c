"""Who was helped in a period: each person once, however many conversations they had. Pure.

Rows overlap: a family with children may have no recourse to public funds. They are never added up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from referrals.assessments.equality import GROUPS, PREFER_NOT, group_of
from referrals.tally.rules import Said
from reporting.crises.households import Known, households

# Of a place that is outside the network's councils, or of which no whole postcode was told.
ELSEWHERE: Final = "elsewhere"
NOT_KNOWN: Final = "not_known"
# Not asked, rather not say, not clear, not known: they are no answer, and stay apart.
NO_ANSWER: Final = (PREFER_NOT, Said.UNCLEAR.value, Said.NOT_ASKED.value, NOT_KNOWN)
_WHITE: Final = next(iter(GROUPS))


@dataclass(frozen=True, slots=True)
class Answers:
    """What was told of somebody, by codes. Empty: not known."""

    with_children: str = Said.NOT_ASKED.value
    nrpf: str = Said.NOT_ASKED.value
    interpreter: bool = False
    age_band: str = ""
    ethnicity: str = Said.NOT_ASKED.value
    council: str = ""
    ward: str = ""


@dataclass(frozen=True, slots=True)
class Helped:
    """One person. `known` is false where they could not be known again by any key."""

    answers: Answers
    known: bool


def together(told: Sequence[Answers]) -> Answers:
    """One person's conversations, the oldest first: the last that says something counts."""
    first, *later = told
    for one in later:
        said = {
            name: getattr(one, name)
            for name in ("with_children", "nrpf", "ethnicity")
            if getattr(one, name) != Said.NOT_ASKED.value
        }
        known = {"age_band": one.age_band} if one.age_band else {}
        place = {"council": one.council, "ward": one.ward} if one.council else {}
        first = replace(first, interpreter=one.interpreter, **said, **known, **place)
    return first


def people_of(
    told: Iterable[tuple[UUID, Answers]], keys: Mapping[UUID, Known]
) -> dict[UUID, Helped]:
    """By the record that stands for each person; `told` is in the order of telling."""
    stands = persons(keys)
    conversations: dict[UUID, list[Answers]] = defaultdict(list)
    for client, answers in told:
        conversations[stands[client]].append(answers)
    recognised = {stands[client] for client, known in keys.items() if known.own}
    return {
        person: Helped(together(answers), known=person in recognised)
        for person, answers in conversations.items()
    }


def persons(keys: Mapping[UUID, Known]) -> dict[UUID, UUID]:
    """To each record the one that stands for its person.

    Two records are one person where their own keys meet: to live together is not enough.
    """
    return households({client: Known(own=known.own) for client, known in keys.items()})


def cells_of(one: Helped, *, councils: Collection[str]) -> dict[str, str]:
    """Where somebody stands in each table; the ward of another council is nobody's business."""
    told, group = one.answers, group_of(one.answers.ethnicity)
    outside = ELSEWHERE if told.council else NOT_KNOWN
    inside = told.council in councils
    return {
        "with_children": told.with_children,
        "nrpf": told.nrpf,
        "interpreter": "yes" if told.interpreter else "no",
        "age_band": told.age_band or NOT_KNOWN,
        "ethnicity": told.ethnicity,
        "ethnic_group": group,
        "minority": minority_of(group),
        "council": told.council if inside else outside,
        "ward": (told.ward or NOT_KNOWN) if inside else outside,
        "recognised": "yes" if one.known else "no",
    }


def minority_of(group: str) -> str:
    """As the evaluation's form asks it: one of the four groups besides White."""
    if group in NO_ANSWER:
        return group
    return "no" if group == _WHITE else "yes"
