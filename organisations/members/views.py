"""Who is in the network: organisations for everybody, people for those who look after them."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ccs.paging.by_name import around
from ccs.tenancy.requests import NetworkRequest
from organisations.engagement.lessons.queries import done_by
from organisations.members.forms import OrganisationForm, SearchForm
from organisations.members.presenters import organisation_rows, person_rows
from organisations.members.queries import (
    organisations_page,
    organisations_to_manage,
    people_counts,
    people_page,
    roles_held,
)
from organisations.roles.rules import can_manage_people


@require_safe
def members(request: NetworkRequest, network: str) -> HttpResponse:
    form = SearchForm(request.GET)
    text = form.cleaned_data["q"] if form.is_valid() else ""
    page = organisations_page(request.actor, request.GET, text=text)
    counts = people_counts(request.actor, [one.pk for one in page.rows])
    context: dict[str, Any] = {
        "form": form,
        "searched": text,
        "manages": can_manage_people(request.actor),
        "organisations": organisation_rows(page.rows, counts=counts, actor=request.actor),
        **around(page, q=text),
    }
    return render(request, "organisations/members/organisations.html", context)


@require_safe
def people(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_manage_people(request.actor):
        raise Http404
    choices = list(organisations_to_manage(request.actor).values_list("pk", "name"))
    form = OrganisationForm(request.GET, choices=choices, nothing=_("All"))
    chosen = form.chosen()
    # Who manages one organisation has nothing to choose, and still reads its name.
    shown = choices[0][0] if len(choices) == 1 else chosen
    page = people_page(request.actor, request.GET, organisation=chosen)
    held = roles_held(request.actor, page.rows)
    learnt = done_by([one.pk for one in page.rows])
    context: dict[str, Any] = {
        "form": form,
        "several": len(choices) > 1,
        "chosen": dict(choices).get(shown, "") if shown else "",
        "chosen_id": chosen or "",
        "people": person_rows(page.rows, held, actor=request.actor, learnt=learnt),
        **around(page, organisation=str(chosen or "")),
    }
    return render(request, "organisations/members/people.html", context)
