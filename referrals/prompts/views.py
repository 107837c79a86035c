"""What to ask, by topic: to read and print for members, to change for coordinators."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_GET, require_http_methods

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.needs.rules import NEEDS
from organisations.roles.rules import can_coordinate
from referrals.prompts import actions
from referrals.prompts.defaults import DEFAULTS
from referrals.prompts.forms import PromptsForm
from referrals.prompts.presenters import changes_of, families_of, other_languages, topic_page
from referrals.prompts.queries import history_of, prompts_about, prompts_of
from referrals.prompts.rules import Prompts, can_read_prompts


@require_GET
def prompts(request: NetworkRequest, network: str) -> HttpResponse:
    language = _language(request)
    with override(language):
        standing = _standing(request, language)
    context = _context(request, standing, language, changes=can_coordinate(request.actor))
    return render(request, "referrals/prompts/list.html", context)


@require_GET
def printed(request: NetworkRequest, network: str) -> HttpResponse:
    """One sheet for a conversation away from the screen, all of it in the language asked for."""
    language = _language(request)
    with override(language):
        context = _context(request, _standing(request, language), language, changes=False)
        return render(request, "referrals/prompts/print.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network, need: f"/{network}/prompts/{need}/")
def about(request: NetworkRequest, network: str, need: str) -> HttpResponse:
    """The questions of one topic, for coordinators."""
    if not can_coordinate(request.actor) or need not in DEFAULTS:
        raise Http404
    language = _language(request)
    with override(language):
        standing = prompts_about(request.actor, need, language=language)
    form = PromptsForm(request.POST if request.method == "POST" else None, prompts=standing)
    if request.method == "POST" and form.is_valid() and _kept(request, form, need, language):
        return redirect(topic_page(request.actor, need, language))
    context: dict[str, Any] = {
        "form": form,
        "need": str(NEEDS[need]),
        "in_language": language,
        "own": standing.own,
        "changes": changes_of(
            history_of(request.actor, need, language=language), now=timezone.now()
        ),
        "others": other_languages(request.actor, language, page=request.path),
    }
    return render(request, "referrals/prompts/topic.html", context)


def _standing(request: NetworkRequest, language: str) -> dict[str, Prompts]:
    """Those in the code come in the language in force."""
    if not can_read_prompts(request.actor):
        raise Http404
    return prompts_of(request.actor, language=language)


def _context(
    request: NetworkRequest, standing: dict[str, Prompts], language: str, *, changes: bool
) -> dict[str, Any]:
    return {
        "families": families_of(standing, request.actor, language=language, changes=changes),
        "in_language": language,
        "changes": changes,
        "others": other_languages(request.actor, language, page=request.path),
    }


def _language(request: NetworkRequest) -> str:
    """The one asked for, if the network uses it; else the reader's own."""
    known = request.network.languages or ("en",)
    wished = request.GET.get("in", translation.get_language())
    return wished if wished in known else known[0]


def _kept(request: NetworkRequest, form: PromptsForm, need: str, language: str) -> bool:
    seen = form.version_seen()
    where: dict[str, Any] = {"actor": request.actor, "need": need, "language": language}
    try:
        if "default" in request.POST:
            actions.back_to_default(**where, seen=seen)
        else:
            actions.change_prompts(**where, seen=seen, rows=form.typed())
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(
        request, _("You changed what is asked about: %(need)s.") % {"need": NEEDS[need]}
    )
    return True
