"""All live networks side by side, and a new one in one form, for who oversees the programme."""

from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ccs.accounts.requests import SignedInRequest
from ccs.accounts.second.proved import is_owed, to_second_step
from ccs.exports.tables import KINDS, download
from ccs.tenancy.problems import Problem
from ccs.ui.problems import add_problem
from networks.programme import actions
from networks.programme.forms import NetworkForm
from networks.programme.presenters import (
    as_table,
    definitions,
    heads_of,
    made_in_words,
    rows_shown,
)
from networks.programme.queries import oversees_programme, standings
from networks.programme.rules import BY_NAME, KEYS, in_order, usual_direction


def for_the_programme(view: Any) -> Any:
    """404 for everybody else, as for what there is not."""

    @wraps(view)
    def checked(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not oversees_programme(request.user.pk):
            raise Http404
        if is_owed(request, {"programme"}):
            return to_second_step(request)
        answer: HttpResponse = view(request, *args, **kwargs)
        return answer

    return login_required(never_cache(checked))


@require_safe
@for_the_programme
def programme(request: SignedInRequest) -> HttpResponse:
    asked = request.GET
    key = asked["sort"] if asked.get("sort") in KEYS else BY_NAME
    order = asked.get("order", "")
    downwards = order == "down" if order in {"up", "down"} else usual_direction(key)
    rows = in_order(standings(timezone.now()), key=key, downwards=downwards)
    kind = KINDS.get(asked.get("format", ""))
    if kind:
        return download(as_table(rows), kind=kind, name="networks")
    context = {
        "heads": heads_of(key, downwards=downwards),
        "rows": rows_shown(rows),
        "definitions": definitions(),
    }
    return render(request, "networks/programme/programme.html", context)


@require_http_methods(["GET", "POST"])
@for_the_programme
def new_network(request: SignedInRequest) -> HttpResponse:
    """First what it will make, then the same once more to make it."""
    form = NetworkForm(request.POST if request.method == "POST" else None)
    seen = "seen" in request.POST
    if request.method == "POST" and "change" not in request.POST and form.is_valid():
        made = _made(request, form, keep=seen)
        if made and seen:
            messages.success(
                request, _("%(name)s is there now.") % {"name": form.cleaned_data["name"]}
            )
            return redirect("networks:programme")
        if made:
            context = {"form": form, "will": made_in_words(form.cleaned_data)}
            return render(request, "networks/programme/preview.html", context)
    return render(request, "networks/programme/new.html", {"form": form})


def _made(request: SignedInRequest, form: NetworkForm, *, keep: bool) -> bool:
    try:
        actions.create(user_id=request.user.pk, wanted=form.wanted(), keep=keep)
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True
