"""What happens now, and the way to the card for the person."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from networks.networks.queries import network_by_id
from referrals.assessments.actions import open_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.sent import sent_of
from referrals.assessments.queries import sent_from
from referrals.assessments.views.who import onward, sent_page
from referrals.voice.actions.making import ways_for
from referrals.voice.presenters.worker import buttons_of
from referrals.voice.views.worker import card_form


@require_safe
@told_plainly(sent_page)
def sent(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    if assessment.client.is_erased:
        return redirect("referrals:person", network=network, client_id=assessment.client_id)
    page = _page(request, assessment)
    if not page["sent"]:
        return onward("check", network, assessment_id)
    page |= {
        "form": card_form(request, assessment),
        "buttons": buttons_of(ways_for(assessment.client)),
        "form_id": str(new_id()),
    }
    return render(request, "referrals/assessments/sent.html", page)


def _page(request: NetworkRequest, assessment: Assessment) -> dict[str, Any]:
    name = assessment.client.known_as
    network = network_by_id(request.actor.network.id)
    rows = sent_of(sent_from(assessment), name=name, network=network, now=timezone.now())
    return {
        "assessment": assessment,
        "name": name,
        "sent": rows,
    }
