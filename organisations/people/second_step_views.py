"""The pages of who helps somebody that lost their second step."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from ccs.accounts.requests import SignedInRequest
from ccs.limits.rates import within_rate
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.fields import CharField, EmailField, TickField
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem
from networks.programme.views import for_the_programme
from organisations.members.queries import people_to_manage
from organisations.people.second_step import reset_by_programme, reset_for_member
from organisations.roles.rules import can_coordinate


class ResetForm(Form):
    known = TickField(
        label=gettext_lazy("I know them and spoke to them, and it is them"),
        help_text=gettext_lazy(
            "They rang you, or you met. If in doubt, ring the number you have had for them before."
        ),
        missing=gettext_lazy("Tick the box when you are sure that it is them"),
    )
    number = CharField(
        label=gettext_lazy("The number that they read out"),
        missing=gettext_lazy("Enter the number that they read out"),
        max_length=10,
        autocomplete="off",
        inputmode="numeric",
        spellcheck=False,
        classes="govuk-input--width-10",
    )


class ProgrammeResetForm(ResetForm):
    email = EmailField(
        label=gettext_lazy("Their email address"), autocomplete="off", spellcheck=False
    )
    field_order = ("email", "known", "number")


@require_http_methods(["GET", "POST"])
def reset_step(request: NetworkRequest, network: str, member_id: UUID) -> HttpResponse:
    person = people_to_manage(request.actor).filter(pk=member_id).first()
    if not can_coordinate(request.actor) or person is None:
        raise Http404
    form = ResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        request,
        form,
        lambda: reset_for_member(
            actor=request.actor, member_id=member_id, number=form.cleaned_data["number"]
        ),
    ):
        return redirect("organisations:people", network=network)
    context: dict[str, Any] = {"form": form, "person": person}
    return render(request, "organisations/people/reset_step.html", context)


@require_http_methods(["GET", "POST"])
@for_the_programme
def programme_reset_step(request: SignedInRequest) -> HttpResponse:
    form = ProgrammeResetForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _done(
        request,
        form,
        lambda: reset_by_programme(
            user_id=request.user.pk,
            email=form.cleaned_data["email"],
            number=form.cleaned_data["number"],
        ),
    ):
        return redirect("networks:programme")
    return render(request, "organisations/people/programme_reset_step.html", {"form": form})


def _done(request: Any, form: Form, act: Any) -> bool:
    if not within_rate(request, "reset_step", rate="20/h/key", key=str(request.user.pk)):
        form.add_error(None, _("You have tried too many times. Wait an hour, then try again"))
        return False
    try:
        act()
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(
        request,
        _("It is done. They sign in with a code from their email and set up a new second step."),
    )
    return True
