"""Moves made on the page of the referral itself: accept it, log a call."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly, typed_kept
from referrals.referrals import actions
from referrals.referrals.forms import ContactForm, LaterForm
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import find_referral
from referrals.referrals.views.detail import accept_form, show


@require_POST
@told_plainly(page_of_referral)
def accept(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    form = accept_form(request, referral, request.POST)
    if form.is_valid():
        try:
            actions.accept(actor=request.actor, reference=reference, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("You have accepted this. The referrer has been told."))
            return redirect(page_of_referral(network, reference))
    actions.prepare_move(actor=request.actor, reference=reference, name="accept")
    return show(request, reference, wrong={"accept_form": form})


@require_POST
@told_plainly(page_of_referral)
def later(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """After failed calls: when they are tried again."""
    form = LaterForm(request.POST)
    if form.is_valid():
        actions.try_later(actor=request.actor, reference=reference, **form.cleaned_data)
        messages.success(request, _("Kept. You are reminded then."))
        return redirect(page_of_referral(network, reference))
    actions.prepare_move(actor=request.actor, reference=reference, name="attempt")
    return show(request, reference, wrong={"later_form": form})


@require_POST
@told_plainly(page_of_referral)
def contact(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """`made` is the button that was pressed: one tap says both that and how it went."""
    form, made = ContactForm(request.POST), request.POST.get("made")
    if form.is_valid() and made in {"yes", "no"}:
        with typed_kept(form):
            actions.record_contact(
                actor=request.actor, reference=reference, made=made == "yes", **form.cleaned_data
            )
        messages.success(request, _contact_logged(made))
        return redirect(page_of_referral(network, reference))
    with typed_kept(form):
        actions.prepare_move(actor=request.actor, reference=reference, name="attempt")
    return show(request, reference, wrong={"contact_form": form})


def _contact_logged(made: str) -> str:
    if made == "yes":
        return _("Logged: you have spoken to them. The referrer can see it.")
    return _("Logged: you tried to reach them. The referrer can see it.")
