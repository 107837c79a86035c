"""Find help: for anybody, without signing in."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ccs.ui.theme import stylesheet
from networks.networks.queries import live_networks
from organisations.directory.models import Service
from organisations.matching.rules import Asked
from organisations.needs.rules import NEEDS, need_labels
from organisations.places.queries import NoPlace, area_names
from organisations.places.rules import Place
from organisations.public import presenters, queries, service_page
from organisations.public.beside import links_beside
from organisations.public.finding import PER_PAGE, find, place_said
from organisations.public.forms import FindHelpForm
from organisations.public.visits import Visit, public_page, show

_TEASER = 155


@public_page
def networks(visit: Visit) -> HttpResponse:
    """The only way to every network: a person in need does not know which is theirs."""
    rows = [
        {"name": row.name, "href": visit.link("find_help", network=row.slug)}
        for row in live_networks()
    ]
    return show(visit, "networks.html", {"networks": rows}, indexed={})


@public_page
def find_help(visit: Visit) -> HttpResponse:
    network, given = visit.here, visit.request.GET
    councils = dict(sorted(area_names(network.area_codes).items(), key=lambda one: one[1]))
    form = FindHelpForm(given, councils=councils)
    asked = _asked(form, given.get("need", ""), councils)
    need = next(iter(asked.needs), "")
    typed = any(given.get(name) for name in ("q", "postcode", "area", "page"))
    context = {
        "form": form,
        "need": need,
        "title": _title(asked),
        "families": presenters.tiles(visit, queries.needs_met(network)),
        "leaflet": _leaflet(visit, need, asked.place),
        "beside": links_beside(visit),
        **_results(visit, asked),
    }
    return show(visit, "find_help.html", context, indexed=None if typed else {"need": need})


@public_page
def service(visit: Visit, service_id: UUID) -> HttpResponse:
    network, now = visit.here, timezone.now()
    found = queries.service_shown(network, service_id)
    if found is None:
        raise Http404
    opening, is_open = presenters.opening_of(found, now)
    needs = [row.need_id for row in found.service_needs.all()]
    codes = {row.code for row in found.areas.all()} | set(network.area_codes)
    context = {
        "service": found,
        "organisation": presenters.organisation_of(found),
        "about": Truncator(found.description or found.name).chars(_TEASER),
        "opening": opening,
        "is_open": is_open,
        "calls": presenters.calls_of(found),
        "danger": presenters.danger(network, needs),
        "ask": _asking(visit, found),
        "facts": service_page.facts_of(found, network, areas=area_names(codes), now=now),
        "back": visit.link("find_help", network=network.slug),
    }
    return show(visit, "service.html", context, indexed={})


@public_page
def theme(visit: Visit) -> HttpResponse:
    """The network's colour."""
    return HttpResponse(
        stylesheet(colour=visit.here.colour, practice=False),
        content_type="text/css; charset=utf-8",
    )


def elsewhere(request: HttpRequest, rest: str) -> HttpResponseBase:
    """Any other address below: nothing, in the same words; a forgotten slash is put right."""
    if not request.path.endswith("/"):
        return redirect(f"{request.path}/", permanent=True)
    return nothing(request)


@public_page
def nothing(visit: Visit) -> HttpResponse:
    raise Http404


def _asked(form: FindHelpForm, need: str, councils: Mapping[str, str]) -> Asked:
    """What makes no sense is told on the form, and not asked."""
    text, needs = form.said("q"), (need,) if need in NEEDS else ()
    place = place_said(postcode=form.said("postcode"), area=form.said("area"), councils=councils)
    if isinstance(place, NoPlace):
        form.add_error("postcode", place.message)
        place = None
    return Asked(needs=needs, place=place, text=text)


def _title(asked: Asked) -> str:
    if asked.needs:
        return _("%(need)s: who can help") % {"need": NEEDS[asked.needs[0]]}
    return _("Who can help") if asked.place or asked.text else _("Find help near you")


def _results(visit: Visit, asked: Asked) -> dict[str, Any]:
    """Empty while nothing was asked: then the page offers kinds of help."""
    if not (asked.needs or asked.place or asked.text):
        return {"results": None, "danger": presenters.danger(visit.here, ())}
    number = _page_number(visit.request)
    found = find(visit.here, asked, page=number)
    ids = [match.service_id for match in (*found.page, *found.unfit)]
    services, now = queries.services_listed(visit.here, ids), timezone.now()
    return {
        "results": presenters.rows(visit, found.page, services, now=now),
        "unfit": presenters.rows(visit, found.unfit, services, now=now),
        "danger": presenters.danger(visit.here, [*asked.needs, *found.meant]),
        "total": found.total,
        "instead": ", ".join(need_labels(list(found.meant))) if found.instead else "",
        "previous": _page_link(visit, number - 1) if number > 1 else "",
        "next": _page_link(visit, number + 1) if number * PER_PAGE < found.total else "",
    }


def _page_number(request: HttpRequest) -> int:
    typed = request.GET.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1  # noqa: PLR2004 - no network has so many


def _page_link(visit: Visit, number: int) -> str:
    asked = visit.request.GET.copy()
    asked["page"] = str(number)
    return f"?{asked.urlencode()}"


def _asking(visit: Visit, found: Service) -> str:
    """Where people ask for themselves, if the service takes that."""
    if not found.self_referral:
        return ""
    return visit.link("referrals:self_refer", network=visit.here.slug, service_id=found.pk)


def _leaflet(visit: Visit, need: str, place: Place | None) -> str:
    """The page that makes one, already filled in; a postcode is typed again there."""
    area = place.local_authority if place and not place.code else ""
    return visit.link("make_leaflet", {"need": need, "area": area}, network=visit.here.slug)
