"""Their agreement: how it was given, renewing it, and taking it back; and deleting what was got."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.languages import said_to
from ccs.ui.problems import add_problem, told_plainly
from networks.networks.queries import network_by_id
from referrals.assessments.actions import open_assessment
from referrals.assessments.views.who import sent_page
from referrals.consent.actions import renew_consent
from referrals.consent.forms import ChangedMindForm, RenewForm
from referrals.consent.history import can_be_taken_back, history_of, shared_with, what_will_end
from referrals.consent.models import Basis
from referrals.consent.presenters import words_to_say
from referrals.consent.queries import agreements_of, current_consent, held_by_others
from referrals.referrals.actions import confirm_deleted, withdraw_consent
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import find_referral


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def agreement(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """What they agreed to, who has it, and that they agree still."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    if assessment.client.is_erased:
        return redirect("referrals:person", network=network, client_id=assessment.client_id)
    agreements = agreements_of(assessment_id)
    if not agreements:
        raise Http404
    last = agreements[0]
    languages = said_to(request.network, assessment.client.languages)
    form = RenewForm(_posted(request), languages=languages, said=last.language)
    can_renew = last.basis == Basis.CONSENT and last.withdrawn_at is None
    if request.method == "POST" and can_renew and form.is_valid() and _renewed(request, form, last):
        messages.success(request, _("Recorded: they agree still."))
        return redirect(request.path)
    stands = current_consent(assessment_id)
    shares = held_by_others(assessment_id)
    context: dict[str, Any] = {
        "form": form,
        "client": assessment.client,
        "assessment": assessment,
        "history": history_of(agreements, now=timezone.now()),
        "shared": shared_with(shares, agreements, network=network_by_id(request.actor.network.id)),
        "words": words_to_say(languages, names_desk=last.names_desk),
        "can_renew": can_renew,
        "can_end": can_be_taken_back(agreements),
        "stands": stands is not None,
    }
    return render(request, "referrals/consent/agreement.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def change_mind(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """For the team that was told the story, also before anything was sent."""
    open_assessment(actor=request.actor, assessment_id=assessment_id)
    where = {"network": network, "assessment_id": assessment_id}
    back = reverse("referrals:agreement", kwargs=where)
    return _change_mind(request, assessment_id, back=back)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def change_mind_by_reference(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """For every team that holds the letter: the person may tell any of them."""
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    return _change_mind(request, referral.assessment_id, back=page_of_referral(network, reference))


@require_POST
@told_plainly(page_of_referral)
def deleted(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    confirm_deleted(actor=request.actor, reference=reference)
    messages.success(request, _("Thank you. The team that referred them can see it."))
    return redirect(page_of_referral(network, reference))


def _change_mind(request: NetworkRequest, assessment_id: UUID, *, back: str) -> HttpResponse:
    form = ChangedMindForm(_posted(request))
    if request.method == "POST" and form.is_valid() and _ended(request, form, assessment_id):
        messages.success(
            request, _("Written down: they changed their mind. Everybody who had it was told.")
        )
        return redirect(back)
    agreements = agreements_of(assessment_id)
    if not agreements:
        raise Http404
    context: dict[str, Any] = {
        "form": form,
        "back": back,
        "can_end": can_be_taken_back(agreements),
        "will_happen": what_will_end(held_by_others(assessment_id), agreements),
    }
    return render(request, "referrals/consent/change_mind.html", context)


def _posted(request: NetworkRequest) -> Any:
    return request.POST if request.method == "POST" else None


def _renewed(request: NetworkRequest, form: RenewForm, last: Any) -> bool:
    try:
        renew_consent(
            actor=request.actor,
            assessment_id=last.assessment_id,
            given=form.cleaned_data["given"],
            language=form.language_said(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _ended(request: NetworkRequest, form: ChangedMindForm, assessment_id: UUID) -> bool:
    try:
        withdraw_consent(
            actor=request.actor, assessment_id=assessment_id, reason=form.cleaned_data["reason"]
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
