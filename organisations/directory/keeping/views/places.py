"""The places of an organisation: open ones, and those that are secret."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Conflict, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.directory.actions import (
    PlaceDetails,
    add_place,
    details_of_place,
    save_place,
    version_of_place,
)
from organisations.directory.keeping.forms import PlaceForm
from organisations.directory.keeping.presenters import place_rows
from organisations.directory.keeping.queries import place_to_keep, places_of, services_at
from organisations.directory.rules import can_manage_places
from organisations.members.models import Organisation
from organisations.members.organisation_queries import organisation_here


@require_safe
def places(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    organisation = _organisation(request, organisation_id)
    context: dict[str, Any] = {
        "organisation": organisation,
        "places": place_rows(places_of(organisation_id), actor=request.actor),
    }
    return render(request, "organisations/directory/keeping/places.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, organisation_id: f"/{network}/members/")
def new_place(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    organisation = _organisation(request, organisation_id)
    form = PlaceForm(request.POST if request.method == "POST" else None)

    def save() -> None:
        add_place(actor=request.actor, organisation_id=organisation_id, details=_typed(form))

    if form.is_valid() and _saved(form, save):
        messages.success(request, _("Added: %(place)s") % {"place": form.cleaned_data["name"]})
        return redirect("organisations:places", network=network, organisation_id=organisation_id)
    return _page(request, form, organisation, title=_("Add a place"))


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, place_id: f"/{network}/members/")
def place(request: NetworkRequest, network: str, place_id: UUID) -> HttpResponse:
    kept = place_to_keep(request.actor, place_id)
    if kept is None:
        raise Http404
    details, organisation = details_of_place(kept), kept.organisation
    initial = {**details._asdict(), "shown": "no" if details.is_secret else "yes"}
    data = request.POST if request.method == "POST" else None
    form = PlaceForm(data, initial=initial, was_secret=details.is_secret)
    version = request.POST.get("version") or version_of_place(kept)

    def save() -> None:
        save_place(actor=request.actor, place_id=place_id, details=_typed(form), version=version)

    if form.is_valid() and _saved(form, save):
        messages.success(request, _("Saved: %(place)s") % {"place": form.cleaned_data["name"]})
        return redirect("organisations:places", network=network, organisation_id=organisation.pk)
    # After a conflict the next saving knows of it.
    version = version_of_place(kept) if form.non_field_errors() else version
    return _page(
        request,
        form,
        organisation,
        title=details.name,
        version=version,
        hides=[] if details.is_secret else services_at(kept),
    )


def _saved(form: PlaceForm, save: Callable[[], None]) -> bool:
    try:
        save()
    except Conflict as overtaken:
        form.add_error(None, str(overtaken.message))
    except Problem as problem:
        add_problem(form, problem)
    else:
        return True
    return False


def _typed(form: PlaceForm) -> PlaceDetails:
    typed = form.cleaned_data
    return PlaceDetails(
        name=typed["name"],
        address=typed["address"],
        city=typed["city"],
        postcode=typed["postcode"],
        is_secret=typed["shown"] == "no",
        accessibility=tuple(typed["accessibility"]),
        directions=typed["directions"],
    )


def _organisation(request: NetworkRequest, organisation_id: UUID) -> Organisation:
    found = organisation_here(request.actor, organisation_id)
    if found is None or not can_manage_places(request.actor, organisation_id=organisation_id):
        raise Http404
    return found


def _page(
    request: NetworkRequest, form: PlaceForm, organisation: Organisation, **more: Any
) -> HttpResponse:
    context = {"form": form, "organisation": organisation, "version": "", "hides": [], **more}
    return render(request, "organisations/directory/keeping/place.html", context)
