"""Two records side by side: one person or two, and back again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from referrals.clients.actions import keep_apart, merge_people, part_people, read_client
from referrals.clients.presenters import page_of_person, side_by_side


def _first_page(network: str, client_id: UUID, **_: Any) -> str:
    return page_of_person(network, client_id)


@require_http_methods(["GET", "POST"])
@told_plainly(_first_page)
def compare(request: NetworkRequest, network: str, client_id: UUID, other_id: UUID) -> HttpResponse:
    """`keep` names the record that is shown from now on, or nobody: then they are two people."""
    first = read_client(actor=request.actor, client_id=client_id)
    second = read_client(actor=request.actor, client_id=other_id)
    keep = request.POST.get("keep", "")
    if keep in (str(client_id), str(other_id)):
        kept, merged = (first, second) if keep == str(client_id) else (second, first)
        merge_people(actor=request.actor, kept_id=kept.pk, merged_id=merged.pk)
        messages.success(
            request, _("They are shown as one person now, for your team. You can undo this below.")
        )
        return redirect("referrals:person", network=network, client_id=kept.pk)
    if keep == "both":
        keep_apart(actor=request.actor, client_id=client_id, other_id=other_id)
        messages.success(request, _("They stay two people. Your team is not asked again."))
        return redirect("referrals:duplicates", network=network)
    context = {
        "first": first,
        "second": second,
        "rows": side_by_side(first, second, now=timezone.now()),
        "back": page_of_person(network, client_id),
    }
    return render(request, "referrals/clients/compare.html", context)


@require_POST
@told_plainly(_first_page)
def apart(request: NetworkRequest, network: str, client_id: UUID) -> HttpResponse:
    """Undo a merge: `client_id` is the record that was merged into another."""
    part_people(actor=request.actor, merged_id=client_id)
    messages.success(request, _("They are two people again."))
    return redirect("referrals:person", network=network, client_id=client_id)
