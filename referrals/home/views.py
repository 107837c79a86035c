from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui import navigation
from ccs.ui.problems import told_plainly
from organisations.agreements.overview import notices_for
from organisations.capacity.models import Capacity
from organisations.capacity.presenters import beside
from organisations.capacity.queries import own_capacities
from organisations.engagement.announcements.presenters import at_home as announced_at_home
from organisations.engagement.announcements.queries import to_read
from organisations.engagement.surveys.presenters import at_home as asked_at_home
from organisations.engagement.surveys.queries import to_answer
from organisations.joining.views.own import at_home
from organisations.roles.rules import can_refer
from referrals.aftercare.listing import checks_due
from referrals.assessments.actions import settle_open_need
from referrals.desk.queries import offers_waiting
from referrals.drafts.presenters import drafts_shown
from referrals.drafts.queries import drafts_of
from referrals.home import queries
from referrals.home.presenters.beside import news_shown
from referrals.home.presenters.tasks import TaskWriter, tasks_of
from referrals.messages.queries import unread_in
from referrals.referrals.rules import EventKind
from referrals.welcome.showing import notes_for


def home_page(network: str, **kwargs: Any) -> str:
    return reverse("referrals:home", kwargs={"network": network})


@require_safe
def home(request: NetworkRequest, network: str) -> HttpResponse:
    """What needs the actor's teams now; for who works in none, what they can do here."""
    actor = request.actor
    if task_list := at_home(request):
        return task_list
    now = timezone.now()
    capacities = own_capacities(actor)
    context = _work(actor, capacities, now) if actor.teams else {}
    context["capacity"] = beside(capacities, actor=actor, page=home_page(network), now=now)
    context |= notes_for(actor, now=now)
    context["agreement_notices"] = notices_for(actor, now=now)
    context["announced"] = announced_at_home(to_read(actor), actor=actor)
    context["asked"] = asked_at_home(to_answer(actor), actor=actor)
    context["places"] = [
        link for link in navigation.links(actor, "") if link["href"] != request.path
    ]
    template = "referrals/home/home.html" if actor.teams else "referrals/home/without_team.html"
    return render(request, template, context)


@require_POST
@told_plainly(home_page)
def settle_need(request: NetworkRequest, network: str, open_need_id: UUID) -> HttpResponse:
    """One tap: the need that was declined came right in another way, or went away."""
    try:
        settle_open_need(
            actor=request.actor, open_need_id=open_need_id, how=request.POST.get("how", "")
        )
    except NotAllowed:
        raise
    except Problem as problem:
        messages.warning(request, str(problem.message))
    else:
        messages.success(request, _("Done. This is off your list."))
    return redirect(home_page(network))


def _work(actor: Actor, capacities: list[Capacity], now: datetime) -> dict[str, Any]:
    drafts = drafts_of(actor)
    tasks = tasks_of(
        TaskWriter(actor=actor, now=now),
        referrals=queries.owned_referrals(actor),
        needs=queries.waiting_needs(actor),
        unsent={draft.assessment_id for draft in drafts},
        capacities=capacities,
        offers=offers_waiting(actor),
        checks=checks_due(actor),
    )
    news = queries.news_for(actor, now=now)
    written = {one.referral_id for one in news if one.kind == EventKind.MESSAGE}
    return {
        "tasks": tasks,
        "drafts": drafts_shown(drafts, actor, now=now),
        "more_tasks": len(tasks) >= queries.MOST_TASKS,
        "news": news_shown(news, actor, unread=unread_in(written, actor=actor), now=now),
        "may_refer": can_refer(actor),
    }
