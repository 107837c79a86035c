"""What the desk sees of aftercare, and after how many weeks the network asks."""

from typing import Final

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.roles.rules import can_coordinate
from referrals.aftercare.actions import change_network_weeks
from referrals.aftercare.actions.changing import check_weeks
from referrals.aftercare.desk_presenters import (
    late_shown,
    preview,
    weeks_in_words,
    with_desk_shown,
)
from referrals.aftercare.plan_forms import WeeksForm
from referrals.aftercare.queries import (
    late_checks,
    plans_of_network,
    plans_with_desk,
    read_by_desk,
    weeks_of_network,
)

# The longest waiting; with the first of them made, the next come up.
_MOST: Final = 100


def _back(network: str) -> str:
    return reverse("referrals:desk_aftercare", kwargs={"network": network})


@require_safe
def waiting(request: NetworkRequest, network: str) -> HttpResponse:
    """Envelopes only; 404 for anybody but the coordinators."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    plans = list(plans_with_desk(actor)[:_MOST])
    readable = read_by_desk(actor, [plan.assessment_id for plan in plans])
    context = {
        "late": late_shown(list(late_checks(actor)[:_MOST]), network=network),
        "held": with_desk_shown(plans, readable=readable, network=network),
        "weeks": weeks_in_words(weeks_of_network(actor)),
    }
    return render(request, "referrals/aftercare/desk.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(_back)
def weeks(request: NetworkRequest, network: str) -> HttpResponse:
    """Typed first, then shown what it does, then changed."""
    actor = request.actor
    if not can_coordinate(actor):
        raise Http404
    now = weeks_of_network(actor)
    posted = request.POST if request.method == "POST" else None
    form = WeeksForm(posted, initial={"weeks": ", ".join(map(str, now))})
    will: list[str] = []
    if posted is not None and form.is_valid():
        try:
            if "seen" in posted:
                _change(request, form)
                return redirect(_back(network))
            check_weeks(form.cleaned_data["weeks"])
            will = preview(now, form.cleaned_data["weeks"], plans=plans_of_network(actor))
        except Problem as problem:
            add_problem(form, problem)
    context = {"form": form, "back": _back(network), "will": will, "seen": now}
    return render(request, "referrals/aftercare/network_weeks.html", context)


def _change(request: NetworkRequest, form: WeeksForm) -> None:
    """`seen` is what stood when it was shown what changes."""
    seen = [int(one) for one in request.POST["seen"].split() if one.isdecimal()]
    change_network_weeks(actor=request.actor, weeks=form.cleaned_data["weeks"], seen=seen)
    messages.success(request, _("Changed. Plans that begin from now on have the new times."))
