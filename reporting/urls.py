from django.urls import path

from reporting.crises import views as crises
from reporting.figures import views
from reporting.voice import views as voice

app_name = "reporting"

urlpatterns = [
    path("reports/", views.reports, name="reports"),
    path("reports/repeat-crises/", crises.crises, name="crises"),
    path("reports/voice/", voice.voice, name="voice"),
    path("services/<uuid:service_id>/voice/", voice.about_service, name="service_voice"),
]
