"""A team is asked by the desk whether it can help: yes or no, and nobody's name."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from ccs.ui.problems import add_problem, told_plainly
from referrals.desk.actions import accept_offer, refuse_offer
from referrals.desk.presenters.offers import show_offer
from referrals.desk.queries import offer_to
from referrals.referrals.presenters.wording import page_of_referral


def _home(network: str, **_where: object) -> str:
    return reverse("referrals:home", kwargs={"network": network})


@require_http_methods(["GET", "POST"])
@told_plainly(_home)
def offer(request: NetworkRequest, network: str, offer_id: UUID) -> HttpResponse:
    asked = offer_to(request.actor, offer_id)
    if asked is None:
        raise Http404
    form = Form(request.POST or None)
    if request.method == "POST":
        if "no" in request.POST:
            refuse_offer(actor=request.actor, offer_id=offer_id)
            messages.success(request, _("Thank you. The desk sees that you cannot."))
            return redirect("referrals:home", network=network)
        try:
            referral = accept_offer(actor=request.actor, offer_id=offer_id)
        except Problem as problem:
            form.is_valid()
            add_problem(form, problem)
        else:
            messages.success(request, _("It is yours. Now you see who it is about."))
            return redirect(page_of_referral(network, referral.reference))
    context = {"form": form, "offer": show_offer(asked, now=timezone.now())}
    return render(request, "referrals/desk/offer.html", context)
