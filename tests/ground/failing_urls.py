from django.http import HttpRequest, HttpResponse
from django.urls import path


def fail(request: HttpRequest, name: str) -> HttpResponse:
    raise ValueError("on purpose")


urlpatterns = [path("i18n/<slug:name>/", fail)]

handler500 = "ccs.ui.errors.server_error"
