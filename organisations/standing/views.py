"""An organisation pauses, comes back, or leaves: two steps, the second says what will happen."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.models import Organisation
from organisations.roles.rules import can_coordinate, can_manage_people
from organisations.standing import actions
from organisations.standing.forms import LeaveForm, PauseForm
from organisations.standing.presenters import (
    leave_will,
    open_lines,
    pause_will,
    paused_in_words,
)
from organisations.standing.queries import organisation_here, touched_by
from organisations.teams.forms import EmptyForm

_back = told_plainly(lambda network, organisation_id: f"/{network}/members/teams/")


@require_http_methods(["GET", "POST"])
@_back
def pause(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    """Of one that is paused, the page that opens it again."""
    found = _theirs(request, organisation_id)
    if found.paused_on is not None:
        return _return(request, found)
    touched = touched_by(found)
    waiting = sum(one.unanswered for one in touched.received)
    posted = request.POST if request.method == "POST" else None
    form = PauseForm(posted, waiting=waiting)
    if posted is not None and form.is_valid():
        until, back = form.cleaned_data["until"], form.gives_back
        if posted.get("sure") != "yes":
            says = pause_will(touched, until=until, give_back=back)
            return _sure(
                request,
                title=_("Pause %(organisation)s?") % {"organisation": found.name},
                says=says,
                listed=open_lines(touched.received),
                carried=_typed(form),
            )
        if _done(
            form,
            lambda: actions.pause_organisation(
                actor=request.actor,
                organisation_id=organisation_id,
                reason=form.cleaned_data["reason"],
                until=until,
                hand_back=back,
                note=form.cleaned_data.get("note", ""),
            ),
        ):
            messages.success(request, _("It is paused. Nobody can send it a referral now."))
            return redirect("organisations:network", network=network)
    title = _("Pause %(organisation)s") % {"organisation": found.name}
    return _form_page(request, form, title=title)


@require_http_methods(["GET", "POST"])
@_back
def leave(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    """Of one that has left, the page by which the desk lets it back in."""
    found = _theirs(request, organisation_id)
    if found.left_on is not None:
        return _come_back(request, found)
    posted = request.POST if request.method == "POST" else None
    form = LeaveForm(posted)
    if posted is not None and form.is_valid():
        if posted.get("sure") != "yes":
            touched = touched_by(found)
            return _sure(
                request,
                title=_("Leave the network with %(organisation)s?") % {"organisation": found.name},
                says=leave_will(touched),
                listed=open_lines(touched.received),
                carried=_typed(form),
            )
        if _done(
            form,
            lambda: actions.leave_network(
                actor=request.actor, organisation_id=organisation_id, **form.cleaned_data
            ),
        ):
            messages.success(request, _("It has left the network. Its history stays."))
            return redirect(f"/{network}/" if can_coordinate(request.actor) else "/")
    title = _("Leave the network with %(organisation)s") % {"organisation": found.name}
    return _form_page(request, form, title=title)


def _return(request: NetworkRequest, found: Organisation) -> HttpResponse:
    if request.method == "POST" and request.POST.get("sure") == "yes":
        actions.return_organisation(actor=request.actor, organisation_id=found.pk)
        messages.success(request, _("It is open again. Its services are what they were."))
        return redirect("organisations:network", network=request.network.slug)
    says = [
        paused_in_words(found),
        _("Every service is what it was before the pause."),
        _("Whoever waited for one of them to open is told."),
    ]
    title = _("Open %(organisation)s again?") % {"organisation": found.name}
    return _sure(request, title=title, says=says, listed=[], carried=[])


def _come_back(request: NetworkRequest, found: Organisation) -> HttpResponse:
    if request.method == "POST" and request.POST.get("sure") == "yes":
        actions.come_back(actor=request.actor, organisation_id=found.pk)
        messages.success(request, _("It is back. Invite its manager next."))
        return redirect("organisations:invite", network=request.network.slug)
    says = [
        _("Its teams and its history are what they were."),
        _("Its people are invited again, and its services published again."),
        _("It signs the agreement again if that has lapsed."),
    ]
    title = _("Let %(organisation)s back in?") % {"organisation": found.name}
    return _sure(request, title=title, says=says, listed=[], carried=[])


def _theirs(request: NetworkRequest, organisation_id: UUID) -> Organisation:
    found = None
    if can_manage_people(request.actor):
        found = organisation_here(request.actor, organisation_id)
    if found is None:
        raise Http404
    return found


def _done(form: Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _typed(form: Form) -> list[tuple[str, str]]:
    """With the parts of a date, as they were typed."""
    posted: Any = form.data
    names = sorted(set(posted) - {"csrfmiddlewaretoken", "sure"})
    return [(name, value) for name in names for value in posted.getlist(name)]


def _form_page(request: NetworkRequest, form: Form, *, title: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": _("Continue")}
    return render(request, "organisations/teams/form.html", context)


def _sure(
    request: NetworkRequest,
    *,
    title: str,
    says: list[str],
    listed: list[str],
    carried: list[tuple[str, str]],
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": EmptyForm(),
        "title": title,
        "sentences": says,
        "listed": listed,
        "carried": carried,
    }
    return render(request, "organisations/teams/sure.html", context)
