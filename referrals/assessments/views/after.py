"""What happens now, and the card for the person to take away."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.http import require_safe

from ccs.tenancy.requests import NetworkRequest
from ccs.ui import phones
from ccs.ui.problems import told_plainly
from networks.networks.queries import network_by_id
from referrals.assessments.actions import open_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.sent import sent_of
from referrals.assessments.queries import sent_from
from referrals.assessments.views.who import onward, sent_page


@require_safe
@told_plainly(sent_page)
def sent(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    page = _page(request, assessment)
    if not page["sent"]:
        return onward("check", network, assessment_id)
    return render(request, "referrals/assessments/sent.html", page)


@require_safe
@told_plainly(sent_page)
def card(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    """In the language asked for, where the network has it; the frame of the page stays as it is."""
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    asked = request.GET.get("in", "")
    language = asked if asked in request.network.languages else translation.get_language() or "en"
    with translation.override(language):
        page = _page(request, assessment)
        if not page["sent"]:
            return onward("check", network, assessment_id)
        others = [code for code in request.network.languages if code != language]
        return render(request, "referrals/assessments/card.html", {**page, "others": others})


def _page(request: NetworkRequest, assessment: Assessment) -> dict[str, Any]:
    name = assessment.client.known_as
    network = network_by_id(request.actor.network.id)
    phone = assessment.team.phone or network.helpline_phone
    rows = sent_of(sent_from(assessment), name=name, network=network, now=timezone.now())
    return {
        "assessment": assessment,
        "name": name,
        "sent": rows,
        "own_phone": phones.shown(phone) if phone else "",
        "own_team": assessment.team.name,
    }
