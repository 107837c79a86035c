"""The API with one call that does its work and then goes wrong."""

from typing import Any

from django.urls import path

from referrals.assessments.api import AssessmentsCall


class Breaks(AssessmentsCall):
    def answer(self, references: Any) -> Any:
        raise RuntimeError("Amina is named in this error.")


urlpatterns = [path("api/v1/networks/<slug:slug>/assessments", Breaks.as_view())]
