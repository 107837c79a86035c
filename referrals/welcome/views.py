from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from ccs.tenancy.requests import NetworkRequest
from organisations.engagement.lessons.models import PanelShown
from referrals.welcome.actions import put_away


@require_POST
def dismiss(request: NetworkRequest, network: str, kind: str) -> HttpResponse:
    """One tap, and the note is gone."""
    if kind not in PanelShown.Kind.values:
        raise Http404
    put_away(actor=request.actor, kind=kind)
    return redirect("referrals:home", network=network)
