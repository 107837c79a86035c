"""The card, for the team that was told: made, given in a safe way, made anew, taken away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from ccs.outbox.models import Channel
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.languages import for_the_person
from ccs.ui.problems import add_problem, told_plainly
from networks.networks.queries import network_by_id
from referrals.assessments.actions import open_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.views.who import onward
from referrals.referrals.presenters.wording import page_of_referral
from referrals.voice.actions.calling import see_to_it
from referrals.voice.actions.making import (
    CARD,
    Given,
    language_for,
    make_card,
    note_printed,
    renew_card,
    revoke_card,
    send_card,
    ways_for,
)
from referrals.voice.forms import CardForm
from referrals.voice.presenters.card import Card, card_of
from referrals.voice.presenters.worker import buttons_of, card_shown
from referrals.voice.queries import card_messages, is_alive, link_of, phone_of, referrals_of
from referrals.voice.tokens import new_address


def card_page(network: str, assessment_id: UUID, **_: Any) -> str:
    where = {"network": network, "assessment_id": assessment_id}
    return reverse("referrals:card", kwargs=where)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@told_plainly(card_page)
def card(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """What became of it; and one tap to give it. The code is on the answer, this once."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    if assessment.client.is_erased:
        return redirect("referrals:person", network=network, client_id=assessment.client_id)
    if not referrals_of(assessment_id):
        return onward("check", network, assessment_id)
    if request.method != "POST":
        return _page(request, assessment, card_form(request, assessment))
    form = card_form(request, assessment, request.POST)
    if form.is_valid():
        try:
            return _given(request, assessment, form)
        except Problem as problem:
            add_problem(form, problem)
    return _page(request, assessment, form)


@never_cache
@require_POST
@told_plainly(card_page)
def renew(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """The new code is on the answer, and nowhere after."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    given = renew_card(actor=request.actor, assessment_id=assessment_id)
    return _page(request, assessment, card_form(request, assessment), given=given)


@require_POST
@told_plainly(card_page)
def revoke(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    revoke_card(actor=request.actor, assessment_id=assessment_id)
    messages.success(request, _("Done. What was given to them opens nothing any more."))
    return redirect(card_page(network, assessment_id))


@require_POST
@told_plainly(page_of_referral)
def seen(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """Somebody has seen to it that they are called."""
    see_to_it(actor=request.actor, reference=reference)
    messages.success(request, _("Done. This is off the lists."))
    return redirect(page_of_referral(network, reference))


def card_form(request: NetworkRequest, assessment: Assessment, data: Any = None) -> CardForm:
    link = link_of(assessment.pk)
    language = link.language if link else language_for(request.actor, assessment.client)
    return CardForm(
        data,
        languages=for_the_person(request.network),
        initial={"language": language, "discreet": bool(link and link.discreet)},
    )


def _given(request: NetworkRequest, assessment: Assessment, form: CardForm) -> HttpResponse:
    actor, way = request.actor, request.POST.get("way", "")
    given = make_card(
        actor=actor,
        assessment_id=assessment.pk,
        language=form.cleaned_data["language"],
        discreet=form.cleaned_data["discreet"],
    )
    if way == "print":
        note_printed(actor=actor, link=given.link)
        shown = _printed(request, assessment, given)
        context = {"card": shown, "code": given.code, "assessment": assessment}
        return render(request, "referrals/voice/printed.html", context)
    if way not in Channel.values:
        raise Problem(_("Choose how to give it to them."))
    send_card(actor=actor, link=given.link, channel=way, form_id=_form_id(request))
    sent = {
        Channel.SMS: _("The text with the card is on its way."),
        Channel.EMAIL: _("The email with the card is on its way."),
    }
    return _page(request, assessment, form, given=given, done=sent[Channel(way)])


def _printed(request: NetworkRequest, assessment: Assessment, given: Given) -> Card:
    network = network_by_id(request.network.id)
    address = new_address(given.link, on_paper=True)
    phone = phone_of(given.link, network)
    return card_of(given.link, network, referrals_of(assessment.pk), phone=phone, address=address)


def _page(
    request: NetworkRequest,
    assessment: Assessment,
    form: CardForm,
    *,
    given: Given | None = None,
    done: str = "",
) -> HttpResponse:
    link = link_of(assessment.pk)
    with enter(system(request.network.id)):
        alive = bool(link and is_alive(link))
        went = card_messages(link, template=CARD) if link else []
    context = {
        "assessment": assessment,
        "name": assessment.client.known_as,
        "form": form,
        "shown": card_shown(link, went, alive=alive, now=timezone.now()),
        "buttons": buttons_of(ways_for(assessment.client)),
        "code": given.code if given else "",
        "done": done,
        "form_id": str(new_id()),
    }
    return render(request, "referrals/voice/card.html", context)


def _form_id(request: NetworkRequest) -> UUID | None:
    """A double click comes with the same one."""
    try:
        return UUID(request.POST.get("form_id", ""))
    except ValueError:
        return None
