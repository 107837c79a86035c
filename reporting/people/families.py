"""The sets of people and what is published of each: a closed list of tables."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final
from uuid import UUID

from reporting.disclosure.families import Dimension, Record, people_family, register_family
from reporting.figures.rules import Period
from reporting.people.queries import awards_told, money_told, needs_told, people_helped

PEOPLE: Final = "people"
NEEDS: Final = "needs_of_people"
POUNDS: Final = "pounds"
AWARDS: Final = "awards"
_TABLES_OF_PEOPLE: Final = (
    ("with_children",),
    ("nrpf",),
    ("interpreter",),
    ("age_band",),
    ("minority", "ethnic_group"),
    ("ethnic_group", "ethnicity"),
    ("council", "ward"),
    ("recognised",),
)


def register_families() -> None:
    _register(PEOPLE, _TABLES_OF_PEOPLE, people_helped, of="people")
    _register(NEEDS, [("need", "state")], needs_told, of="needs of people")
    _register(POUNDS, [("kind", "evidence")], money_told, of="people with a gain")
    _register(AWARDS, [("scheme",)], awards_told, of="people with an award")


def _register(
    code: str,
    tables: Sequence[tuple[str, ...]],
    records: Callable[[UUID, Period], Iterable[Record]],
    *,
    of: str,
) -> None:
    """Somebody may come in two quarters: they are one person of the year."""
    codes = dict.fromkeys(one for table in tables for one in table)
    dimensions = [Dimension(one) for one in codes]
    register_family(people_family(code, dimensions, tables, records, of=of, once_a_year=True))
