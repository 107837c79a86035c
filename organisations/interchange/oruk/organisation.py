"""An organisation as Open Referral UK has it. Teams and the people in them stay inside."""

from typing import Any

from organisations.interchange.charities import register_of
from organisations.interchange.oruk.compact import compact
from organisations.interchange.oruk.identifiers import part_id
from organisations.members.models import Organisation


def organisation_row(organisation: Organisation) -> dict[str, Any]:
    """The standard requires a description: where there is none, the name stands for it."""
    return compact(
        id=str(organisation.pk),
        name=organisation.name,
        description=organisation.description or organisation.name,
        website=organisation.website,
    )


def organisation_whole(organisation: Organisation) -> dict[str, Any]:
    return organisation_row(organisation) | compact(
        organization_identifiers=_identifiers(organisation)
    )


def _identifiers(organisation: Organisation) -> list[dict[str, Any]]:
    register = register_of(organisation.charity_number)
    if register is None:
        return []
    return [
        {
            "id": part_id(organisation.pk, "charity"),
            "organization_id": str(organisation.pk),
            "identifier_scheme": register.scheme,
            "identifier_type": "Charity number",
            "identifier": organisation.charity_number,
        }
    ]
