"""Addresses of the pages on which services, places and organisations are kept and read."""

from django.urls import path

from organisations.directory import route_views
from organisations.directory.keeping.views import lists, places, previews, sections, standing
from organisations.members import organisation_views

_SERVICE = "services/ours/<uuid:service_id>/"

pages = [
    path("routes/", route_views.routes, name="routes"),
    path("services/ours/", lists.own_services, name="own_services"),
    path("services/ours/new/", lists.new_service, name="new_service"),
    path(_SERVICE, sections.keep, name="keep_service"),
    path(f"{_SERVICE}preview/", previews.preview, name="preview_service"),
    path(f"{_SERVICE}publish/", standing.publish, name="publish_service"),
    path(f"{_SERVICE}withdraw/", standing.withdraw, name="withdraw_service"),
    path(f"{_SERVICE}still-right/", standing.still_right, name="service_still_right"),
    path(f"{_SERVICE}history/", standing.service_history, name="service_history"),
    path(f"{_SERVICE}<slug:section>/", sections.keep_section, name="keep_section"),
    path(
        "members/organisations/<uuid:organisation_id>/",
        organisation_views.organisation,
        name="organisation",
    ),
    path("members/organisations/<uuid:organisation_id>/places/", places.places, name="places"),
    path(
        "members/organisations/<uuid:organisation_id>/places/new/",
        places.new_place,
        name="new_place",
    ),
    path("places/<uuid:place_id>/", places.place, name="place"),
]
