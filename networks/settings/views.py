"""What a network says and promises: for everybody to read, for its coordinators to change."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.paging.keyset import cursor_in, page_of
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.navigation import behind_hub
from ccs.ui.problems import add_problem, told_plainly
from ccs.ui.theme import stylesheet
from networks.networks.queries import network_by_id
from networks.settings.actions import change_settings, mark, undo_change
from networks.settings.forms import FORMS, SettingsForm
from networks.settings.presenters import (
    changes_shown,
    differences,
    effects,
    groups_shown,
    last_change,
)
from networks.settings.queries import changes_of, known, undone_among
from networks.settings.rules import Group, can_set, fault_in


def _list(network: str, **kwargs: Any) -> str:
    return reverse("networks:settings", kwargs={"network": network})


def _history(network: str, **kwargs: Any) -> str:
    return reverse("networks:settings_history", kwargs={"network": network})


@require_safe
def settings(request: NetworkRequest, network: str) -> HttpResponse:
    """Members read what the network promises; coordinators change it."""
    context = {
        "groups": groups_shown(network_by_id(request.network.id)),
        "sets": can_set(request.actor),
        "last": last_change(changes_of(request.actor).first(), timezone.now()),
        "places": behind_hub(request.actor, "networks:settings"),
    }
    return render(request, "networks/settings/settings.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_list)
def change(request: NetworkRequest, network: str, group: str) -> HttpResponse:
    """Typed first, then shown what it does, then changed."""
    if not can_set(request.actor) or group not in FORMS:
        raise Http404
    kind = Group(group)
    kept = network_by_id(request.network.id)
    now = known(kept, kind)
    posted = request.POST if request.method == "POST" else None
    form = FORMS[kind](posted, initial=FORMS[kind].typed(now))
    context: dict[str, Any] = {
        "form": form,
        "group": kind,
        "back": _list(network),
        "seen": "",
        "tried": "",
    }
    if posted is not None and form.is_valid():
        values = form.values(now)
        try:
            if "seen" in posted:
                change_settings(actor=request.actor, group=kind, values=values, seen=posted["seen"])
                messages.success(request, _("Changed. “Who changed what” takes it back."))
                return redirect(_list(network))
            context |= _preview(request, kind, form, now)
        except Problem as problem:
            add_problem(form, problem)
    return render(request, "networks/settings/change.html", context)


def _preview(
    request: NetworkRequest, group: Group, form: SettingsForm, now: dict[str, Any]
) -> dict[str, Any]:
    values = form.values(now)
    if fault := fault_in(group, values):
        raise Problem(fault[1], field=fault[0])
    kept = network_by_id(request.network.id)
    tried = {"colour": values.get("colour", kept.colour)}
    address = reverse("networks:tried_colour", kwargs={"network": kept.slug})
    return {
        "differs": differences(group, now, values),
        "will": effects(group, kept, values, timezone.now()),
        "seen": mark(now),
        "carried": [(name, one) for name in form.fields for one in request.POST.getlist(name)],
        "tried": f"{address}?{urlencode(tried)}" if group is Group.NAME else "",
    }


@require_safe
def tried_colour(request: NetworkRequest, network: str) -> HttpResponse:
    """The network's stylesheet in a colour that it does not have yet."""
    css = stylesheet(colour=request.GET.get("colour", ""), practice=request.network.is_practice)
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@require_safe
def history(request: NetworkRequest, network: str) -> HttpResponse:
    page = page_of(
        [changes_of(request.actor)],
        by="made_at",
        newest_first=True,
        cursor=cursor_in(request.GET),
    )
    undone = undone_among(page.rows)
    shown = changes_shown(page.rows, undone=undone, slug=network, now=timezone.now())
    context = {
        "changes": shown,
        "sets": can_set(request.actor),
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
        "back": _list(network),
    }
    return render(request, "networks/settings/history.html", context)


@require_POST
@told_plainly(_history)
def undo(request: NetworkRequest, network: str, change_id: UUID) -> HttpResponse:
    try:
        undo_change(actor=request.actor, change_id=change_id)
    except Problem as problem:
        if type(problem) is not Problem:
            raise
        messages.warning(request, str(problem.message))
    else:
        messages.success(request, _("Set back as it was."))
    return redirect(_history(network))
