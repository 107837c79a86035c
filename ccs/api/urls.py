"""/api/v1/: each app brings its own calls, found by name because this package knows no app."""

from django.urls import include, path, re_path

from ccs.api.schema import SchemaView
from ccs.api.views import NothingHere

urlpatterns = [
    path("openapi.json", SchemaView.as_view(), name="openapi"),
    path("networks/<slug:slug>/", include("organisations.api_urls")),
    path("networks/<slug:slug>/", include("referrals.api_urls")),
    path("networks/<slug:slug>/", include("reporting.api_urls")),
    re_path("", NothingHere.as_view()),
]
