"""Changing people, letting them go, and leaving: what will happen is said before it does."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.forms import RemoveForm
from organisations.members.models import Membership
from organisations.members.presenters import roles_in_words
from organisations.members.queries import (
    Held,
    organisations_to_manage,
    own_membership,
    people_to_manage,
    roles_held,
)
from organisations.people.changing import change_member, giveable_by
from organisations.people.forms import ChangeForm
from organisations.people.leaving import consequences_of, leave, remove_member
from organisations.people.presenters import going, work_goes
from organisations.people.queries import (
    network_roles_of,
    only_theirs,
    organisations_managed_by,
    organisations_of,
    teams_of,
)
from organisations.roles.rules import ROLES, can_coordinate, can_manage_people


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, member_id: f"/{network}/members/people/")
def change(request: NetworkRequest, network: str, member_id: UUID) -> HttpResponse:
    """Three pages of one address: the form, what will happen, and back to the people."""
    person = _theirs(request, member_id)
    posted = request.POST if request.method == "POST" else None
    form = _change_form(request, person, posted)
    if posted is not None and form.is_valid():
        if posted.get("sure") != "yes":
            return _what_will_happen(request, person, form)
        if _changed(request, form, member_id):
            return redirect("organisations:people", network=network)
    context: dict[str, Any] = {"form": form, "person": person}
    return render(request, "organisations/people/change.html", context)


@require_http_methods(["GET", "POST"])
def remove(request: NetworkRequest, network: str, member_id: UUID) -> HttpResponse:
    person = _theirs(request, member_id)
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _removed(request, form, member_id):
        return redirect("organisations:people", network=network)
    held = roles_held(request.actor, [person]).get(person.user_id, Held())
    context: dict[str, Any] = {
        "form": form,
        "person": person,
        "roles": roles_in_words(held),
        "will_happen_here": going(consequences_of(person), oneself=False),
    }
    return render(request, "organisations/members/remove.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/profile/")
def leave_network(request: NetworkRequest, network: str) -> HttpResponse:
    person = own_membership(request.actor)
    if person is None:
        raise Http404
    form = RemoveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _left(request, form):
        return redirect("/")
    context: dict[str, Any] = {
        "form": form,
        "will_happen_here": going(consequences_of(person), oneself=True),
    }
    return render(request, "organisations/people/leave.html", context)


def _theirs(request: NetworkRequest, member_id: UUID) -> Membership:
    if not can_manage_people(request.actor):
        raise Http404
    person = people_to_manage(request.actor).filter(pk=member_id).first()
    if person is None:
        raise Http404
    return person


def _change_form(request: NetworkRequest, person: Membership, posted: Any) -> ChangeForm:
    actor = request.actor
    own = organisations_to_manage(actor)
    desk = can_coordinate(actor)
    if desk:
        # All of a large network would be a page of boxes: where they are, and by invitation more.
        here = organisations_managed_by(person) | organisations_of(person)
        own = own.filter(pk__in=here)
    return ChangeForm(
        posted,
        organisations=list(own.prefetch_related("teams")),
        for_network=desk,
        with_details=desk or only_theirs(actor, person),
        initial={
            "name": person.name,
            "phone": person.phone,
            "teams": [str(key) for key in teams_of(person)],
            "manages": [str(key) for key in organisations_managed_by(person)],
            "network_roles": [ROLES[one].value for one in network_roles_of(person)],
        },
    )


def _what_will_happen(
    request: NetworkRequest, person: Membership, form: ChangeForm
) -> HttpResponse:
    wanted, may = form.changed(), giveable_by(request.actor)
    taken = set(teams_of(person)) & may.teams - wanted.teams
    sentences = [_("What they can open changes at once.")]
    if taken:
        sentences += work_goes(consequences_of(person, teams=taken))
    context: dict[str, Any] = {
        "person": person,
        "carried": form.carried(),
        "sentences": sentences,
    }
    return render(request, "organisations/people/change_sure.html", context)


def _changed(request: NetworkRequest, form: ChangeForm, member_id: UUID) -> bool:
    try:
        change_member(actor=request.actor, member_id=member_id, change=form.changed())
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("Their details and roles have been changed."))
    return True


def _removed(request: NetworkRequest, form: RemoveForm, member_id: UUID) -> bool:
    """The person is on the list of who asks: a refusal says why instead of hiding them."""
    try:
        remove_member(actor=request.actor, member_id=member_id)
    except Problem as problem:
        form.add_error(None, str(problem.message))
        return False
    messages.success(request, _("They have been removed. They cannot open anything here now."))
    return True


def _left(request: NetworkRequest, form: RemoveForm) -> bool:
    try:
        leave(actor=request.actor)
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("You have left. Thank you for what you did here."))
    return True
