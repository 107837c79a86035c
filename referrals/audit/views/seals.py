"""Whether the audit is as it was: for whoever may look at it."""

from typing import Any, Final

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.exports.marks import mark_of
from ccs.exports.tables import KINDS, download
from ccs.limits.rates import within_rate
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from referrals.audit.seals import compare, last_seals, seals_shown, seals_table

_RATE: Final = "20/h/user"


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("referrals:audit", kwargs={"network": network}))
def seals(request: NetworkRequest, network: str) -> HttpResponse:
    """To a POST with the kind of a file, the file; to any other, all of them compared."""
    found = last_seals(request.actor)
    kind = KINDS.get(request.POST.get("kind", ""))
    if kind is not None:
        name = f"{network}-audit-seals-{timezone.localdate().isoformat()}"
        table = seals_table(found)
        return download(table, kind=kind, name=name, mark=mark_of(request.actor.network))
    asked = request.method == "POST"
    too_often = asked and not within_rate(request, "audit_seals", rate=_RATE)
    broken = compare(found, actor=request.actor) if asked and not too_often else None
    context: dict[str, Any] = {
        "rows": seals_shown(found, broken),
        "compared": broken is not None,
        "broken": len(broken or ()),
        "too_often": too_often,
        "kept": "",
    }
    return render(request, "referrals/audit/seals.html", context)
