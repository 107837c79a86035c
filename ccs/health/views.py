"""Addresses for whatever watches the site."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.crypto import constant_time_compare
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccs.health.gauges import exposition
from ccs.health.probes import readiness


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process is up. Asks nothing of anything else: restarting us would not mend those."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, queue, outbox, mail and jobs, each by its own answer; 503 when one is not well."""
    checks = readiness()
    ready = all(checks.values())
    return JsonResponse(
        {"status": "ok" if ready else "unavailable", "checks": checks},
        status=200 if ready else 503,
    )


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus's plain text, for whoever shows METRICS_TOKEN; without one it is not there."""
    expected, shown = settings.METRICS_TOKEN, request.headers.get("Authorization", "")
    if not expected or not constant_time_compare(shown, f"Bearer {expected}"):
        raise Http404
    return HttpResponse(exposition(), content_type="text/plain; version=0.0.4; charset=utf-8")
