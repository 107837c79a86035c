"""The organisation's own task list, and the steps that have no page elsewhere."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.joining import actions, presenters, queries
from organisations.joining.forms import DetailsForm, MessageForm, ReadyForm, WithdrawForm
from organisations.joining.links_of_steps import links_of
from organisations.joining.models import Joining, State
from organisations.joining.rules import can_decide
from organisations.joining.views.desk import list_page


def task_list(network: str, **kwargs: Any) -> str:
    return reverse("organisations:joining", kwargs={"network": network})


@require_safe
def joining(request: NetworkRequest, network: str) -> HttpResponse:
    """What is left to do. The desk, which joins nothing, sees everybody who does."""
    own = queries.own_joining(request.actor)
    if own is None and can_decide(request.actor):
        return redirect(list_page(network))
    if own is None:
        raise Http404
    return show(request, own, MessageForm())


def at_home(request: NetworkRequest) -> HttpResponse | None:
    """The task list, for who manages an organisation that joins and works nowhere else."""
    own = queries.own_joining(request.actor)
    if own is None or not queries.is_all_they_do(request.actor, own):
        return None
    return show(request, own, MessageForm())


def show(request: NetworkRequest, own: Joining, form: MessageForm) -> HttpResponse:
    now, progress = timezone.now(), queries.steps_of([own])[own.pk]
    context = {
        "form": form,
        "joining": own,
        "ready": own.state == State.READY,
        "left": presenters.left_in_words(progress),
        "steps": presenters.steps_shown(own, progress, links_of(request.actor, own), now=now),
        "turn": presenters.turn_in_words(own, now=now, own=True),
        "asked": own.asked_at is not None,
        "thread": presenters.thread_shown(
            queries.thread_of(own), desk=_("The desk"), organisation=own.name, now=now
        ),
    }
    return render(request, "organisations/joining/tasks.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(task_list)
def details(request: NetworkRequest, network: str) -> HttpResponse:
    own = _own(request)
    team = queries.first_team_of(own)
    organisation = own.organisation
    form = DetailsForm(
        request.POST if request.method == "POST" else None,
        initial={
            "description": organisation.description if organisation else "",
            "website": organisation.website if organisation else "",
            "number_kind": _kind_of_number(own),
            "charity_number": organisation.charity_number if organisation else "",
            "team_name": team.name if team else "",
            "team_phone": team.phone if team else "",
            "receives": "yes" if organisation and organisation.receives_referrals else "no",
        },
    )
    if request.method == "POST" and form.is_valid() and _saved(request, form, own):
        return redirect(task_list(network))
    context = {"form": form, "back": task_list(network)}
    return render(request, "organisations/joining/details.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(task_list)
def people(request: NetworkRequest, network: str) -> HttpResponse:
    own = _own(request)
    if request.method == "POST":
        actions.say_people(actor=request.actor, joining_id=own.pk)
        return redirect(task_list(network))
    here = queries.people_of(own.organisation_id) if own.organisation_id else []
    context = {
        "people": [(one.name, one.user.email) for one in here],
        "done": own.people_at is not None,
        "back": task_list(network),
    }
    return render(request, "organisations/joining/people.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(task_list)
def ready(request: NetworkRequest, network: str) -> HttpResponse:
    own = _own(request)
    # Nothing is guessed of a service but that its team means to run it.
    form = ReadyForm(request.POST if request.method == "POST" else None, initial={"opens": "yes"})
    if request.method == "POST" and form.is_valid() and _said_ready(request, form, own):
        return redirect(task_list(network))
    services = queries.services_of(own.organisation_id) if own.organisation_id else []
    context = {"form": form, "services": services, "back": task_list(network)}
    return render(request, "organisations/joining/ready.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(task_list)
def withdraw(request: NetworkRequest, network: str) -> HttpResponse:
    own, form = _own(request), WithdrawForm(request.POST or None)
    if request.method == "POST":
        actions.withdraw(actor=request.actor, joining_id=own.pk)
        messages.success(request, _("You have withdrawn. Nothing of yours is open here any more."))
        return redirect("networks:chooser")
    context = {"form": form, "name": own.name, "back": task_list(network)}
    return render(request, "organisations/joining/withdraw.html", context)


def _own(request: NetworkRequest) -> Joining:
    own = queries.own_joining(request.actor)
    if own is None:
        raise NotAllowed(_("There is no such application or invitation here."))
    return own


def _kind_of_number(own: Joining) -> str:
    if own.organisation and own.organisation.charity_number:
        return "yes"
    return "no" if own.no_charity_number else ""


def _saved(request: NetworkRequest, form: DetailsForm, own: Joining) -> bool:
    try:
        kept = actions.save_details(actor=request.actor, joining_id=own.pk, details=form.details())
    except Problem as problem:
        add_problem(form, problem)
        return False
    if kept.details_at is None:
        messages.info(request, _("Saved. Something is still missing: go on when you can."))
    return True


def _said_ready(request: NetworkRequest, form: ReadyForm, own: Joining) -> bool:
    try:
        actions.say_ready(
            actor=request.actor,
            joining_id=own.pk,
            opens_services=form.cleaned_data["opens"] == "yes",
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("The desk has it now. You get an email when you are live."))
    return True
