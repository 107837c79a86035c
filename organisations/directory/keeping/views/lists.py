"""Our services: what state they are in, and a new one."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from ccs.paging.by_name import around
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.directory.actions import ServiceDetails, create_service
from organisations.directory.keeping.forms.listing import NewServiceForm, OwnServicesForm
from organisations.directory.keeping.presenters import own_rows, page
from organisations.directory.keeping.queries import (
    organisations_managed,
    own_services_page,
    teams_to_keep_for,
)
from organisations.directory.rules import can_keep_services
from organisations.members.presenters import full_name


@require_safe
def own_services(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_keep_services(request.actor):
        raise Http404
    form = OwnServicesForm(request.GET)
    text, status = form.asked()
    found = own_services_page(request.actor, request.GET.dict(), text=text, status=status)
    context: dict[str, Any] = {
        "form": form,
        "filtered": bool(text or status),
        "services": own_rows(found.rows, actor=request.actor, now=timezone.now()),
        "organisations": organisations_managed(request.actor),
        **around(found, q=text, status=status),
    }
    return render(request, "organisations/directory/keeping/own_services.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/services/ours/")
def new_service(request: NetworkRequest, network: str) -> HttpResponse:
    teams = teams_to_keep_for(request.actor)
    if not teams:
        raise Http404
    choices = [(str(team.pk), full_name(team)) for team in teams]
    if request.method == "GET":
        form = NewServiceForm(teams=choices, initial={"id": str(new_id())})
    else:
        form = NewServiceForm(request.POST, teams=choices)
        if form.is_valid() and (made := _made(request, form, teams[0].pk)):
            return made
    return render(request, "organisations/directory/keeping/new_service.html", {"form": form})


def _made(request: NetworkRequest, form: NewServiceForm, only_team: UUID) -> HttpResponse | None:
    try:
        service = create_service(
            actor=request.actor,
            team_id=form.team_id() or only_team,
            details=ServiceDetails(name=form.cleaned_data["name"]),
            service_id=form.cleaned_data["id"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return None
    return redirect(page("keep_service", request.actor, service))
