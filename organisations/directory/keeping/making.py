"""A section's form with what there is to choose from."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ccs.tenancy.actor import Actor
from organisations.directory.actions import ServiceDetails
from organisations.directory.keeping.forms import Offered
from organisations.directory.keeping.forms.rows import RowsForm
from organisations.directory.keeping.presenters import address_of
from organisations.directory.keeping.queries import organisations_to_name, places_of, wards_of
from organisations.directory.keeping.sections import Section
from organisations.directory.page_queries import authorities_of
from organisations.places.queries import area_names


def form_of(
    section: Section,
    data: Mapping[str, Any] | None,
    *,
    details: ServiceDetails,
    actor: Actor,
    organisation_id: UUID | None,
) -> RowsForm:
    more: dict[str, Any] = {}
    if section.key == "where":
        more["offered"] = _offered(actor, organisation_id)
    if section.key == "refer":
        more["organisations"] = organisations_to_name(actor)
    form: RowsForm = section.form(data, details=details, **more)
    return form


def _offered(actor: Actor, organisation_id: UUID | None) -> Offered:
    authorities = authorities_of(actor.network.id)
    wards = wards_of(authorities)
    names = area_names([*authorities, *wards])
    places = places_of(organisation_id)
    return Offered(
        authorities=_named(authorities, names),
        wards=_named(wards, names),
        places=[(str(one.pk), one.name or address_of(one)) for one in places],
        place_hints={str(one.pk): address_of(one) for one in places},
        secret=frozenset(str(one.pk) for one in places if one.is_secret),
    )


def _named(codes: list[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda pair: pair[1])
