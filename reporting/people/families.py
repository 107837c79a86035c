"""The sets of people and what is published of each: a closed list of tables."""

from typing import Final

from reporting.disclosure.families import Dimension, people_family, register_family
from reporting.people.queries import awards_told, money_told, needs_told, people_helped

PEOPLE: Final = "people"
NEEDS: Final = "needs_of_people"
POUNDS: Final = "pounds"
AWARDS: Final = "awards"
_OF_PEOPLE: Final = (
    "with_children",
    "nrpf",
    "interpreter",
    "age_band",
    "minority",
    "ethnic_group",
    "ethnicity",
    "council",
    "ward",
    "recognised",
)


def register_families() -> None:
    """Somebody may come in two quarters: they are one person of the year."""
    register_family(
        people_family(
            PEOPLE,
            [Dimension(code) for code in _OF_PEOPLE],
            [
                ("with_children",),
                ("nrpf",),
                ("interpreter",),
                ("age_band",),
                ("minority", "ethnic_group"),
                ("ethnic_group", "ethnicity"),
                ("council", "ward"),
                ("recognised",),
            ],
            people_helped,
            of="people",
            once_a_year=True,
        )
    )
    register_family(
        people_family(
            NEEDS,
            [Dimension("need"), Dimension("state")],
            [("need", "state")],
            needs_told,
            of="needs of people",
            once_a_year=True,
        )
    )
    register_family(
        people_family(
            POUNDS,
            [Dimension("kind"), Dimension("evidence")],
            [("kind", "evidence")],
            money_told,
            of="people with a gain",
            once_a_year=True,
        )
    )
    register_family(
        people_family(
            AWARDS,
            [Dimension("scheme")],
            [("scheme",)],
            awards_told,
            of="people with an award",
            once_a_year=True,
        )
    )
