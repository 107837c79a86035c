from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.messages.actions import post_message
from referrals.messages.forms import MessageForm
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import find_referral
from referrals.referrals.queries.envelopes import sides_for
from referrals.referrals.views.detail import show


@require_POST
@told_plainly(page_of_referral)
def message(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    form = MessageForm(request.POST)
    if form.is_valid():
        try:
            post_message(actor=request.actor, reference=reference, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Message sent. The other team has been told."))
            return redirect(page_of_referral(network, reference))
    referral = find_referral(reference, actor=request.actor)
    if referral is None or not sides_for(referral, request.actor):
        raise NotAllowed(_("There is no such referral here."))
    return show(request, reference, wrong={"message_form": form})
