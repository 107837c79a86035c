"""One person whom the team knows: their page, their details, and a new referral for them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.aftercare.chain import plans_in_words
from referrals.assessments.queries import person_in
from referrals.assessments.views.starting import start_chosen
from referrals.assessments.views.who import onward
from referrals.audit.panels import trail_of_person_href
from referrals.clients.actions import correct_client, read_client, stand_of
from referrals.clients.forms import DetailsForm
from referrals.clients.history import may_be_the_same, person_known
from referrals.clients.presenters import page_of_person, pair_item, show_person
from referrals.clients.queries import known_client, links_of
from referrals.rights.presenters import trail_of
from referrals.rights.queries import corrections_of, restrictions_of
from referrals.rights.standing import erased_at, refuse_if_erased
from referrals.rights.wording import person_erased_in_words, restriction_line


def _person_page(network: str, client_id: UUID, **_: Any) -> str:
    return page_of_person(network, client_id)


@require_safe
@told_plainly(_person_page)
def person(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    client = read_client(actor=request.actor, client_id=client_id)
    kept = links_of(request.actor).kept(client_id)
    if kept != client_id and known_client(kept):
        return redirect("referrals:person", network=network, client_id=kept)
    known, now = person_known(client, actor=request.actor), timezone.now()
    alike = [] if client.is_erased else may_be_the_same(client, actor=request.actor)
    context = {
        "person": show_person(known, network=network, teams=request.actor.teams, now=now),
        "client_id": client_id,
        "can_be_referred": known.can_be_referred and not client.is_erased,
        "alike": [pair_item(client, one, network=network, now=now) for one in alike],
        "trail": trail_of_person_href(client_id, actor=request.actor),
        "fresh": str(new_id()),
        "erased": person_erased_in_words(client, erased_at(client)),
        "restricted": "" if client.is_erased else restriction_line(restrictions_of([client_id])),
        "put_right": trail_of(corrections_of(client_id), now),
        "aftercare": []
        if client.is_erased
        else plans_in_words(
            [one.assessment.pk for one in known.conversations], actor=request.actor, now=now
        ),
    }
    return render(request, "referrals/clients/person.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(_person_page)
def details(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    client = read_client(actor=request.actor, client_id=client_id)
    refuse_if_erased(client)
    data = request.POST if request.method == "POST" else None
    form = DetailsForm(data, known=person_in(client), initial={"seen": stand_of(client)})
    if data is not None and form.is_valid() and _corrected(request, form, client_id):
        messages.success(request, _("The details were changed."))
        return redirect("referrals:person", network=network, client_id=client_id)
    context = {"form": form, "client": client, "back": page_of_person(network, client_id)}
    return render(request, "referrals/clients/details.html", context)


@require_POST
@told_plainly(_person_page)
def refer(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    """A new conversation of the same person, or with `choice` of somebody who lives with them."""
    begun = start_chosen(request, request.POST.get("choice", "") or str(client_id))
    return onward("assessment_edit", network, begun.pk)


def _corrected(request: NetworkRequest, form: DetailsForm, client_id: UUID) -> bool:
    try:
        correct_client(
            actor=request.actor,
            client_id=client_id,
            person=form.person(),
            seen=form.cleaned_data["seen"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
