"""The leaflet, and the page to choose one: for anybody, without signing in."""

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from ccs.limits.rates import within_rate
from ccs.ui.context import PAGES_IN
from networks.networks.models import Network
from organisations.leaflet.forms import FOLDED, LARGE, LeafletForm
from organisations.leaflet.presenters import leaflet_of
from organisations.leaflet.printing import printed
from organisations.leaflet.queries import area_name, listed_for
from organisations.leaflet.rules import Choice
from organisations.needs.rules import NEEDS, need_labels
from organisations.places.queries import area_names
from organisations.public.queries import needs_met
from organisations.public.visits import Visit, public_page, show

# A class of children printing at once is fine; a machine in a hurry is not.
_RATE: Final = "60/m/ip"


@public_page
def make_leaflet(visit: Visit) -> HttpResponse:
    """Choose what is on it; then on to the leaflet."""
    network, choice = visit.here, _choice(visit)
    made = "make" in visit.request.GET
    councils = area_names(network.area_codes)
    form = LeafletForm(
        visit.request.GET if made else None,
        met=needs_met(network),
        councils=dict(sorted(councils.items(), key=lambda one: one[1])),
        languages=_languages(network),
        initial={
            "need": choice.needs,
            "area": choice.area,
            "size": LARGE if choice.large else FOLDED,
            "language": visit.language,
        },
    )
    if made and form.is_valid():
        return redirect(_with(_page(visit, "leaflet"), form.asked()))
    context = {"form": form, "back": visit.link("find_help", network=network.slug)}
    return show(visit, "leaflet.html", context, indexed=None if visit.request.GET else {})


@public_page
def leaflet(visit: Visit) -> HttpResponse:
    """The PDF; a page where nothing is public for what was chosen."""
    network, choice, now = visit.here, _choice(visit), timezone.now()
    area = area_name(choice.area)
    known = bool(area) or not choice.area
    if not within_rate(visit.request, "leaflet", rate=_RATE):
        return _instead(visit, choice, area, status=HTTPStatus.TOO_MANY_REQUESTS)
    listed = listed_for(network, choice) if known else None
    if listed is None or not listed.services:
        return _instead(visit, choice, area, status=HTTPStatus.NOT_FOUND)
    address = reverse("organisations:find_help", kwargs={"network": network.slug})
    words = leaflet_of(network, choice, listed, area=area, address=address, now=now)
    made = timezone.localtime(now)
    answer = HttpResponse(
        printed(words, large=choice.large, at=made), content_type="application/pdf"
    )
    answer["Content-Disposition"] = f'inline; filename="{network.slug}-{made:%Y-%m-%d}.pdf"'
    answer["X-Robots-Tag"] = "noindex"
    return answer


def _instead(visit: Visit, choice: Choice, area: str, *, status: HTTPStatus) -> HttpResponse:
    """Words in place of an empty leaflet, or of one that has to wait."""
    context = {
        "busy": status == HTTPStatus.TOO_MANY_REQUESTS,
        "needs": ", ".join(need_labels(list(choice.needs))),
        "area": area,
        "again": _with(_page(visit, "make_leaflet"), _parameters(choice)),
        "all": visit.link("find_help", network=visit.here.slug),
    }
    answer = show(visit, "no_leaflet.html", context, indexed=None)
    answer.status_code = status
    return answer


def _choice(visit: Visit) -> Choice:
    """What makes no sense is left out."""
    asked = visit.request.GET
    return Choice(
        needs=tuple(code for code in NEEDS if code in asked.getlist("need")),
        area=asked.get("area", "")[:9],
        large=asked.get("large") == "1",
        language=visit.language,
    )


def _parameters(choice: Choice) -> dict[str, list[str]]:
    return {
        "need": list(choice.needs),
        "area": [choice.area] if choice.area else [],
        "large": ["1"] if choice.large else [],
        "language": [choice.language],
    }


def _page(visit: Visit, name: str) -> str:
    return reverse(f"organisations:{name}", kwargs={"network": visit.here.slug})


def _with(path: str, asked: dict[str, list[str]]) -> str:
    query = QueryDict(mutable=True)
    for name, values in asked.items():
        query.setlist(name, list[Any](values))
    return f"{path}?{query.urlencode()}" if query else path


def _languages(network: Network) -> list[str]:
    return ["en", *(code for code in network.languages if code in PAGES_IN and code != "en")]
