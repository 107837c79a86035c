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

from ccs.paging.keyset import cursor_in
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.capacity.actions import (
    confirm_capacity,
    set_capacity,
    unwatch_opening,
    watch_opening,
)
from organisations.capacity.forms import CapacityForm
from organisations.capacity.history import LOOKS_BACK, changes_shown, paused_in_words
from organisations.capacity.models import Capacity
from organisations.capacity.presenters import controls_of
from organisations.capacity.queries import changes_of, own_capacities, times_paused
from organisations.capacity.rules import State, can_read_history, has_services_to_run
from organisations.directory.queries import service_for
from organisations.engagement.lessons.presenters import offered
from organisations.engagement.lessons.rules import CAPACITY


def capacity_page(network: str, **_where: Any) -> str:
    return reverse("organisations:capacity", kwargs={"network": network})


def service_page(network: str, service_id: UUID) -> str:
    return reverse("organisations:service", kwargs={"network": network, "service_id": service_id})


@require_safe
def capacity(request: NetworkRequest, network: str) -> HttpResponse:
    return _page(request, {})


@require_POST
@told_plainly(capacity_page)
def change(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    """From any page with the control: back to it afterwards."""
    if request.POST.get("state", "") not in State.values:
        raise BadRequest
    form = CapacityForm(request.POST, auto_id=f"id_{service_id}_%s")
    row = _changed(request, form, service_id)
    if row is None:
        return _page(request, {service_id: form})
    messages.success(request, _what_follows(row))
    return redirect(_back(request, network))


@require_POST
@told_plainly(capacity_page)
def confirm(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    confirm_capacity(service_id=service_id, actor=request.actor)
    messages.success(request, _("Thank you. We will ask again in 30 days."))
    return redirect(_back(request, network))


@require_POST
@told_plainly(service_page)
def watch(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    """`watch=no` takes the wish back."""
    if request.POST.get("watch") == "no":
        unwatch_opening(service_id=service_id, actor=request.actor)
        messages.success(request, _("We will not tell you when it opens."))
        return redirect(_back(request, network, service_page(network, service_id)))
    try:
        watch_opening(service_id=service_id, actor=request.actor)
    except NotAllowed:
        raise
    except Problem as problem:
        messages.info(request, str(problem.message))
    else:
        messages.success(request, _("We will send you one email when it opens."))
    return redirect(_back(request, network, service_page(network, service_id)))


@require_safe
def history(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    service = service_for(request.actor, service_id)
    if service is None or not can_read_history(request.actor, team_id=service.team_id):
        raise Http404
    now = timezone.now()
    today = timezone.localdate(now)
    page = changes_of(service.pk, cursor=cursor_in(request.GET))
    paused = times_paused([service.pk], start=today - LOOKS_BACK, end=today)
    context: dict[str, Any] = {
        "service": service,
        "changes": changes_shown(page.rows, now),
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
        "paused": paused_in_words(paused[service.pk]),
    }
    return render(request, "organisations/capacity/history.html", context)


def _changed(request: NetworkRequest, form: CapacityForm, service_id: UUID) -> Capacity | None:
    """None where the form has a mistake, and says so."""
    if not form.is_valid():
        return None
    try:
        return set_capacity(service_id=service_id, actor=request.actor, **form.said())
    except Problem as problem:
        add_problem(form, problem)
        return None


def _what_follows(row: Capacity) -> str:
    if row.is_full:
        return _("Saved. All places are taken already, so nobody can refer to it now.")
    return {
        State.OPEN.value: _("The service is open. Referrals can reach it now."),
        State.LIMITED.value: _("Saved. The service pauses itself when its places are taken."),
        State.WAITING_LIST.value: _("Saved. Referrers read how long people wait."),
        State.PAUSED.value: _("The service is paused. Nobody can refer to it until you open it.")
        if row.reopens_on is None
        else _("The service is paused. It opens again by itself."),
    }[row.state]


def _back(request: NetworkRequest, network: str, otherwise: str = "") -> str:
    asked = request.POST.get("next", "")
    ours = asked.startswith(f"/{network}/") and url_has_allowed_host_and_scheme(asked, None)
    return asked if ours else otherwise or capacity_page(network)


def _page(request: NetworkRequest, wrong: Mapping[UUID, Form]) -> HttpResponse:
    if not has_services_to_run(request.actor):
        raise Http404
    rows = own_capacities(request.actor)
    if wrong.keys() - {row.service_id for row in rows}:
        raise Http404
    controls = controls_of(
        rows, actor=request.actor, now=timezone.now(), wrong=wrong, compared=True
    )
    lesson = offered(request.actor, CAPACITY, here=capacity_page(request.network.slug))
    context: dict[str, Any] = {"controls": controls, "lesson": lesson}
    if wrong:
        context["form"] = next(iter(wrong.values()))
    return render(request, "organisations/capacity/capacity.html", context)
