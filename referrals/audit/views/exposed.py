"""What an account or a key opened between two times, for a breach report."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ccs.exports.marks import mark_of
from ccs.exports.tables import CSV, KINDS, download
from ccs.limits.rates import within_rate
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.roles.rules import can_coordinate
from referrals.audit.exposure import Account, exposed_by, key_account, member_account
from referrals.audit.exposure_presenters import exposed_table, mailbox_shown, rows_shown, summary
from referrals.audit.forms import ExposedForm
from referrals.audit.mailbox import in_mailbox

_RATE: Final = "20/h/user"
_MOST_ON_PAGE: Final = 500


def _index(network: str, **_where: object) -> str:
    return reverse("referrals:audit", kwargs={"network": network})


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def by_member(request: NetworkRequest, network: str, member_id: UUID) -> HttpResponse:
    return _answer(request, member_account(actor=request.actor, member_id=member_id))


@never_cache
@require_http_methods(["GET", "POST"])
@told_plainly(_index)
def by_key(request: NetworkRequest, network: str, key_id: UUID) -> HttpResponse:
    return _answer(request, key_account(actor=request.actor, key_id=key_id))


def _answer(request: NetworkRequest, account: Account) -> HttpResponse:
    form = ExposedForm(request.GET or None, initial={"since_at": "0", "until_at": "24"})
    context: dict[str, Any] = {"form": form, "name": account.name, "asked": False}
    if form.is_bound and form.is_valid():
        window = form.window
        wants_file = request.method == "POST"
        if wants_file and within_rate(request, "exposed_export", rate=_RATE):
            return _file(request, account, window)
        found = exposed_by(
            account, since=window[0], until=window[1], actor=request.actor, taken_away=False
        )
        context |= {
            "asked": True,
            "too_often": wants_file,
            "summary": summary(found, window),
            "mailbox": mailbox_shown(
                in_mailbox(
                    account, network_id=request.actor.network.id, since=window[0], until=window[1]
                )
            ),
            "rows": rows_shown(found[:_MOST_ON_PAGE]),
            "more": len(found) > _MOST_ON_PAGE,
            "desk": can_coordinate(request.actor),
            "kept": request.GET.urlencode(),
        }
    return render(request, "referrals/audit/exposed.html", context)


def _file(
    request: NetworkRequest, account: Account, window: tuple[datetime, datetime]
) -> HttpResponse:
    found = exposed_by(
        account, since=window[0], until=window[1], actor=request.actor, taken_away=True
    )
    network = request.actor.network
    kind = KINDS.get(request.POST.get("kind", ""), CSV)
    name = f"{network.slug}-what-was-opened-{timezone.localdate().isoformat()}"
    return download(exposed_table(found), kind=kind, name=name, mark=mark_of(network))
