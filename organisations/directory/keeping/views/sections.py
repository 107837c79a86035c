"""A service as a list of short pages, each saved as it is left."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Conflict, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.directory.actions import details_of, save_service, version_of
from organisations.directory.keeping.forms.rows import RowsForm
from organisations.directory.keeping.making import form_of
from organisations.directory.keeping.presenters import STATES, attention, page, tasks
from organisations.directory.keeping.queries import service_to_keep
from organisations.directory.keeping.sections import SECTIONS
from organisations.directory.models import Service
from organisations.directory.page import checked_in_words
from organisations.directory.rules import can_manage_places
from organisations.members.presenters import full_name


def service_here(request: NetworkRequest, service_id: UUID) -> Service:
    service = service_to_keep(request.actor, service_id)
    if service is None:
        raise Http404
    return service


@require_safe
def keep(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    """What there is to say, what state it is in, and what can be done with it."""
    service = service_here(request, service_id)
    now = timezone.now()
    context: dict[str, Any] = {
        "service": service,
        "team": full_name(service.team),
        "state": STATES[service.status],
        "is_published": service.status == Service.Status.PUBLISHED,
        "is_draft": service.status == Service.Status.DRAFT,
        "attention": attention(service, now)[1:],
        "checked": checked_in_words(service.checked_at, now=now),
        "tasks": tasks(service, details_of(service), actor=request.actor),
    }
    return render(request, "organisations/directory/keeping/keep.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, service_id, section: f"/{network}/services/ours/{service_id}/")
def keep_section(
    request: NetworkRequest, network: str, service_id: UUID, section: str
) -> HttpResponse:
    if section not in SECTIONS:
        raise Http404
    service, asked = service_here(request, service_id), SECTIONS[section]
    form = form_of(
        asked,
        request.POST if request.method == "POST" else None,
        details=details_of(service),
        actor=request.actor,
        organisation_id=service.team.organisation_id,
    )
    version = request.POST.get("version") or version_of(service.pk)
    if form.asks_for_a_row:
        form.errors.clear()
    elif form.is_valid():
        try:
            _save(request, service, form, version)
        except Conflict as overtaken:
            # What was typed stays in the form; sent again, it is known to be the later one.
            form.add_error(None, str(overtaken.message))
            version = version_of(service.pk)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Saved: %(page)s") % {"page": asked.title})
            return redirect(page("keep_service", request.actor, service))
    context: dict[str, Any] = {
        "service": service,
        "title": asked.title,
        "form": form,
        "version": version,
        "section": section,
        "organisation_id": _places_of(request, service),
    }
    return render(request, "organisations/directory/keeping/section.html", context)


def _save(request: NetworkRequest, service: Service, form: RowsForm, version: str) -> None:
    save_service(
        actor=request.actor,
        service_id=service.pk,
        details=form.merged(details_of(service)),
        version=version,
    )


def _places_of(request: NetworkRequest, service: Service) -> UUID | None:
    """Whose places this person may add to, from here."""
    organisation_id = service.team.organisation_id
    may = organisation_id and can_manage_places(request.actor, organisation_id=organisation_id)
    return organisation_id if may else None
