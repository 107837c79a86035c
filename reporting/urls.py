from django.urls import path

from reporting.crises import views as crises
from reporting.exports import urls as exports
from reporting.pages import views as pages
from reporting.voice import views as voice

app_name = "reporting"

urlpatterns = [
    path("reports/", pages.reports, name="reports"),
    *exports.pages,
    path("reports/repeat-crises/", crises.crises, name="crises"),
    path("reports/voice/", voice.voice, name="voice"),
    path("reports/<slug:code>/", pages.figure, name="figure"),
    path("services/<uuid:service_id>/voice/", voice.about_service, name="service_voice"),
]
