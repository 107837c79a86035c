"""Calls below /api/v1/networks/<slug>/ about the directory."""

from django.urls import path

from organisations.capacity.api import CapacityCall
from organisations.directory.api import ServicesCall

urlpatterns = [
    path("services", ServicesCall.as_view()),
    path("services/<uuid:service_id>/capacity", CapacityCall.as_view()),
]
