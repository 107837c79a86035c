"""The plain pages, the network's stylesheet, and the gallery where it is shown."""

from django.conf import settings
from django.urls import URLPattern, path

from ccs.ui import gallery, views

urlpatterns: list[URLPattern] = [
    path("cookies/", views.cookies, name="cookies"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("<network:network>/theme.css", views.theme, name="theme"),
]
if settings.SHOW_COMPONENTS:
    urlpatterns.append(path("components/", gallery.components, name="components"))
