"""The first page of a new conversation.

Its address carries the id of what it will keep, so that the back button finds what was kept.
"""

from collections.abc import Sequence
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.models import new_id
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.agreements.overview import notices_for
from organisations.members.choices import starts_on_one_page
from organisations.members.models import Team
from organisations.members.queries import referring_teams
from referrals.assessments.forms import WhoForm
from referrals.assessments.forms.services import id_in
from referrals.assessments.models import Assessment
from referrals.assessments.queries import begun_assessment, told_in
from referrals.assessments.views.framed import framed
from referrals.assessments.views.who import Before, keep, onward, page
from referrals.clients.forms import FindForm
from referrals.drafts.models import Step
from referrals.drafts.recall import recall


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/")
def refer(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.actor.teams:
        raise Http404
    teams = referring_teams(request.actor)
    if not teams:
        notices = {"agreement_notices": notices_for(request.actor, now=timezone.now())}
        return render(request, "referrals/assessments/cannot.html", notices)
    if request.method == "POST":
        return _begin(request, teams)
    service = request.GET.get("service", "")
    key = id_in(request.GET.get("id", ""))
    before = begun_assessment(request.actor, key) if key else None
    if key is None and starts_on_one_page(request.actor):
        return redirect(one_page_address(network, service=service))
    if key is None or is_used(before):
        fresh = {"id": str(new_id())} | ({"service": service} if service else {})
        return redirect(f"{request.path}?{urlencode(fresh)}")
    if before:
        return onward("assessment_edit", network, key, service=service)
    kept = recall(request, key, Step.WHO, holds="")
    form = WhoForm(kept.data, teams=teams, initial={"id": str(key), "service": service})
    frame = framed(request, None, Step.WHO, kept=kept, assessment_id=key)
    return page(request, kept.filled(form), {**frame, "find": FindForm()})


def _begin(request: NetworkRequest, teams: Sequence[Team]) -> HttpResponse:
    """The same form again, by a double click or the back button, is the same conversation."""
    data = request.POST.copy()
    key = id_in(data.get("id", "")) or new_id()
    before = begun_assessment(request.actor, key)
    if is_used(before):
        return _again(request, teams, key=new_id())
    data["id"] = str(key)
    told = told_in(before) if before else None
    form = WhoForm(data, teams=teams, told=told)
    done = keep(request, form, teams, key, before=Before(before, told))
    return done or page(request, form, framed(request, before, Step.WHO, assessment_id=key))


def _again(request: NetworkRequest, teams: Sequence[Team], *, key: UUID) -> HttpResponse:
    """What was typed into a form that has done its work, ready to be sent as another one."""
    data = request.POST.copy()
    data["id"] = str(key)
    form = WhoForm(data, teams=teams)
    form.add_error(
        None,
        _(
            "This form was used already, for a referral that was sent or discarded."
            " To make a new one for this person, select “Save and continue” again."
        ),
    )
    return page(request, form, framed(request, None, Step.WHO, assessment_id=key))


def one_page_address(network: str, *, service: str = "") -> str:
    address = reverse("referrals:one_page", kwargs={"network": network})
    return f"{address}?{urlencode({'service': service})}" if service else address


def is_used(before: Assessment | None) -> bool:
    return before is not None and bool(before.first_sent_at or before.discarded_at)
