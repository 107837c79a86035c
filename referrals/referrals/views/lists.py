from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from ccs.paging.keyset import cursor_in
from ccs.tenancy.requests import NetworkRequest
from referrals.filters.forms import FilterForm, NameForm, choices_for
from referrals.filters.presenters import address_of, order_links, said_of, saved_links
from referrals.filters.queries import names_in, names_of_workers, saved_filters
from referrals.filters.rules import Box, Filters, filters_in, query_of
from referrals.messages.queries import unread_in
from referrals.referrals.presenters.lists import empty_words, page_links, rows_shown, tabs
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.queries import find_referral, referrals_in
from referrals.referrals.rules import normalise_reference


@require_safe
def referral_list(request: NetworkRequest, network: str) -> HttpResponse:
    """One of the three lists of the actor's teams, or the referral that was searched for.

    Without a word about what to show: the saved filter that the member chose to open first.
    """
    actor, asked = request.actor, request.GET
    if not actor.envelopes:
        raise Http404
    typed = asked.get("q", "").strip()
    if typed:
        found = find_referral(normalise_reference(typed), actor=actor)
        if found is not None:
            return redirect(page_of_referral(network, found.reference))
    kept = saved_filters(actor)
    first = next((one for one in kept if one.is_default), None)
    if first and not asked:
        return redirect(address_of(network, first.box, first.query))
    box = Box(asked["box"]) if asked.get("box") in Box.values else Box.RECEIVED
    filters = filters_in(asked, box)
    context: dict[str, Any] = {
        "box": box,
        "heading": box.label,
        "tabs": tabs(network, box),
        "typed": typed,
        "saved": saved_links(network, kept, box=box, query=query_of(filters)),
        "orders": order_links(network, box, filters),
        **_filtering(request, network, box, filters),
        **_rows(request, box, filters),
    }
    return render(request, "referrals/referrals/list.html", context)


def _rows(request: NetworkRequest, box: Box, filters: Filters) -> dict[str, Any]:
    actor, now = request.actor, timezone.now()
    page = referrals_in(box, actor=actor, filters=filters, cursor=cursor_in(request.GET))
    given = {row.assigned_to_id for row in page.rows if row.assigned_to_id}
    items = rows_shown(
        page.rows,
        box=box,
        names=names_of_workers(list(given)),
        unread=unread_in([row.pk for row in page.rows], actor=actor),
        actor=actor,
        now=now,
    )
    return {
        "items": items,
        "may_do": any(item["tick"] for item in items),
        "links": page_links(page, request.GET),
        "empty": empty_words(box),
    }


def _filtering(request: NetworkRequest, network: str, box: Box, filters: Filters) -> dict[str, Any]:
    """What narrows the list now, in words; the form only where it is asked for or went wrong.

    What there is to choose from costs three queries and as many long lists.
    """
    asked = request.GET
    dates = any(asked.get(f"{name}-day") for name in ("sent_from", "sent_to"))
    form = None
    if "filter" in asked or dates:
        choices = choices_for(box, request.actor)
        form = FilterForm(asked, box=box, actor=request.actor, choices=choices)
        if "filter" not in asked and form.is_valid():
            form = None
    query = query_of(filters)
    return {
        "filter": form,
        "filter_address": address_of(network, box, "&".join(filter(None, [query, "filter=open"]))),
        "said": said_of(filters, names_in(filters, request.actor), box=box),
        "query": query,
        "order": filters.order,
        "clear": address_of(network, box),
        "name_form": NameForm(),
    }
