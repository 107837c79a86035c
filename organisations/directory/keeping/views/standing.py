"""Seen before it is shown, published, taken back, said to be still right; and its history."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.directory.actions import confirm_service, publish_service, withdraw_service
from organisations.directory.keeping.naming import names_in
from organisations.directory.keeping.presenters import history, page
from organisations.directory.keeping.queries import history_of
from organisations.directory.keeping.views.sections import service_here


def _now_at(network: str, service_id: UUID) -> str:
    return f"/{network}/services/ours/{service_id}/"


@require_POST
@told_plainly(_now_at)
def publish(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = service_here(request, service_id)
    try:
        publish_service(actor=request.actor, service_id=service_id)
    except (NotAllowed, Conflict):
        raise
    except Problem as problem:
        messages.error(request, _("Not published yet. %(why)s") % {"why": problem.message})
    else:
        messages.success(request, _("Published. Members can find it now."))
    return redirect(page("keep_service", request.actor, service))


@require_http_methods(["GET", "POST"])
@told_plainly(_now_at)
def withdraw(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = service_here(request, service_id)
    if request.method == "POST":
        withdraw_service(actor=request.actor, service_id=service_id)
        messages.success(request, _("Withdrawn. You can publish it again at any time."))
        return redirect(page("keep_service", request.actor, service))
    context = {"service": service, "back": page("keep_service", request.actor, service)}
    return render(request, "organisations/directory/keeping/withdraw.html", context)


@require_POST
@told_plainly(_now_at)
def still_right(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = confirm_service(actor=request.actor, service_id=service_id)
    messages.success(request, _("Thank you. We will ask again in six months."))
    return redirect(page("keep_service", request.actor, service))


@require_safe
def service_history(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = service_here(request, service_id)
    changes = history_of(service)
    context: dict[str, Any] = {
        "service": service,
        "changes": history(changes, named=names_in(changes), now=timezone.now()),
        "back": page("keep_service", request.actor, service),
    }
    return render(request, "organisations/directory/keeping/history.html", context)
