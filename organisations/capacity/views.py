"""One tap says whether a service can take a referral."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.capacity.actions import set_capacity
from organisations.capacity.forms import PauseForm
from organisations.capacity.presenters import controls_of
from organisations.capacity.queries import own_capacities
from organisations.capacity.rules import State, has_services_to_run


def capacity_page(network: str, **_where: Any) -> str:
    return reverse("organisations:capacity", kwargs={"network": network})


@require_safe
def capacity(request: NetworkRequest, network: str) -> HttpResponse:
    return _page(request, {})


@require_POST
@told_plainly(capacity_page)
def change(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    """From any page with the control: back to it afterwards. Only pausing asks something."""
    state = request.POST.get("state", "")
    if state not in State.values:
        raise BadRequest
    if state == State.OPEN:
        set_capacity(service_id=service_id, state=state, actor=request.actor)
        messages.success(request, _("The service is open. Referrals can reach it now."))
        return redirect(_back(request, network))
    form = PauseForm(request.POST, auto_id=f"id_{service_id}_%s")
    if not _paused(request, form, service_id):
        return _page(request, {service_id: form})
    messages.success(request, _("The service is paused. Nobody can refer to it until you open it."))
    return redirect(_back(request, network))


def _paused(request: NetworkRequest, form: PauseForm, service_id: UUID) -> bool:
    if not form.is_valid():
        return False
    reason = form.cleaned_data["reason"]
    try:
        set_capacity(service_id=service_id, state=State.PAUSED, reason=reason, actor=request.actor)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _back(request: NetworkRequest, network: str) -> str:
    asked = request.POST.get("next", "")
    ours = asked.startswith(f"/{network}/") and url_has_allowed_host_and_scheme(asked, None)
    return asked if ours else capacity_page(network)


def _page(request: NetworkRequest, wrong: Mapping[UUID, Form]) -> HttpResponse:
    if not has_services_to_run(request.actor):
        raise Http404
    rows = own_capacities(request.actor)
    if wrong.keys() - {row.service_id for row in rows}:
        raise Http404
    controls = controls_of(rows, actor=request.actor, now=timezone.now(), wrong=wrong)
    context: dict[str, Any] = {"controls": controls}
    if wrong:
        context["form"] = next(iter(wrong.values()))
    return render(request, "organisations/capacity/capacity.html", context)
