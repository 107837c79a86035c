"""Inviting people and letting them go, and one's own details."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members import actions
from organisations.members.forms import InviteForm, OrganisationForm, ProfileForm
from organisations.members.models import Membership
from organisations.members.queries import (
    colleagues_of,
    organisations_to_manage,
    own_membership,
)
from organisations.roles.rules import can_coordinate, can_manage_people


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/")
def invite(request: NetworkRequest, network: str) -> HttpResponse:
    """A manager sees their own teams at once; the desk chooses an organisation first."""
    if not can_manage_people(request.actor):
        raise Http404
    own = organisations_to_manage(request.actor)
    choices = list(own.values_list("pk", "name"))
    which = OrganisationForm(request.GET, choices=choices, nothing=_("Choose"))
    desk, chosen = can_coordinate(request.actor), which.chosen()
    rows = own.filter(pk=chosen) if chosen else own
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        organisations=list(rows.prefetch_related("teams")) if chosen or not desk else [],
        for_network=desk,
        languages=request.network.languages or ("en",),
    )
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        return redirect("organisations:people", network=network)
    context: dict[str, Any] = {"form": form, "which": which, "desk": desk, "chosen": chosen}
    return render(request, "organisations/members/invite.html", context)


@require_http_methods(["GET", "POST"])
def profile(request: NetworkRequest, network: str) -> HttpResponse:
    person = own_membership(request.actor)
    if person is None:
        raise Http404
    form = ProfileForm(
        request.POST if request.method == "POST" else None,
        languages=request.network.languages or ("en",),
        colleagues=list(colleagues_of(request.actor).values_list("pk", "name")),
        initial=_as_typed(person),
    )
    if request.method == "POST" and form.is_valid() and _changed(request, form, person):
        messages.success(request, _("Your details have been changed."))
        language = form.cleaned_data.get("language", person.language)
        return _in_language(redirect("organisations:profile", network=network), language)
    context = {"form": form, "email": person.user.email}
    return render(request, "organisations/members/profile.html", context)


def _as_typed(person: Membership) -> dict[str, Any]:
    """An absence that is over is not shown again."""
    away = bool(person.away_until and person.away_until >= timezone.localdate())
    return {
        "name": person.name,
        "phone": person.phone,
        "language": person.language,
        "reminders": person.reminders,
        "away_from": person.away_from if away else None,
        "away_until": person.away_until if away else None,
        "stand_in": str(person.stand_in_id) if away else "",
    }


def _changed(request: NetworkRequest, form: ProfileForm, person: Membership) -> bool:
    typed = form.cleaned_data
    try:
        actions.change_profile(
            actor=request.actor,
            name=typed["name"],
            phone=typed["phone"],
            language=typed.get("language", person.language),
            reminders=typed["reminders"],
            away=form.away(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _invited(request: NetworkRequest, form: InviteForm) -> bool:
    try:
        person = actions.invite(actor=request.actor, invited=form.invited())
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(
        request, _("We are sending %(name)s an invitation by email.") % {"name": person.name}
    )
    return True


def _in_language(response: HttpResponse, language: str) -> HttpResponse:
    """The pages follow the choice at once, as the language button does it."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
    )
    return response
