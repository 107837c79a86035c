"""Who of the desk looks after something, asking a team again, and a need that came right."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.capacity.actions.asking import ask_again
from organisations.roles.rules import can_coordinate
from referrals.assessments.actions import settle_open_need
from referrals.desk.actions import assign as assign_task
from referrals.desk.assigned import coordinators
from referrals.desk.forms import AssignForm, SettleForm
from referrals.desk.presenters.waiting import desk_page, row_of
from referrals.desk.waiting.listing import one_waiting
from referrals.referrals.presenters.wording import page_of_referral


def _desk(network: str, **_where: object) -> str:
    return desk_page(network)


@require_http_methods(["GET", "POST"])
@told_plainly(_desk)
def assign(request: NetworkRequest, network: str, kind: str, subject_id: UUID) -> HttpResponse:
    """One tap from the list takes it; the page chooses somebody else."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = AssignForm(posted, coordinators=list(coordinators(actor)))
    if posted is not None and form.is_valid():
        try:
            assign_task(
                actor=actor,
                kind=kind,
                subject_id=subject_id,
                member_id=form.member_id,
                seen=form.cleaned_data["seen"],
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(_back(request, network))
    found = one_waiting(actor, kind=kind, subject_id=subject_id, now=timezone.now())
    if found is None:
        raise Http404
    if posted is None:
        held = str(found.taken.member_id) if found.taken else ""
        form.initial = {"member": held or "nobody", "seen": held}
    row = row_of(found, actor=actor, now=timezone.now())
    context = {"form": form, "row": row, "back": desk_page(network)}
    return render(request, "referrals/desk/assign.html", context)


@require_POST
@told_plainly(_desk)
def ask_team(request: NetworkRequest, network: str, service_id: UUID) -> HttpResponse:
    try:
        ask_again(actor=request.actor, service_id=service_id)
    except Problem as problem:
        if problem.code != "invalid":
            raise
        messages.info(request, str(problem.message))
    else:
        messages.success(request, _("The team is asked again by email."))
    return redirect(_back(request, network))


@require_http_methods(["GET", "POST"])
@told_plainly(_desk)
def need(request: NetworkRequest, network: str, open_need_id: UUID) -> HttpResponse:
    """What was declined and came to the desk: whom to ring, and how it ended."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        how = form.cleaned_data["how"]
        settle_open_need(actor=actor, open_need_id=open_need_id, how=how)
        messages.success(request, _("Done. It waits no longer."))
        return redirect(desk_page(network))
    found = one_waiting(actor, kind="need", subject_id=open_need_id, now=timezone.now())
    if found is None:
        raise Http404
    row = row_of(found, actor=actor, now=timezone.now())
    reference = row.title.split(" ", 1)[0]
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "referral": page_of_referral(network, reference),
        "back": desk_page(network),
    }
    return render(request, "referrals/desk/need.html", context)


def _back(request: NetworkRequest, network: str) -> str:
    """The list as it was narrowed when the tap was made."""
    posted = request.POST
    return desk_page(network, whose=posted.get("whose", ""), chosen=posted.get("kind", ""))
