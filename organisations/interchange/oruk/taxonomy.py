"""The needs as the one taxonomy of the feed, two levels."""

from typing import Any, Final

from organisations.interchange.oruk.compact import compact
from organisations.interchange.oruk.identifiers import FAMILY_IDS, TAXONOMY_ID, TERM_IDS
from organisations.needs.rules import NEEDS, Family, is_crisis

NAME: Final = "Needs of people in financial crisis"
_DESCRIPTION: Final = (
    "What a person in financial crisis may need: things needed now, and what lies behind it."
)
_VERSION: Final = "1"


def taxonomy_row() -> dict[str, Any]:
    return {
        "id": str(TAXONOMY_ID),
        "name": NAME,
        "description": _DESCRIPTION,
        "version": _VERSION,
    }


def taxonomy_whole() -> dict[str, Any]:
    return {**taxonomy_row(), "taxonomy_terms": terms()}


def terms() -> list[dict[str, Any]]:
    """The two families, then the needs in the taxonomy's order."""
    families = [_family(family) for family in Family]
    return families + [need_term(code) for code in NEEDS]


def need_term(code: str) -> dict[str, Any]:
    family = Family.CRISIS if is_crisis(code) else Family.UNDERLYING
    name = str(NEEDS[code])
    return _term(
        id=TERM_IDS[code],
        name=name,
        description=f"{name} ({family.label})",
        parent_id=str(FAMILY_IDS[family]),
        code=code,
    )


def _family(family: Family) -> dict[str, Any]:
    return _term(
        id=FAMILY_IDS[family], name=str(family.label), description=str(family.label), code=family
    )


def _term(**fields: Any) -> dict[str, Any]:
    fields["id"] = str(fields["id"])
    return compact(**fields, term=fields["name"], taxonomy=NAME, taxonomy_id=str(TAXONOMY_ID))
