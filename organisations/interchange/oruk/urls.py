"""/oruk/<network>/, with or without a slash at the end: a redirect would lose the open header."""

from django.urls import re_path

from organisations.interchange.oruk import views

_NETWORK = r"^(?P<network>[-a-zA-Z0-9_]+)"
_KEY = r"/(?P<key>[^/]+)"

urlpatterns = [
    re_path(rf"{_NETWORK}/?$", views.about),
    re_path(rf"{_NETWORK}/services/?$", views.services),
    re_path(rf"{_NETWORK}/services{_KEY}/?$", views.service),
    re_path(rf"{_NETWORK}/service_at_locations/?$", views.service_at_locations),
    re_path(rf"{_NETWORK}/service_at_locations{_KEY}/?$", views.service_at_location),
    re_path(rf"{_NETWORK}/taxonomies/?$", views.taxonomies),
    re_path(rf"{_NETWORK}/taxonomies{_KEY}/?$", views.taxonomy),
    re_path(rf"{_NETWORK}/taxonomy_terms/?$", views.taxonomy_terms),
    re_path(rf"{_NETWORK}/taxonomy_terms{_KEY}/?$", views.taxonomy_term),
    re_path(r"", views.nothing),
]
