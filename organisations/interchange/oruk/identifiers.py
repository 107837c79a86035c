"""Ids of what has no row of its own: the same at every export, and for needs in every network."""

from typing import Final
from uuid import UUID, uuid5

from organisations.needs.rules import NEEDS, Family

# Never changes: other systems keep the ids that are made from it.
_NEEDS: Final = UUID("5d8b1f6e-3c1a-5f0e-9a54-7c2f0d6b1e90")

TAXONOMY_ID: Final = uuid5(_NEEDS, "taxonomy")
FAMILY_IDS: Final = {family: uuid5(_NEEDS, f"family:{family}") for family in Family}
TERM_IDS: Final = {code: uuid5(_NEEDS, f"need:{code}") for code in NEEDS}
NEEDS_BY_ID: Final = {term: code for code, term in TERM_IDS.items()}


def part_id(owner: UUID, part: str) -> str:
    """The id of a part that has no row: an address, a language, an identifier."""
    return str(uuid5(owner, part))
