from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from referrals.messages.forms import fresh_message
from referrals.referrals.actions import read_letter
from referrals.referrals.forms import AcceptForm, fresh_contact
from referrals.referrals.models import Referral
from referrals.referrals.presenters.page import show_referral
from referrals.referrals.queries import colleagues_of, events_of, find_referral


@require_GET
def referral_detail(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return show(request, reference)


def show(
    request: NetworkRequest, reference: str, *, wrong: dict[str, Form] | None = None
) -> HttpResponse:
    """The page; `wrong` holds a form of it that was sent with a mistake, by its name."""
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    letter = read_letter(actor=request.actor, referral=referral)
    page = show_referral(
        referral, letter, events_of(referral), actor=request.actor, now=timezone.now()
    )
    forms = {**_forms(request, referral, page.may), **(wrong or {})}
    context: dict[str, Any] = {"page": page, **forms}
    if wrong:
        context["form"] = next(iter(wrong.values()))
    return render(request, "referrals/referrals/detail.html", context)


def _forms(request: NetworkRequest, referral: Referral, may: frozenset[str]) -> dict[str, Form]:
    """Only those of the moves that are open: asking for colleagues costs a query."""
    forms: dict[str, Form] = {"accept_form": Form()}
    if "accept" in may:
        forms["accept_form"] = accept_form(request, referral)
    return {**forms, "contact_form": fresh_contact(), "message_form": fresh_message()}


def accept_form(request: NetworkRequest, referral: Referral, data: Any = None) -> AcceptForm:
    people = [(str(member.pk), member.name) for member in colleagues_of(referral)]
    return AcceptForm(data, people=people, initial={"assigned_to": str(request.actor.member_id)})
