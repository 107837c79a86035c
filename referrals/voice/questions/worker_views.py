"""The four questions through a worker: on the telephone, or at the aftercare check."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import find_referral
from referrals.rights.standing import refuse_if_story_erased
from referrals.voice.questions.actions.answering import answer_by_worker, quote_by_worker
from referrals.voice.questions.forms import AskedForm
from referrals.voice.questions.queries import standing_of, words_said
from referrals.voice.questions.rules import State


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def asked_how(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """The form never shows what was answered before: only the words are the team's to read."""
    referral = find_referral(reference, actor=request.actor)
    standing = standing_of(referral, actor=request.actor) if referral else None
    if referral is None or standing is None:
        raise Http404
    refuse_if_story_erased(referral.assessment_id)
    if request.method == "POST" and "quote" in request.POST:
        may_quote = request.POST["quote"] == "yes"
        quote_by_worker(actor=request.actor, reference=reference, may_quote=may_quote)
        messages.success(request, _("What they want is kept."))
        return redirect("referrals:asked_how", network=network, reference=reference)
    form = AskedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _kept(request, referral, form):
        messages.success(request, _("Their answers are kept. Thank them."))
        return redirect(page_of_referral(network, reference))
    context: dict[str, Any] = {
        "form": form,
        "caption": f"{referral.reference} {needs_in_words(referral.needs)}",
        "about": referral.to_name,
        "answered": standing.state == State.ANSWERED,
        "stopped": standing.state in (State.STOPPED, State.NOT_WANTED),
        "words": words_said(referral),
        "back": page_of_referral(network, reference),
    }
    return render(request, "referrals/questions/asked.html", context)


def _kept(request: NetworkRequest, referral: Referral, form: AskedForm) -> bool:
    told = form.told(language=request.actor.language)
    try:
        answer_by_worker(actor=request.actor, reference=referral.reference, told=told)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
