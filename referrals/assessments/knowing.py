"""Somebody known, as the first page takes them: what is typed goes over what is known. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, fields, replace
from typing import Final

from referrals.assessments.rules import Person, Relative
from referrals.clients.models import Client, HouseholdMember

# What somebody is to a person, as that person is to them; of anybody else nothing is said.
_OTHER_WAY: Final = {
    "child": "parent",
    "parent": "child",
    "partner": "partner",
    "brother or sister": "brother or sister",
    "grandparent": "grandchild",
    "grandchild": "grandparent",
    "other relative": "other relative",
    "friend": "friend",
}
# A whole household has these in common; a number to call is one person's own.
_IN_COMMON: Final = ("address", "no_fixed_address", "postcode")


Named = Client | HouseholdMember | Relative


def overlaid(known: Person, typed: Person) -> Person:
    """What was typed now stands; what was left empty is as it was known."""
    said = {name: value for name, value in asdict(typed).items() if value}
    spoken = tuple(dict.fromkeys([*typed.languages, *known.languages]))
    return replace(known, **{**said, "languages": spoken})


def not_there_yet(household: Sequence[Named], typed: Sequence[Relative]) -> list[Relative]:
    there = {_name(one) for one in household}
    return [one for one in typed if _name(one) not in there]


def person_of(member: HouseholdMember, client: Client) -> Person:
    """A member of the household as a person: with what the household has in common."""
    common = {name: getattr(client, name) for name in _IN_COMMON}
    return Person(
        given_name=member.given_name,
        family_name=member.family_name or client.family_name,
        date_of_birth=member.date_of_birth,
        languages=tuple(client.languages),
        **common,
    )


def household_of_member(
    member: HouseholdMember, client: Client, others: Sequence[HouseholdMember]
) -> list[Relative]:
    """The household from the member's side: the client, and whoever else lives there."""
    first = Relative(
        given_name=client.given_name,
        family_name=client.family_name,
        relationship=_OTHER_WAY.get(member.relationship, ""),
        date_of_birth=client.date_of_birth,
    )
    rest = [relative_of(one) for one in others if one.pk != member.pk]
    # Of a child of the same parent more is known than of anybody else.
    siblings = member.relationship == "child"
    return [
        first,
        *(
            replace(
                one,
                relationship="brother or sister"
                if siblings and one.relationship == "child"
                else "",
            )
            for one in rest
        ),
    ]


def relative_of(row: HouseholdMember) -> Relative:
    return Relative(**{field.name: getattr(row, field.name) for field in fields(Relative)})


def _name(one: Named) -> tuple[str, str]:
    return one.given_name.casefold(), one.family_name.casefold()
