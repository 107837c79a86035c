"""Where the audit is read from, and what stood out in it."""

from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.paging.by_name import around
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.forms import OrganisationForm
from organisations.members.queries import organisations_to_manage, people_page
from organisations.roles.rules import can_coordinate, can_manage_people
from referrals.audit.actions import answer_unusual, may_answer
from referrals.audit.forms import AnswerForm
from referrals.audit.queries import (
    keys_to_look_at,
    stood_out,
    stood_out_by_organisation,
    unusual_reading,
)
from referrals.audit.reading_presenters import (
    counts_in_words,
    key_row,
    member_row,
    reading_row,
    reading_shown,
)

_COUNTED: Final = timedelta(days=90)
_MOST_KEYS: Final = 50


@require_safe
def audit(request: NetworkRequest, network: str) -> HttpResponse:
    """People and keys whose acts may be looked at."""
    _for_managers(request)
    actor = request.actor
    choices = list(organisations_to_manage(actor).values_list("pk", "name"))
    form = OrganisationForm(request.GET, choices=choices, nothing=_("All"))
    chosen = form.chosen()
    page = people_page(actor, request.GET, organisation=chosen)
    context: dict[str, Any] = {
        "form": form,
        "desk": can_coordinate(actor),
        "several": len(choices) > 1,
        "chosen": chosen,
        "people": [member_row(one, network) for one in page.rows],
        "keys": [key_row(one, network) for one in keys_to_look_at(actor)[:_MOST_KEYS]],
        **around(page, organisation=str(chosen or "")),
    }
    return render(request, "referrals/audit/index.html", context)


@require_safe
def unusual(request: NetworkRequest, network: str) -> HttpResponse:
    _for_managers(request)
    actor, now = request.actor, timezone.now()
    page = stood_out(request.GET, actor=actor)
    counted = (
        stood_out_by_organisation(actor, since=(now - _COUNTED).date())
        if can_coordinate(actor)
        else []
    )
    context: dict[str, Any] = {
        "rows": [reading_row(one, network) for one in page.rows],
        "counts": counts_in_words(counted),
        "desk": can_coordinate(actor),
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
    }
    return render(request, "referrals/audit/unusual.html", context)


def _page_of(network: str, reading_id: UUID) -> str:
    where = {"network": network, "reading_id": reading_id}
    return reverse("referrals:unusual_reading", kwargs=where)


@require_http_methods(["GET", "POST"])
@told_plainly(_page_of)
def reading(request: NetworkRequest, network: str, reading_id: UUID) -> HttpResponse:
    _for_managers(request)
    found = unusual_reading(reading_id, actor=request.actor)
    if found is None:
        raise Http404
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, initial={"answer": found.answer, "note": found.note})
    if data is not None and form.is_valid() and _answered(request, form, reading_id):
        return redirect("referrals:unusual", network=network)
    context: dict[str, Any] = {
        "form": form,
        "reading": reading_shown(found, network),
        "may_answer": may_answer(found, request.actor),
        "own": found.member_id == request.actor.member_id,
    }
    return render(request, "referrals/audit/reading.html", context)


def _answered(request: NetworkRequest, form: AnswerForm, reading_id: UUID) -> bool:
    typed = form.cleaned_data
    try:
        answer_unusual(
            actor=request.actor, reading_id=reading_id, answer=typed["answer"], note=typed["note"]
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("Thank you. Your answer is kept."))
    return True


def _for_managers(request: NetworkRequest) -> None:
    if not can_manage_people(request.actor):
        raise Http404
