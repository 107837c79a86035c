"""A plan with its checks; changing when they are asked; ending it, or giving it away."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.members.queries import referring_teams
from organisations.roles.rules import can_coordinate
from referrals.aftercare.actions import (
    change_weeks,
    give_to_team,
    hand_to_desk,
    say_no,
    say_yes,
    stop,
)
from referrals.aftercare.chain import goes_on_from, led_to
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.page_presenters import asked_for, envelope_of, on_paper, person_shown
from referrals.aftercare.plan_forms import EndForm, Ending, GiveForm, WeeksForm
from referrals.aftercare.presenters import (
    checks_shown,
    needs_title,
    page_of_check,
    page_of_plan,
    standing_of,
)
from referrals.aftercare.queries import other_holders
from referrals.aftercare.reading import OpenedPlan, own_plan, read_plan
from referrals.aftercare.rules import PlanStatus


@require_safe
@told_plainly(page_of_plan)
def plan(request: NetworkRequest, network: str, plan_id: UUID) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    opened = read_plan(actor=actor, plan_id=plan_id)
    readable = opened.letter is not None and not opened.restricted
    may_refer = readable and bool(referring_teams(actor))
    needs = list(dict.fromkeys(code for one in opened.referrals for code in one.needs))
    context: dict[str, Any] = {
        "plan": opened.plan,
        "person": person_shown(opened, now=now),
        "needs": needs_title(needs),
        "standing": standing_of(opened.plan, opened, now=now),
        "checks": checks_shown(opened, actor=actor, may_refer=may_refer, now=now),
        "asked": asked_for(opened, network=network, now=now),
        "chain": _chain(opened, network),
        "envelope": envelope_of(opened, now=now),
        "may_again": _said_no(opened.plan, actor),
        "do_now": _do_now(opened, actor),
        "changes": _changes(opened.plan, actor),
        "restricted": opened.restricted,
        "why_closed": opened.erased or _why_closed(actor),
        "shown_at": on_paper(now),
        "fresh": str(new_id()),
    }
    return render(request, "referrals/aftercare/plan.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_plan)
def weeks(request: NetworkRequest, network: str, plan_id: UUID) -> HttpResponse:
    """When this person is asked."""
    own = own_plan(request.actor, plan_id)
    form = WeeksForm(request.POST or None, initial={"weeks": ", ".join(map(str, own.weeks))})
    if request.method == "POST" and form.is_valid():
        try:
            change_weeks(actor=request.actor, plan_id=plan_id, weeks=form.cleaned_data["weeks"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Changed. What was asked already stays as it is."))
            return redirect(page_of_plan(network, plan_id))
    context = {"form": form, "back": page_of_plan(network, plan_id)}
    return render(request, "referrals/aftercare/weeks.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_plan)
def end(request: NetworkRequest, network: str, plan_id: UUID) -> HttpResponse:
    """The team stops asking: because the person wants that, or because it cannot go on."""
    own = own_plan(request.actor, plan_id)
    running = own.status == PlanStatus.RUNNING
    form = EndForm(
        request.POST or None, running=running, to_desk=running and own.with_desk_since is None
    )
    if request.method == "POST" and form.is_valid():
        try:
            done = _ended(request.actor, plan_id, form.cleaned_data["how"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, done)
            return redirect(page_of_plan(network, plan_id))
    context = {"form": form, "back": page_of_plan(network, plan_id)}
    return render(request, "referrals/aftercare/end.html", context)


@require_POST
@told_plainly(page_of_plan)
def again(request: NetworkRequest, network: str, plan_id: UUID) -> HttpResponse:
    """They said no, and now they may be asked after all."""
    say_yes(actor=request.actor, plan_id=plan_id)
    messages.success(request, _("Kept. They may be asked how they are."))
    return redirect(page_of_plan(network, plan_id))


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_plan)
def give(request: NetworkRequest, network: str, plan_id: UUID) -> HttpResponse:
    """The desk finds a team that knows the person already."""
    own = own_plan(request.actor, plan_id)
    if own.with_desk_since is None:
        raise Http404
    with enter(system(request.network.id)):
        teams = other_holders(own)
    form = GiveForm(request.POST or None, teams=teams)
    if request.method == "POST" and form.is_valid():
        chosen = UUID(form.cleaned_data["team"])
        try:
            give_to_team(actor=request.actor, plan_id=plan_id, team_id=chosen)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Given. That team asks them from now on."))
            return redirect("referrals:aftercare", network=network)
    context = {"form": form, "back": page_of_plan(network, plan_id), "teams": teams}
    return render(request, "referrals/aftercare/give.html", context)


def _ended(actor: Actor, plan_id: UUID, how: str) -> str:
    if how == Ending.TO_DESK:
        hand_to_desk(actor=actor, plan_id=plan_id)
        return _("The desk has it now, and finds who goes on.")
    if how == Ending.SAID_NO:
        say_no(actor=actor, plan_id=plan_id)
    else:
        stop(actor=actor, plan_id=plan_id, why=how)
    return _("This has ended. They are not asked again.")


def _do_now(opened: OpenedPlan, actor: Actor) -> str:
    check = opened.open_check
    own = check is not None and check.team_id in actor.teams and opened.letter is not None
    own = own and not opened.restricted
    return page_of_check(actor.network.slug, check.pk) if check and own else ""


def _said_no(plan: AftercarePlan, actor: Actor) -> bool:
    return plan.status == PlanStatus.SAID_NO and plan.team_id in actor.teams


def _changes(plan: AftercarePlan, actor: Actor) -> list[dict[str, str]]:
    if plan.team_id not in actor.teams or plan.status == PlanStatus.ENDED:
        return []
    where = {"network": actor.network.slug, "plan_id": plan.pk}
    links = [(_("Change when they are asked"), "aftercare_weeks_of")]
    if plan.status != PlanStatus.SAID_NO:
        links.append((_("They do not want it, or we cannot go on"), "end_aftercare"))
    if plan.with_desk_since:
        links.append((_("Give it to another team"), "give_aftercare"))
    return [
        {"text": text, "href": reverse(f"referrals:{name}", kwargs=where)} for text, name in links
    ]


def _chain(opened: OpenedPlan, network: str) -> list[dict[str, str]]:
    if opened.letter is None:
        return []
    before = goes_on_from(opened.letter.assessment, network=network)
    return [*before, *led_to(opened.led_to, network=network)]


def _why_closed(actor: Actor) -> str:
    if can_coordinate(actor):
        return _(
            "The desk sees that somebody is asked how they are, and not who it is."
            " Only a team that holds their story can read it."
        )
    return _(
        "You can see that somebody is asked how they are, and not who it is."
        " Only people who work in the team can read that."
    )
