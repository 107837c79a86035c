"""Calls below /api/v1/networks/<slug>/ about figures."""

from django.urls import path

from reporting.crises.api import RepeatCrisesCall

urlpatterns = [path("reports/repeat_crises", RepeatCrisesCall.as_view())]
