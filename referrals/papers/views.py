"""The data-protection page of a network, its links and its impact assessment."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate, can_manage_people
from referrals.papers import actions
from referrals.papers.document import Paper
from referrals.papers.forms import ImpactForm, LinkForm
from referrals.papers.impact import impact_of
from referrals.papers.presenters import answers_row, link_row
from referrals.papers.printing import pdf_of
from referrals.papers.queries import (
    answers_of,
    known_to_members,
    links_of,
    versions_of_answers,
)
from referrals.papers.statement import statement_of


@require_safe
def data_protection(request: NetworkRequest, network: str) -> HttpResponse:
    context = {
        "paper": _statement(request),
        "may_link": can_manage_people(request.actor),
    }
    return render(request, "referrals/papers/statement.html", context)


@require_safe
def data_protection_pdf(request: NetworkRequest, network: str) -> HttpResponse:
    return pdf_of(_statement(request), name=f"{network}-data-protection")


@never_cache
@require_http_methods(["GET", "POST"])
def links(request: NetworkRequest, network: str) -> HttpResponse:
    """The new link is in the answer to its form, and nowhere else."""
    if not can_manage_people(request.actor):
        raise Http404
    form = LinkForm(request.POST if request.method == "POST" else None)
    made = ""
    if request.method == "POST" and form.is_valid():
        made = _made(request, form)
    context: dict[str, Any] = {
        "form": LinkForm() if made else form,
        "made": made,
        "links": [link_row(one, network=network) for one in links_of(request.actor)],
    }
    return render(request, "referrals/papers/links.html", context)


@require_POST
@told_plainly(lambda network, **_others: f"/{network}/data-protection/links/")
def end_link(request: NetworkRequest, network: str, link_id: UUID) -> HttpResponse:
    actions.end_link(actor=request.actor, link_id=link_id)
    messages.success(request, _("The link opens nothing any more."))
    return redirect("referrals:paper_links", network=network)


@require_safe
def impact(request: NetworkRequest, network: str) -> HttpResponse:
    context = {
        "paper": _impact(request),
        "pdf": _pdf_of_version(request, network),
        "may_answer": can_coordinate(request.actor),
        "versions": [
            answers_row(one, network=network)
            for one in versions_of_answers(request.actor.network.id)
        ],
    }
    return render(request, "referrals/papers/impact.html", context)


@require_safe
def impact_pdf(request: NetworkRequest, network: str) -> HttpResponse:
    return pdf_of(_impact(request), name=f"{network}-impact-assessment")


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/data-protection/assessment/")
def answer_impact(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_coordinate(request.actor):
        raise Http404
    now = answers_of(request.actor.network.id)
    initial = {**(now.answers if now else {}), "seen": str(now.version if now else 0)}
    form = ImpactForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid() and _answered(request, form):
        return redirect("referrals:impact", network=network)
    return render(request, "referrals/papers/answer.html", {"form": form})


def _answered(request: NetworkRequest, form: ImpactForm) -> bool:
    try:
        kept = actions.answer_impact(
            actor=request.actor, answers=form.cleaned_data, seen=form.seen_version()
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("Saved as version %(number)d.") % {"number": kept.version})
    return True


def _made(request: NetworkRequest, form: LinkForm) -> str:
    typed = form.cleaned_data
    try:
        return actions.make_link(
            actor=request.actor, made_for=typed["made_for"], days=int(typed["days"])
        )
    except Problem as problem:
        add_problem(form, problem)
        return ""


def _statement(request: NetworkRequest) -> Paper:
    return statement_of(known_to_members(request.actor.network.id), now=timezone.now())


def _impact(request: NetworkRequest) -> Paper:
    """The newest version, or the one that the address asks for."""
    version = _asked_version(request)
    known = known_to_members(request.actor.network.id, version=version)
    if version is not None and known.answers is None:
        raise Http404
    return impact_of(known, now=timezone.now())


def _asked_version(request: NetworkRequest) -> int | None:
    asked = request.GET.get("version", "")
    return int(asked) if asked.isdecimal() and len(asked) < len("1000000") else None


def _pdf_of_version(request: NetworkRequest, network: str) -> str:
    address = reverse("referrals:impact_pdf", kwargs={"network": network})
    version = _asked_version(request)
    return address if version is None else f"{address}?version={version}"
