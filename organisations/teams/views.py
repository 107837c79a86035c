"""The teams of an organisation: what will happen is said on a page before it does."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.forms import OrganisationForm
from organisations.members.models import Team
from organisations.members.queries import organisations_to_manage
from organisations.roles.rules import can_manage_people
from organisations.teams import actions
from organisations.teams.forms import EmptyForm, MergeForm, SplitForm, TeamForm
from organisations.teams.presenters import closed_rows, merge_will, split_will, team_rows
from organisations.teams.queries import (
    closed_teams,
    keys_of,
    open_teams,
    organisation_to_manage,
    people_in,
    services_in,
    team_to_manage,
    work_of,
)

_back = told_plainly(lambda network, **_ids: f"/{network}/members/teams/")


@require_safe
def teams(request: NetworkRequest, network: str) -> HttpResponse:
    """A manager of one organisation sees its teams at once; anybody else chooses first."""
    if not can_manage_people(request.actor):
        raise Http404
    choices = list(organisations_to_manage(request.actor).values_list("pk", "name"))
    form = OrganisationForm(request.GET, choices=choices, nothing=_("Choose"))
    chosen = choices[0][0] if len(choices) == 1 else form.chosen()
    rows = open_teams(chosen) if chosen else []
    ids = [team.pk for team in rows]
    context: dict[str, Any] = {
        "form": form,
        "several": len(choices) > 1,
        "chosen": dict(choices).get(chosen, "") if chosen else "",
        "chosen_id": chosen or "",
        "teams": team_rows(
            rows, people=people_in(ids), services=services_in(ids), actor=request.actor
        ),
        "closed": closed_rows(closed_teams(chosen)) if chosen else [],
    }
    return render(request, "organisations/teams/teams.html", context)


@require_http_methods(["GET", "POST"])
@_back
def new_team(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    organisation = None
    if can_manage_people(request.actor):
        organisation = organisation_to_manage(request.actor, organisation_id)
    if organisation is None:
        raise Http404
    form = TeamForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _done(
            form,
            lambda: actions.open_team(
                actor=request.actor, organisation_id=organisation_id, **form.cleaned_data
            ),
        )
        if done:
            messages.success(request, _("The team is there. Invite its people next."))
            return _to_teams(network, organisation_id)
    return _form_page(request, form, title=_("Add a team"), button=_("Add the team"))


@require_http_methods(["GET", "POST"])
@_back
def team(request: NetworkRequest, network: str, team_id: UUID) -> HttpResponse:
    found = _theirs(request, team_id)
    typed = {"name": found.name, "phone": found.phone, "email": found.email}
    form = TeamForm(request.POST if request.method == "POST" else None, initial=typed)
    if request.method == "POST" and form.is_valid():
        done = _done(
            form,
            lambda: actions.rename_team(actor=request.actor, team_id=team_id, **form.cleaned_data),
        )
        if done:
            messages.success(request, _("The team has been changed."))
            return _to_teams(network, found.organisation_id)
    return _form_page(request, form, title=_("Change a team"), button=_("Save"))


@require_http_methods(["GET", "POST"])
@_back
def close_team(request: NetworkRequest, network: str, team_id: UUID) -> HttpResponse:
    found = _theirs(request, team_id)
    form = EmptyForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and _done(form, lambda: actions.close_team(actor=request.actor, team_id=team_id))
    ):
        messages.success(request, _("The team is closed."))
        return _to_teams(network, found.organisation_id)
    sentences = [
        _("Nobody can choose it any more. Its history stays under its name."),
        _("Its API keys stop working."),
        _("Only a team without people, published services and open work can be closed."),
    ]
    return _sure(request, form, found, title=_("Close %(team)s?"), says=sentences, carried=[])


@require_http_methods(["GET", "POST"])
@_back
def split_team(request: NetworkRequest, network: str, team_id: UUID) -> HttpResponse:
    found = _theirs(request, team_id)
    form = SplitForm(
        request.POST if request.method == "POST" else None,
        services=services_in([team_id]).get(team_id, []),
        people=people_in([team_id]).get(team_id, []),
    )
    if request.method == "POST" and form.is_valid():
        split = form.split()
        if request.POST.get("sure") != "yes":
            work = work_of(request.actor, team_id, split.services)
            says = split_will(split, work, old=found)
            title = _("Split %(team)s?")
            return _sure(request, EmptyForm(), found, title=title, says=says, carried=_typed(form))
        if _done(
            form, lambda: actions.split_team(actor=request.actor, team_id=team_id, split=split)
        ):
            messages.success(request, _("There are two teams now."))
            return _to_teams(network, found.organisation_id)
    return _form_page(request, form, title=_("Split a team"), button=_("Continue"))


@require_http_methods(["GET", "POST"])
@_back
def merge_team(request: NetworkRequest, network: str, team_id: UUID) -> HttpResponse:
    found = _theirs(request, team_id)
    others = [one for one in open_teams(_organisation(found)) if one.pk != team_id]
    form = MergeForm(request.POST if request.method == "POST" else None, teams=others)
    if request.method == "POST" and form.is_valid():
        into = next(one for one in others if one.pk == form.chosen())
        if request.POST.get("sure") != "yes":
            says = merge_will(
                found,
                into,
                work_of(request.actor, team_id),
                people=len(people_in([team_id]).get(team_id, [])),
                keys=keys_of(team_id),
            )
            title = _("Merge %(team)s?")
            return _sure(request, EmptyForm(), found, title=title, says=says, carried=_typed(form))
        if _done(
            form,
            lambda: actions.merge_teams(actor=request.actor, team_id=team_id, into_id=into.pk),
        ):
            messages.success(request, _("The two teams are one now."))
            return _to_teams(network, found.organisation_id)
    return _form_page(request, form, title=_("Merge two teams"), button=_("Continue"))


def _theirs(request: NetworkRequest, team_id: UUID) -> Team:
    found = team_to_manage(request.actor, team_id) if can_manage_people(request.actor) else None
    if found is None:
        raise Http404
    return found


def _organisation(found: Team) -> UUID:
    if found.organisation_id is None:
        raise Http404
    return found.organisation_id


def _done(form: Form, act: Callable[[], object]) -> bool:
    try:
        act()
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _typed(form: Form) -> list[tuple[str, str]]:
    posted: Any = form.data
    return [(name, value) for name in form.fields for value in posted.getlist(name)]


def _to_teams(network: str, organisation_id: UUID | None) -> HttpResponse:
    place = reverse("organisations:teams", kwargs={"network": network})
    return redirect(f"{place}?organisation={organisation_id}")


def _form_page(request: NetworkRequest, form: Form, *, title: str, button: str) -> HttpResponse:
    context = {"form": form, "title": title, "button": button}
    return render(request, "organisations/teams/form.html", context)


def _sure(
    request: NetworkRequest,
    form: Form,
    found: Team,
    *,
    title: str,
    says: list[str],
    carried: list[tuple[str, str]],
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "title": title % {"team": found.name},
        "sentences": says,
        "listed": [],
        "carried": carried,
    }
    return render(request, "organisations/teams/sure.html", context)
