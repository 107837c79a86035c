"""What search engines are told: which pages there are, and which are none of theirs."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from networks.networks.queries import live_networks
from organisations.needs.rules import NEEDS
from organisations.public.queries import needs_met, services_by_name
from organisations.public.visits import Visit, public_page, show


@require_safe
@cache_control(public=True, max_age=3600)
def robots(request: HttpRequest) -> HttpResponse:
    """Everything is for signed-in people but the front door and the public pages."""
    lines = [
        "User-agent: *",
        "Allow: /$",
        "Allow: /find-help/",
        "Allow: /static/",
        "Disallow: /",
        f"Sitemap: {request.build_absolute_uri(reverse('organisations:sitemap'))}",
    ]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


@public_page
def sitemap(visit: Visit) -> HttpResponse:
    """One map for each live network."""
    maps = [
        visit.whole(reverse("organisations:network_sitemap", kwargs={"network": row.slug}))
        for row in live_networks()
    ]
    return _xml(show(visit, "sitemaps.xml", {"maps": maps}, indexed={}))


@public_page
def network_sitemap(visit: Visit) -> HttpResponse:
    network, met = visit.here, needs_met(visit.here)
    home = visit.whole(reverse("organisations:find_help", kwargs={"network": network.slug}))
    pages = [(home, "")]
    pages += [(f"{home}?need={code}", "") for code in NEEDS if code in met]
    pages += [
        (f"{home}services/{row.pk}/", row.changed_at.date().isoformat())
        for row in services_by_name(network)
    ]
    return _xml(show(visit, "sitemap.xml", {"pages": pages}, indexed={}))


def _xml(response: HttpResponse) -> HttpResponse:
    response["Content-Type"] = "application/xml; charset=utf-8"
    return response
