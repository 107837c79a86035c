"""Signing, by a manager."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.agreements import presenters
from organisations.agreements.actions import sign
from organisations.agreements.forms import SignForm
from organisations.agreements.models import AgreementSignature
from organisations.agreements.queries import own_organisations, version_before, version_for
from organisations.agreements.rules import can_sign_for, clauses_in


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, **_which: f"/{network}/agreements/")
def sign_agreement(
    request: NetworkRequest, network: str, version_id: UUID, organisation_id: UUID
) -> HttpResponse:
    """The whole text stands above the form: nobody signs what they could not read."""
    version = version_for(request.actor, version_id)
    if version is None or not can_sign_for(request.actor, organisation_id):
        raise Http404
    own = {one.pk: one for one in own_organisations(request.actor)}
    if organisation_id not in own:
        raise Http404
    form = SignForm(
        request.POST if request.method == "POST" else None, initial={"name": request.actor.name}
    )
    if request.method == "POST" and form.is_valid():
        signature = _signed(request, form, version_id, organisation_id)
        if signature:
            messages.success(request, _("You have signed. This page is the evidence of it."))
            return redirect(
                "organisations:agreement_signature", network=network, signature_id=signature.pk
            )
    before = version_before(version)
    changed = presenters.changes_between(version, before) if before else []
    context: dict[str, Any] = {
        "form": form,
        "organisation": own[organisation_id],
        "title": presenters.name_of(version.kind),
        "standing": presenters.version_in_words(version, now=timezone.now()),
        "renewal": presenters.renewal_in_words(version.renew_months),
        "clauses": presenters.marked(clauses_in(version.clauses), changed),
        "changed": [presenters.in_words(one) for one in changed],
    }
    return render(request, "organisations/agreements/sign.html", context)


def _signed(
    request: NetworkRequest, form: SignForm, version_id: UUID, organisation_id: UUID
) -> AgreementSignature | None:
    try:
        return sign(
            actor=request.actor,
            organisation_id=organisation_id,
            version_id=version_id,
            signed=form.signed(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return None
