"""A service as Open Referral UK has it. What is for referrers alone has no place here."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from ccs.ui.phones import shown
from organisations.directory.models import Eligibility, Service
from organisations.interchange.oruk.compact import compact
from organisations.interchange.oruk.identifiers import TERM_IDS, part_id
from organisations.interchange.oruk.location import location_whole
from organisations.interchange.oruk.organisation import organisation_row, organisation_whole
from organisations.interchange.oruk.schedule import schedules_of
from organisations.interchange.oruk.taxonomy import need_term
from organisations.interchange.oruk.words import eligibility_text, language_name
from organisations.places.rules import shown as shown_postcode

_STATISTICS: Final = "http://statistics.data.gov.uk/id/statistical-geography/"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a service does not know of itself: its network's area, and the names of areas."""

    network: str
    country: str
    area_codes: tuple[str, ...] = ()
    area_names: Mapping[str, str] | None = None


def service_row(service: Service) -> dict[str, Any]:
    """What there is one of; the organisation without its parts."""
    organisation, eligibility = service.team.organisation, _eligibility(service)
    return compact(
        id=str(service.pk),
        organization_id=str(organisation.pk) if organisation else None,
        name=service.name,
        description=service.description,
        url=service.url,
        email=next((row.email for row in service.contacts.all() if row.email), None),
        status="active",
        fees=service.fees,
        application_process=service.how_to_apply,
        minimum_age=eligibility and eligibility.minimum_age,
        maximum_age=eligibility and eligibility.maximum_age,
        assured_date=service.checked_at and service.checked_at.date().isoformat(),
        alert=service.alert,
        last_modified=_moment(service.changed_at),
        organization=organisation_row(organisation) if organisation else None,
    )


def service_whole(service: Service, around: Surroundings) -> dict[str, Any]:
    return service_alone(service, around) | compact(
        service_at_locations=[
            {
                "id": str(row.pk),
                "service_id": str(service.pk),
                "location_id": str(row.location_id),
                "location": location_whole(row.location, country=around.country),
            }
            for row in service.at_locations.all()
        ]
    )


def service_alone(service: Service, around: Surroundings) -> dict[str, Any]:
    """Everything but where it is: that is how a service stands within one of its places."""
    organisation, eligibility = service.team.organisation, _eligibility(service)
    return service_row(service) | compact(
        eligibility_description=eligibility_text(eligibility) if eligibility else None,
        organization=organisation_whole(organisation) if organisation else None,
        schedules=schedules_of(service),
        service_areas=_areas(service, around),
        languages=_languages(service),
        contacts=_contacts(service),
        attributes=_attributes(service),
    )


def _eligibility(service: Service) -> Eligibility | None:
    return next(iter(service.eligibilities.all()), None)


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _areas(service: Service, around: Surroundings) -> list[dict[str, Any]]:
    """The whole network is its councils' areas, so that somebody outside knows what is meant."""
    names = around.area_names or {}
    found: dict[str, dict[str, Any]] = {}
    for row in service.areas.all():
        codes = around.area_codes if row.kind == "network" else (row.code,)
        for code in codes or ("",):
            name = shown_postcode(code) if row.kind == "postcode" else names.get(code, code)
            found[code] = compact(
                id=part_id(service.pk, f"area:{code}"),
                service_id=str(service.pk),
                name=name or around.network,
                extent=code,
                extent_type="text" if code else None,
                uri=f"{_STATISTICS}{code}" if code and row.kind != "postcode" else None,
            )
    return list(found.values())


def _languages(service: Service) -> list[dict[str, Any]]:
    return [
        {
            "id": part_id(service.pk, f"language:{code}"),
            "service_id": str(service.pk),
            "name": language_name(code),
            "code": code,
        }
        for code in service.languages
    ]


def _contacts(service: Service) -> list[dict[str, Any]]:
    rows = [
        compact(
            id=str(row.pk),
            service_id=str(service.pk),
            title=row.title,
            email=row.email,
            phones=[_phone(part_id(row.pk, "phone"), str(row.pk), row.phone)] if row.phone else [],
        )
        for row in service.contacts.all()
    ]
    return [row for row in rows if row.keys() & {"title", "email", "phones"}]


def _phone(phone_id: str, contact_id: str, number: str) -> dict[str, Any]:
    return {"id": phone_id, "contact_id": contact_id, "number": shown(number)}


def _attributes(service: Service) -> list[dict[str, Any]]:
    return [
        {
            "id": str(row.pk),
            "link_id": str(service.pk),
            "link_type": "service_need",
            "taxonomy_term_id": str(TERM_IDS[row.need_id]),
            "taxonomy_term": need_term(row.need_id),
        }
        for row in service.service_needs.all()
    ]
