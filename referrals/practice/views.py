"""Going to practise and coming back; one to answer, the mail that is not sent, starting again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.paging.keyset import cursor_in, page_of
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from referrals.practice.ending import reset_all, reset_own
from referrals.practice.forms import ResetForm
from referrals.practice.going import go_and_practise
from referrals.practice.incoming import can_receive, send_one_to
from referrals.practice.mail import mail_of
from referrals.practice.presenters import home_slug, mail_shown, receivers_shown, steps_shown
from referrals.referrals.presenters.wording import page_of_referral


def practice_page(network: str, **kwargs: Any) -> str:
    return reverse("referrals:practice", kwargs={"network": network})


@require_http_methods(["GET", "POST"])
@told_plainly(practice_page)
def practice(request: NetworkRequest, network: str) -> HttpResponse:
    """In the live network: what it is, and the way there. In the practice one: what to try."""
    actor = request.actor
    if request.method == "POST":
        place = go_and_practise(actor=actor)
        return redirect(practice_page(place.network.slug))
    context: dict[str, Any] = {"steps": steps_shown(actor), "back": f"/{home_slug(network)}/"}
    if not request.network.is_practice:
        return render(request, "referrals/practice/before.html", context)
    context["receivers"] = receivers_shown(actor, can_receive(actor))
    return render(request, "referrals/practice/practice.html", context)


@require_POST
@told_plainly(practice_page)
def send_one(request: NetworkRequest, network: str) -> HttpResponse:
    """A made-up referral to answer, from a made-up organisation."""
    try:
        team, made = UUID(request.POST.get("team", "")), UUID(request.POST.get("made", ""))
    except ValueError:
        raise Http404 from None
    try:
        referral = send_one_to(actor=request.actor, team_id=team, made=made)
    except Problem as problem:
        if type(problem) is not Problem:
            raise
        messages.warning(request, str(problem.message))
        return redirect(practice_page(network))
    messages.success(request, _("Here it is. Answer it as you would at work."))
    return redirect(page_of_referral(network, referral.reference))


@require_safe
def mail(request: NetworkRequest, network: str) -> HttpResponse:
    """To oneself, and to the made-up people one helps."""
    if not request.network.is_practice:
        raise Http404
    page = page_of(
        [mail_of(request.actor)], by="at", newest_first=True, cursor=cursor_in(request.GET)
    )
    here = reverse("referrals:practice_mail", kwargs={"network": network})
    context: dict[str, Any] = {
        "mail": mail_shown(page.rows),
        "previous": f"{here}?{page.previous}" if page.previous else "",
        "next": f"{here}?{page.next}" if page.next else "",
        "back": practice_page(network),
    }
    return render(request, "referrals/practice/mail.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(practice_page)
def reset(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.network.is_practice:
        raise Http404
    form = ResetForm(
        request.POST if request.method == "POST" else None, whole=can_coordinate(request.actor)
    )
    if request.method == "POST" and form.is_valid():
        try:
            _start_again(request, form)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(practice_page(network))
    context: dict[str, Any] = {"form": form, "back": practice_page(network)}
    return render(request, "referrals/practice/reset.html", context)


def _start_again(request: NetworkRequest, form: ResetForm) -> None:
    if form.resets_all():
        reset_all(actor=request.actor)
        messages.success(request, _("Everybody starts again within the next minutes."))
    else:
        reset_own(actor=request.actor)
        messages.success(request, _("You start again: what you practised is gone."))
