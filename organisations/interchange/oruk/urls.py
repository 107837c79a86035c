"""/oruk/<network>/, with or without a slash at the end: a redirect would lose the open header."""

from django.urls import re_path

from organisations.interchange.oruk import views

_NETWORK = r"^(?P<network>[-a-zA-Z0-9_]+)"
_KEY = r"/(?P<key>[^/]+)"
_PLACES = rf"{_NETWORK}/service_at_locations"

urlpatterns = [
    re_path(rf"{_NETWORK}/?$", views.about, name="oruk"),
    re_path(rf"{_NETWORK}/services/?$", views.services, name="oruk_services"),
    re_path(rf"{_NETWORK}/services{_KEY}/?$", views.service, name="oruk_service"),
    re_path(rf"{_PLACES}/?$", views.service_at_locations, name="oruk_places"),
    re_path(rf"{_PLACES}{_KEY}/?$", views.service_at_location, name="oruk_place"),
    re_path(rf"{_NETWORK}/taxonomies/?$", views.taxonomies, name="oruk_taxonomies"),
    re_path(rf"{_NETWORK}/taxonomies{_KEY}/?$", views.taxonomy, name="oruk_taxonomy"),
    re_path(rf"{_NETWORK}/taxonomy_terms/?$", views.taxonomy_terms, name="oruk_terms"),
    re_path(rf"{_NETWORK}/taxonomy_terms{_KEY}/?$", views.taxonomy_term, name="oruk_term"),
    re_path(r"", views.nothing, name="oruk_nothing"),
]
