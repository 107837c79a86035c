"""Every address of the site. Pages of a network come last: any first word could be one."""

from django.conf import settings
from django.urls import include, path

import ccs.tenancy.slugs  # noqa: F401 - brings the converter `network`

urlpatterns = [
    path("", include("ccs.health.urls")),
    path("accounts/", include("ccs.accounts.urls")),
    path("", include("ccs.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("ccs.api.urls")),
    path("notify/", include("ccs.texts.urls")),
    path("", include("networks.urls")),
    path("programme/", include("reporting.programme.urls")),
    path("<network:network>/", include("reporting.urls")),
    path("oruk/", include("organisations.interchange.oruk.urls")),
    path("", include("organisations.urls")),
    path("", include("referrals.urls")),
    path("find-help/", include("organisations.public.urls")),
]
if settings.DEMO:
    urlpatterns.insert(0, path("demo/", include("ccs.demo.urls")))

handler400 = "ccs.ui.errors.bad_request"
handler403 = "ccs.ui.errors.forbidden"
handler404 = "ccs.ui.errors.not_found"
handler500 = "ccs.ui.errors.server_error"
