from django.urls import path

from reporting.crises import views as crises
from reporting.exports import urls as exports
from reporting.history import urls as history
from reporting.packs import urls as packs
from reporting.pages import views as pages
from reporting.voice import views as voice
from reporting.yearly import views as yearly

app_name = "reporting"

urlpatterns = [
    path("reports/", pages.reports, name="reports"),
    *exports.pages,
    *packs.pages,
    *history.pages,
    path("reports/repeat-crises/", crises.crises, name="crises"),
    path("reports/voice/", voice.voice, name="voice"),
    path("reports/year/", yearly.year_figures, name="year_figures"),
    path("reports/year/<int:year>/<slug:code>/", yearly.year_figure, name="year_figure"),
    path("reports/<slug:code>/", pages.figure, name="figure"),
    path("services/<uuid:service_id>/voice/", voice.about_service, name="service_voice"),
]
