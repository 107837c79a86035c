"""Nobody can help: what now? Never a dead end."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.signposting.links import signposting_page
from referrals.assessments.actions import open_assessment
from referrals.assessments.forms.services import WATCH, id_in
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.choices import Chooser, choices_of
from referrals.assessments.presenters.nobody import desk_in_words, unmet_in_words
from referrals.assessments.queries import asks_of, chosen_in, watched_by
from referrals.assessments.search import search_for
from referrals.assessments.standing import nearest_misses, unmet_needs
from referrals.assessments.views.watching import watch
from referrals.assessments.views.who import onward, sent_page
from referrals.desk.actions import choose_desk
from referrals.desk.queries import desk_can_find, desk_of


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def nobody(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """Reached by a button of the page before, which keeps what is unmet: looking keeps nothing."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    if request.method != "POST":
        return _page(request, assessment)
    if service_id := id_in(request.POST.get(WATCH, "")):
        watch(request, service_id)
    if "desk" in request.POST:
        choose_desk(
            actor=request.actor,
            assessment_id=assessment_id,
            chosen=True,
            besides=chosen_in(assessment),
        )
        return onward("agree", network, assessment_id)
    return onward("nobody", network, assessment_id)


def _page(request: NetworkRequest, assessment: Assessment) -> HttpResponse:
    search = search_for(assessment)
    unmet = unmet_needs(search.asked.needs, search.matches, search.asking)
    needs = [need for codes in unmet.values() for need in codes]
    misses = nearest_misses(needs, search.matches, search.asking)
    chooser = Chooser(request.actor, timezone.now(), watched=watched_by(request.actor))
    near = choices_of(
        search, misses, asks=asks_of([one.service_id for one in misses]), chooser=chooser
    )
    kwargs = {"network": request.network.slug, "assessment_id": assessment.pk}
    here = reverse("referrals:nobody", kwargs=kwargs)
    context: dict[str, Any] = {
        "assessment": assessment,
        "unmet": unmet_in_words(unmet),
        "near": [*near.shown, *near.folded],
        "desk_can": desk_can_find(assessment),
        "desk": desk_in_words(desk_of(request.actor), request.network),
        "here": here,
        "signposting": signposting_page(
            request.actor, needs=needs or search.asked.needs, back=here
        ),
    }
    return render(request, "referrals/assessments/nobody.html", context)
