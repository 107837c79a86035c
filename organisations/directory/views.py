"""Find services."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.capacity.presenters import Control, own_controls
from organisations.directory.finding import (
    PER_PAGE,
    Found,
    areas_to_choose,
    find,
    own_organisation,
    place_called,
)
from organisations.directory.forms import FindForm
from organisations.directory.results import meant_links, results_of
from organisations.matching.queries import needs_meant
from organisations.matching.rules import Asked
from organisations.needs.rules import need_labels
from organisations.places.queries import NoPlace, find_place
from organisations.places.rules import Place
from organisations.roles.rules import can_coordinate
from organisations.signposting.links import signposting_page


@require_safe
def services(request: NetworkRequest, network: str) -> HttpResponse:
    """Who can help: ranked, each with what speaks for it, what is unknown and what stands against.

    Nothing that is asked is kept. A postcode that we do not know offers the areas by name.
    """
    by_name = bool({"area", "by_name"} & request.GET.keys())
    form = FindForm(request.GET, areas=areas_to_choose(request.actor) if by_name else [])
    place = _place(request, form)
    if isinstance(place, NoPlace):
        form = FindForm(request.GET, areas=areas_to_choose(request.actor))
        form.add_error("near", place.message)
        by_name, place = True, None
    asked = _asked(request, form, place)
    page = _page_number(request)
    found = find(request.actor, asked, page=page, only_open=bool(form.said("open")))
    address = reverse("organisations:services", kwargs={"network": network})
    context: dict[str, Any] = {
        "form": form,
        "by_name": by_name,
        "to_areas": _with(request, by_name="1"),
        "about_person": any(form.said(name) for name in ("age", "nrpf", "children")),
        "needs": ", ".join(need_labels(list(asked.needs))),
        "meant": meant_links(_meant(request, asked), address),
        "filtered": any(value for name, value in request.GET.items() if name != "page"),
        "keeps_words": can_coordinate(request.actor),
        "give": signposting_page(request.actor, needs=asked.needs),
        "controls": _controls(request, found),
        **results_of(found, actor=request.actor, now=timezone.now()),
        **_pages(request, found, page),
    }
    return render(request, "organisations/directory/services.html", context)


def _controls(request: NetworkRequest, found: Found) -> dict[UUID, Control]:
    """Beside one's own services, the one tap for their capacity; no query for anybody else."""
    shown = [found.known[match.service_id] for match in (*found.page, *found.unfit)]
    own = [one.service_id for one in shown if one.team_id in request.actor.envelopes]
    page = request.get_full_path()
    return own_controls(own, actor=request.actor, page=page, now=timezone.now())


def _asked(request: NetworkRequest, form: FindForm, place: Place | None) -> Asked:
    return Asked(
        needs=tuple(form.needs()),
        place=place,
        facts=form.facts(),
        text=str(form.said("q")),
        organisation_id=own_organisation(request.actor),
    )


def _place(request: NetworkRequest, form: FindForm) -> Place | NoPlace | None:
    if near := str(form.said("near")).strip():
        return find_place(near)
    area = str(form.said("area"))
    return place_called(request.actor, area) if area else None


def _meant(request: NetworkRequest, asked: Asked) -> list[str]:
    """Of the words alone: who ticked a need has said it already."""
    if asked.needs or not asked.text:
        return []
    return needs_meant(asked.text, network_id=request.actor.network.id)


def _page_number(request: NetworkRequest) -> int:
    typed = request.GET.get("page", "")
    return max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1  # noqa: PLR2004


def _pages(request: NetworkRequest, found: Found, page: int) -> dict[str, str]:
    """The addresses of the pages before and after."""
    return {
        "previous": _with(request, page=str(page - 1)) if page > 1 else "",
        "next": _with(request, page=str(page + 1)) if found.total > page * PER_PAGE else "",
    }


def _with(request: NetworkRequest, **changed: str) -> str:
    """The same search, changed in this."""
    query = request.GET.copy()
    for name, value in changed.items():
        query[name] = value
    return f"?{query.urlencode()}"
