"""Find services."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from organisations.directory.forms import FindForm
from organisations.directory.presenters import service_rows
from organisations.directory.queries import find_services
from organisations.needs.rules import need_labels


@require_safe
def services(request: NetworkRequest, network: str) -> HttpResponse:
    form = FindForm(request.GET)
    needs = form.needs()
    found = find_services(request.actor, needs=needs, text=form.text(), only_open=form.only_open())
    context: dict[str, Any] = {
        "form": form,
        "needs": ", ".join(need_labels(needs)),
        "filtered": bool(needs or form.text() or form.only_open()),
        "services": service_rows(found, wanted=needs, actor=request.actor, now=timezone.now()),
    }
    return render(request, "organisations/directory/services.html", context)
