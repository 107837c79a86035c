"""The front door."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ccs.ui.context import memberships
from networks.programme.queries import oversees_programme


@require_safe
@never_cache
def chooser(request: HttpRequest) -> HttpResponse:
    """Straight in for who has one place to go; a choice for who has several."""
    if not request.user.is_authenticated:
        return render(request, "networks/networks/welcome.html", {"demo": settings.DEMO})
    networks, oversees = memberships(request), oversees_programme(request.user.pk)
    if len(networks) == 1 and not oversees:
        return redirect(networks[0]["href"])
    if oversees and not networks:
        return redirect("networks:programme")
    context = {"networks": networks, "oversees": oversees}
    return render(request, "networks/networks/chooser.html", context)
