"""Every address of the site. Pages of a network come last: any first word could be one."""

from django.urls import include, path

urlpatterns = [
    path("", include("ccs.health.urls")),
    path("accounts/", include("ccs.accounts.urls")),
]
