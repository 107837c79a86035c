"""What is typed at a check is kept before it is saved, as in the journey (docs/journey.md)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ccs.limits.rates import within_rate
from ccs.tenancy.actor import Actor
from ccs.tenancy.held import proof_of
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import moments
from ccs.ui.problems import told_plainly
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.presenters import page_of_check
from referrals.aftercare.reading import own_check
from referrals.assessments.forms.services import id_in
from referrals.drafts.actions import forget_typing, keep_typing
from referrals.drafts.models import Step
from referrals.drafts.recall import Kept, typed_in

_RATE = "120/m/user"


@dataclass(frozen=True, slots=True)
class TypedFrame:
    """What the form needs for it, by the names of `assessments/kept.html`."""

    keep_at: str
    by: str
    typed: str
    notice: dict[str, str] | None
    before: str = ""


def typed_frame(actor: Actor, check: AftercareCheck, kept: Kept, *, now: datetime) -> TypedFrame:
    where = {"network": actor.network.slug, "check_id": check.pk}
    keep_at = reverse("referrals:check_typed", kwargs=where)
    row = kept.row if kept.data is not None else None
    if row is None:
        return TypedFrame(keep_at, proof_of(actor), "", None)
    mine = row.member_id == actor.member_id
    words = (
        _("We kept what you typed at %(when)s. It is not saved yet.")
        if mine
        else _("%(name)s typed this at %(when)s and has not saved it.")
    )
    notice = {
        "text": words % {"when": moments.at(row.kept_at, now), "name": row.member.name},
        "row": str(row.pk),
        "drop": keep_at,
    }
    return TypedFrame(keep_at, proof_of(actor), str(row.pk), notice)


@require_POST
@told_plainly(page_of_check)
def typed(request: NetworkRequest, network: str, check_id: UUID) -> HttpResponse:
    """Keep what the form holds now, or with `drop` throw it away."""
    actor, check = request.actor, own_check(request.actor, check_id)
    if "drop" in request.POST:
        forget_typing(
            actor=actor,
            assessment_id=check.assessment_id,
            steps=[Step.CHECK_IN],
            also=id_in(request.POST.get("typed", "")),
        )
        messages.success(request, _("We threw away what was typed and not saved."))
        return redirect(page_of_check(network, check_id))
    if not within_rate(request, "typed", rate=_RATE):
        return HttpResponse(status=429)
    try:
        at = keep_typing(
            actor=actor,
            assessment_id=check.assessment_id,
            step=Step.CHECK_IN,
            data=typed_in(request.POST),
            team_id=check.team_id,
        )
    except NotAllowed:
        raise
    except Problem:
        return HttpResponse(status=413)
    return HttpResponse(status=204, headers={"X-Kept-At": moments.clock(at)})
