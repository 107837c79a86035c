"""A member's saved filters: keep one, rename it, remove it, choose the one that opens by itself."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.filters import actions
from referrals.filters.forms import NameForm
from referrals.filters.presenters import address_of, kept_shown, said_of
from referrals.filters.queries import find_saved, names_in, saved_filters
from referrals.filters.rules import MOST_SAVED, Box, filters_in, query_of


def filters_page(network: str, **kwargs: object) -> str:
    return reverse("referrals:filters", kwargs={"network": network})


@require_http_methods(["GET", "POST"])
@told_plainly(filters_page)
def filters(request: NetworkRequest, network: str) -> HttpResponse:
    """All of them; a POST keeps one more, and leads back to its list."""
    if not request.actor.envelopes:
        raise Http404
    if request.method == "POST":
        return _keep(request, network)
    kept = saved_filters(request.actor)
    context = {"kept": kept_shown(network, kept), "most": MOST_SAVED}
    return render(request, "referrals/filters/filters.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(filters_page)
def rename(request: NetworkRequest, network: str, filter_id: UUID) -> HttpResponse:
    saved = find_saved(filter_id, actor=request.actor)
    if saved is None:
        raise Http404
    form = NameForm(request.POST or None, initial={"name": saved.name})
    if request.method == "POST" and form.is_valid():
        try:
            actions.rename_filter(actor=request.actor, filter_id=filter_id, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The filter has its new name."))
            return redirect(filters_page(network))
    context = {"form": form, "back": filters_page(network)}
    return render(request, "referrals/filters/rename.html", context)


@require_POST
@told_plainly(filters_page)
def remove(request: NetworkRequest, network: str, filter_id: UUID) -> HttpResponse:
    if not request.actor.envelopes:
        raise Http404
    actions.remove_filter(actor=request.actor, filter_id=filter_id)
    messages.success(request, _("The filter is removed. No referral was changed."))
    return redirect(filters_page(network))


@require_POST
@told_plainly(filters_page)
def first(request: NetworkRequest, network: str, filter_id: UUID) -> HttpResponse:
    """Which list opens when the member goes to the referrals."""
    chosen = request.POST.get("first") == "yes"
    actions.open_first(actor=request.actor, filter_id=filter_id, first=chosen)
    messages.success(
        request,
        _("This list now opens first.") if chosen else _("It no longer opens first."),
    )
    return redirect(filters_page(network))


def _keep(request: NetworkRequest, network: str) -> HttpResponse:
    """`box` and `query` come with the form: they are read again, as any address is."""
    asked = request.POST.get("box", "")
    box = Box(asked) if asked in Box.values else Box.RECEIVED
    chosen = filters_in(QueryDict(request.POST.get("query", "")), box)
    form, back = NameForm(request.POST), address_of(network, box, query_of(chosen))
    if form.is_valid():
        try:
            actions.save_filter(actor=request.actor, box=box, filters=chosen, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The filter is saved. Only you see it."))
            return redirect(back)
    context = {
        "form": form,
        "box": box,
        "query": query_of(chosen),
        "said": said_of(chosen, names_in(chosen, request.actor), box=box),
        "back": back,
        "manage": filters_page(network),
    }
    return render(request, "referrals/filters/save.html", context)
