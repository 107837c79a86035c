"""The nine addresses of HSDS-UK 3.0 for one network."""

from http import HTTPStatus

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from networks.networks.models import Network
from organisations.interchange.oruk import queries
from organisations.interchange.oruk.answers import Answer, answered, error, opened, page
from organisations.interchange.oruk.asked import Asked, as_id
from organisations.interchange.oruk.identifiers import TAXONOMY_ID
from organisations.interchange.oruk.service import service_row, service_whole
from organisations.interchange.oruk.service_at_location import at_location_row, at_location_whole
from organisations.interchange.oruk.taxonomy import taxonomy_row, taxonomy_whole, terms

_DETAILS = {
    "version": "HSDS-UK-3.0",
    "profile": "https://github.com/OpenReferralUK/uk-profile/blob/main/docs/index.md",
    "openapi_url": "https://openreferraluk.org/specifications/3.0/openapi.json",
}


@answered
def about(network: Network, asked: Asked) -> Answer:
    return _DETAILS


@answered
def services(network: Network, asked: Asked) -> Answer:
    rows, total = queries.services_page(network, asked)
    return page([service_row(row) for row in rows], total=total, asked=asked)


@answered
def service(network: Network, asked: Asked, key: str) -> Answer | None:
    service_id = as_id(key)
    found = queries.service_whole_of(network, service_id) if service_id else None
    return service_whole(found, queries.surroundings(network, found)) if found else None


@answered
def service_at_locations(network: Network, asked: Asked) -> Answer:
    rows, total = queries.at_locations_page(network, asked)
    return page([at_location_row(row) for row in rows], total=total, asked=asked)


@answered
def service_at_location(network: Network, asked: Asked, key: str) -> Answer | None:
    row_id = as_id(key)
    found = queries.at_location_of(network, row_id) if row_id else None
    if found is None:
        return None
    return at_location_whole(found, queries.surroundings(network, found.service))


@answered
def taxonomies(network: Network, asked: Asked) -> Answer:
    return _page_of([taxonomy_row()], asked)


@answered
def taxonomy(network: Network, asked: Asked, key: str) -> Answer | None:
    return taxonomy_whole() if as_id(key) == TAXONOMY_ID else None


@answered
def taxonomy_terms(network: Network, asked: Asked) -> Answer:
    return _page_of(terms(), asked)


@answered
def taxonomy_term(network: Network, asked: Asked, key: str) -> Answer | None:
    return next((term for term in terms() if as_id(term["id"]) == as_id(key)), None)


def nothing(request: HttpRequest) -> HttpResponseBase:
    return opened(error(HTTPStatus.NOT_FOUND, "There is nothing at this address."))


def _page_of(rows: list[Answer], asked: Asked) -> Answer:
    start = (asked.page - 1) * asked.per_page
    return page(rows[start : start + asked.per_page], total=len(rows), asked=asked)
