"""Calls below /api/v1/networks/<slug>/ about figures."""

from django.urls import path

from reporting.crises.api import RepeatCrisesCall
from reporting.figures.api import FigureCall
from reporting.voice.api import VoiceCall

urlpatterns = [
    path("reports/repeat_crises", RepeatCrisesCall.as_view()),
    path("reports/voice", VoiceCall.as_view()),
    path("reports/<slug:name>", FigureCall.as_view()),
]
