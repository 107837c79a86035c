"""Who read and changed a record, and what somebody did: a list, and the same as a file."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.exports.marks import mark_of
from ccs.exports.tables import CSV, KINDS, download
from ccs.limits.rates import within_rate
from ccs.paging.keyset import AFTER, BEFORE
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.models import Membership
from referrals.audit.actions import (
    Trail,
    export_trail,
    look_at,
    trail_of_member,
    trail_of_person,
    trail_of_programme,
    trail_of_referral,
)
from referrals.audit.forms import ActsForm
from referrals.audit.presenters import acts_shown
from referrals.clients.models import Client
from referrals.referrals.models import Referral

_RATE: Final = "20/h/user"


def _index(network: str, **_where: object) -> str:
    return reverse("referrals:audit", kwargs={"network": network})


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def referral_trail(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    trail = trail_of_referral(actor=request.actor, reference=reference)
    return _answer(request, trail)


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def person_trail(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    return _answer(request, trail_of_person(actor=request.actor, client_id=client_id))


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def member_trail(request: NetworkRequest, network: str, member_id: UUID) -> HttpResponse:
    return _answer(request, trail_of_member(actor=request.actor, member_id=member_id))


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def programme_trail(request: NetworkRequest, network: str) -> HttpResponse:
    return _answer(request, trail_of_programme(actor=request.actor))


def _answer(request: NetworkRequest, trail: Trail) -> HttpResponse:
    """A page of rows; to a POST with the kind of a file, the file."""
    form = ActsForm(request.GET)
    if request.method == "POST":
        file = _file(request, trail, form)
        if file is not None:
            return file
    page = look_at(trail, request.GET, form.narrowed)
    kept = request.GET.copy()
    for name in (AFTER, BEFORE):
        kept.pop(name, None)
    context: dict[str, Any] = {
        "form": form,
        "rows": acts_shown(page.rows, actor=request.actor),
        "kept": kept.urlencode(),
        "previous": _beside(kept.urlencode(), page.previous),
        "next": _beside(kept.urlencode(), page.next),
        "narrowed": bool(kept),
        **_said(trail, request.actor.network.slug),
    }
    return render(request, "referrals/audit/trail.html", context)


def _file(request: NetworkRequest, trail: Trail, form: ActsForm) -> HttpResponse | None:
    if not form.is_valid():
        return None
    if not within_rate(request, "audit_export", rate=_RATE):
        form.add_error(None, _("You have exported many times in the last hour. Try again later."))
        return None
    try:
        table = export_trail(trail, form.narrowed)
    except Problem as problem:
        add_problem(form, problem)
        return None
    network = request.actor.network
    kind = KINDS.get(request.POST.get("kind", ""), CSV)
    name = f"{network.slug}-audit-{timezone.localdate().isoformat()}"
    return download(table, kind=kind, name=name, mark=mark_of(network))


def _beside(kept: str, part: str) -> str:
    return "?" + "&".join(filter(None, [kept, part])) if part else ""


def _said(trail: Trail, network: str) -> dict[str, str]:
    """The heading, and the way back."""
    about = trail.about
    if isinstance(about, Referral):
        where = {"network": network, "reference": about.reference}
        return {
            "caption": _("Referral %(reference)s") % {"reference": about.reference},
            "title": _("Who read and changed this"),
            "back": reverse("referrals:detail", kwargs=where),
            "exposed": "",
        }
    if isinstance(about, Client):
        where = {"network": network, "client_id": str(about.pk)}
        return {
            "caption": about.full_name,
            "title": _("Who read and changed this"),
            "back": reverse("referrals:person", kwargs=where),
            "exposed": "",
        }
    if isinstance(about, Membership):
        return _of_member(about, network)
    return {
        "caption": about.name,
        "title": _("What the programme’s team did here"),
        "back": _index(network),
        "exposed": "",
    }


def _of_member(member: Membership, network: str) -> dict[str, str]:
    where = {"network": network, "member_id": str(member.pk)}
    return {
        "caption": member.name,
        "title": _("What they did"),
        "back": reverse("referrals:audit", kwargs={"network": network}),
        "exposed": reverse("referrals:exposed_by_member", kwargs=where),
    }
