"""The desk's list of members with their dates, and whom to ring."""

from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.models import Organisation
from organisations.roles.rules import can_coordinate
from referrals.engagement.calling import call_list, called
from referrals.engagement.forms import CalledForm, MembersForm
from referrals.engagement.listing import SIZE, chosen, page_in
from referrals.engagement.members import by_organisation, by_team, organisations_of, read_members
from referrals.engagement.presenters import (
    calls_shown,
    counted_in_words,
    heads,
    rows_of,
    table_of,
)

# More than these nobody rings in a day: the next ones come when these are done.
_MOST_CALLS: Final = 25


def calls_page(network: str, **kwargs: object) -> str:
    return reverse("referrals:call_list", kwargs={"network": network})


@require_safe
def pipeline(request: NetworkRequest, network: str) -> HttpResponse:
    """All members with their dates; filtered, sorted, a page at a time, or as a file."""
    _for_the_desk(request)
    form = MembersForm(request.GET)
    organisations, read = read_members(request.actor)
    lines = by_team if form.said.get("by") == "team" else by_organisation
    found = chosen(lines(organisations, read), form.wanted, today=read.today)
    kind = KINDS.get(request.GET.get("format", ""))
    if kind:
        table, mark = table_of(found, today=read.today), mark_of(request.actor.network)
        return download(table, kind=kind, name=f"{network}-members", mark=mark)
    number = page_in(request.GET.get("page", ""))
    shown = found[(number - 1) * SIZE : number * SIZE]
    kept = urlencode({name: value for name, value in form.said.items() if value})
    context: dict[str, Any] = {
        "form": form,
        "filtered": bool(kept),
        "kept": kept,
        "heads": heads(),
        "rows": rows_of(shown, actor=request.actor, today=read.today),
        "counted": counted_in_words(len(found), teams=lines is by_team),
        "previous": f"?{kept}&page={number - 1}" if number > 1 else "",
        "next": f"?{kept}&page={number + 1}" if len(found) > number * SIZE else "",
    }
    return render(request, "referrals/engagement/pipeline.html", context)


@require_safe
def calls(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    everybody = "called" in request.GET
    found = call_list(request.actor, called_too=everybody)
    context: dict[str, Any] = {
        "calls": calls_shown(found[:_MOST_CALLS], actor=request.actor),
        "more_calls": len(found) > _MOST_CALLS,
        "everybody": everybody,
    }
    return render(request, "referrals/engagement/calls.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(calls_page)
def i_called(request: NetworkRequest, network: str, organisation_id: UUID) -> HttpResponse:
    """From the list in one step; what is wrong is put right on a page of its own."""
    organisation = _found(request, organisation_id)
    form = CalledForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            called(
                actor=request.actor,
                organisation_id=organisation_id,
                said=said,
                note_id=said["note_id"],
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            done = _("Your call to %(name)s is written down.") % {"name": organisation.name}
            messages.success(request, done)
            return redirect(calls_page(network))
    title = _("I called %(name)s") % {"name": organisation.name}
    context = {"form": form, "title": title, "back": calls_page(network)}
    return render(request, "referrals/engagement/called.html", context)


def _found(request: NetworkRequest, organisation_id: UUID) -> Organisation:
    _for_the_desk(request)
    known = {one.pk: one for one in organisations_of(request.actor)}
    if organisation_id not in known:
        raise Http404
    return known[organisation_id]


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404
