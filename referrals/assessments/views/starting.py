"""A conversation about somebody who was recognised: in a search, or as they were typed."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed
from ccs.tenancy.requests import NetworkRequest
from organisations.members.models import Team
from referrals.assessments.actions import refer_again, refer_member
from referrals.assessments.forms import WhoForm
from referrals.assessments.forms.services import id_in
from referrals.assessments.models import Assessment
from referrals.assessments.queries import begun_assessment
from referrals.clients.actions import note_found
from referrals.clients.presenters import found_items
from referrals.clients.queries import people_resembling

# What the page "Is it one of these people?" posts besides what was typed.
_ITS_OWN = ("csrfmiddlewaretoken", "recognised", "change", "add")


def start_for(request: NetworkRequest, choice: str, key: UUID, **typed: Any) -> Assessment:
    """`choice` is a person's id, or `member:` with that of somebody in a household."""
    kind, _colon, chosen = choice.rpartition(":")
    found = id_in(chosen)
    if found is None:
        raise NotAllowed(_("There is no such record here."))
    if kind == "member":
        return refer_member(actor=request.actor, member_id=found, assessment_id=key, **typed)
    return refer_again(actor=request.actor, client_id=found, assessment_id=key, **typed)


def start_chosen(request: NetworkRequest, choice: str) -> Assessment:
    """With the id that came along, unless what it names has been sent or discarded."""
    key = id_in(request.POST.get("id", "")) or new_id()
    before = begun_assessment(request.actor, key)
    if before and (before.first_sent_at or before.discarded_at):
        key = new_id()
    return start_for(request, choice, key)


def recognised(
    request: NetworkRequest, form: WhoForm, teams: Sequence[Team], assessment_id: UUID
) -> Assessment | HttpResponse | None:
    """The conversation of whom it was, the page that asks who it is, or None: somebody new."""
    known = form.cleaned_data["recognised"]
    if known == "nobody":
        return None
    if known:
        people = [relative for _place, relative in form.household()]
        typed: dict[str, Any] = {"typed": form.person(), "household": people}
        return start_for(request, known, assessment_id, team_id=form.team_id(teams), **typed)
    return _question(request, form)


def _question(request: NetworkRequest, form: WhoForm) -> HttpResponse | None:
    person = form.person()
    found = people_resembling(
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=person.date_of_birth,
        phone=person.phone,
        postcode=person.postcode,
        actor=request.actor,
    )
    if not found:
        return None
    note_found(actor=request.actor, clients={one.client.pk for one in found}, why="resembles")
    typed = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _ITS_OWN
    ]
    context = {
        "items": found_items(found, network=request.network.slug, now=timezone.now()),
        "typed": typed,
        "action": request.get_full_path(),
    }
    return render(request, "referrals/assessments/is_it.html", context)
