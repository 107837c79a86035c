"""What applies to the reader's organisations, the words of it, and who signed them."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.paging.by_name import around
from ccs.tenancy.requests import NetworkRequest
from organisations.agreements import presenters
from organisations.agreements.models import Kind
from organisations.agreements.overview import agreements_of, parties, parties_page, waiting_rows
from organisations.agreements.queries import signature_for, version_before, version_for
from organisations.agreements.rules import clauses_in, exact_text
from organisations.roles.rules import can_coordinate


@require_safe
def agreements(request: NetworkRequest, network: str) -> HttpResponse:
    context = {
        "agreements": agreements_of(request.actor, now=timezone.now()),
        "coordinates": can_coordinate(request.actor),
    }
    return render(request, "organisations/agreements/agreements.html", context)


@require_safe
def version(request: NetworkRequest, network: str, version_id: UUID) -> HttpResponse:
    """To read and to print; a later version with what changed."""
    found = version_for(request.actor, version_id)
    if found is None:
        raise Http404
    before, now = version_before(found), timezone.now()
    changed = presenters.changes_between(found, before) if before else []
    may_take_back = (
        can_coordinate(request.actor) and not found.taken_back_at and found.in_force_from > now
    )
    context = {
        "version": found,
        "title": presenters.name_of(found.kind),
        "standing": presenters.version_in_words(found, now=now),
        "renewal": presenters.renewal_in_words(found.renew_months),
        "clauses": presenters.marked(clauses_in(found.clauses), changed),
        "changed": presenters.changes_shown(changed),
        "may_take_back": may_take_back,
    }
    return render(request, "organisations/agreements/version.html", context)


@require_safe
def signature(request: NetworkRequest, network: str, signature_id: UUID) -> HttpResponse:
    """The evidence: who, when, and the exact words that the fingerprint is of."""
    found = signature_for(request.actor, signature_id)
    if found is None:
        raise Http404
    signed = found.version
    context = {
        "signature": found,
        "rows": presenters.signature_rows(found),
        "text": exact_text(
            signed.kind, signed.number, clauses_in(signed.clauses), signed.renew_months
        ),
    }
    return render(request, "organisations/agreements/signature.html", context)


@require_safe
def signed(request: NetworkRequest, network: str) -> HttpResponse:
    """The parties, for everybody here; who has not signed, for the desk."""
    kind = request.GET.get("kind", Kind.DATA_SHARING)
    if kind not in Kind.values:
        raise Http404
    now = timezone.now()
    page = parties_page(request.actor, request.GET)
    desk = can_coordinate(request.actor)
    context = {
        "title": presenters.name_of(kind),
        "kinds": [
            {
                "href": f"{request.path}?kind={one}",
                "text": presenters.name_of(one),
                "current": one == kind,
            }
            for one in Kind
        ],
        "desk": desk,
        "waiting": waiting_rows(request.actor, kind, now=now) if desk else [],
        "parties": parties(page.rows, kind, actor=request.actor, now=now),
        **around(page, kind=kind),
    }
    return render(request, "organisations/agreements/signed.html", context)
