"""One check on one page: how to reach them safely, what became of it, and what they say now."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from networks.networks.queries import network_by_id, working_hours
from organisations.engagement.lessons.presenters import offered
from organisations.engagement.lessons.rules import AFTERCARE
from organisations.members.queries import referring_teams
from referrals.aftercare.continuing import continue_from_check
from referrals.aftercare.forms import CheckForm, as_typed
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.page_presenters import asked_for, person_shown
from referrals.aftercare.presenters import (
    before_this,
    change_in_words,
    check_name,
    due_tag,
    going_on_in_words,
    last_in_words,
    page_of_check,
    page_of_plan,
    trying_in_words,
)
from referrals.aftercare.reading import OpenedPlan, plan_of_check, read_plan, said_in
from referrals.aftercare.recording import correct_check, record_check
from referrals.aftercare.records import CheckRecord
from referrals.aftercare.rules import OPEN
from referrals.aftercare.views.keeping import typed_frame
from referrals.assessments.forms.services import id_in
from referrals.assessments.views.who import onward
from referrals.drafts.models import Step
from referrals.drafts.recall import recall, saved
from referrals.voice.questions.panels import asking_links


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(page_of_check)
def check(request: NetworkRequest, network: str, check_id: UUID) -> HttpResponse:
    """What is not theirs to do now is shown with its plan."""
    opened, one = _opened(request, check_id)
    form = None
    if request.method == "POST":
        form = _form(opened, one, data=request.POST)
        if form.is_valid() and (kept := _recorded(request, form, one)):
            saved(request, one.assessment_id, Step.CHECK_IN)
            messages.success(request, done_in_words(kept, opened))
            return redirect(f"{page_of_plan(network, opened.plan.pk)}#check-{one.number}")
    if not may_record(opened, one, request):
        return redirect(f"{page_of_plan(network, opened.plan.pk)}#check-{one.number}")
    kept_typing = recall(request, one.assessment_id, Step.CHECK_IN, holds="")
    form = form or kept_typing.filled(_form(opened, one, data=kept_typing.data))
    context = _page(request, opened, one, form)
    context["asking"] = asking_links(one.assessment_id, actor=request.actor)
    context["frame"] = typed_frame(request.actor, one, kept_typing, now=timezone.now())
    return render(request, "referrals/aftercare/check.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@told_plainly(page_of_check)
def correct(request: NetworkRequest, network: str, check_id: UUID) -> HttpResponse:
    """The same page again, with what was written down in it."""
    opened, one = _opened(request, check_id)
    standing = opened.standing(one)
    if standing is None or one.team_id not in request.actor.teams:
        raise Http404
    if request.method == "POST":
        form = _form(opened, one, data=request.POST, correcting=True)
        if form.is_valid() and _corrected(request, form, one):
            messages.success(request, _("Put right. What was said before is kept."))
            return redirect(f"{page_of_plan(network, opened.plan.pk)}#check-{one.number}")
    else:
        said = said_in(standing, opened.needs_now.get(standing.pk, {}))
        first = {"seen": str(standing.pk), "record_id": str(new_id()), **as_typed(said)}
        form = _form(opened, one, initial=first, correcting=True)
    context = _page(request, opened, one, form)
    return render(request, "referrals/aftercare/check.html", {**context, "correcting": True})


@require_POST
@told_plainly(page_of_check)
def refer(request: NetworkRequest, network: str, check_id: UUID) -> HttpResponse:
    """A new referral with what they told: one press is one conversation, however often."""
    opened, one = _opened(request, check_id)
    standing = opened.standing(one)
    key = id_in(request.POST.get("id", ""))
    if standing is None or key is None:
        raise Http404
    begun = continue_from_check(actor=request.actor, record_id=standing.pk, assessment_id=key)
    messages.success(
        request, _("We took along what they told. Read it again, and change what is different now.")
    )
    return onward("story", network, begun.pk)


def may_record(opened: OpenedPlan, one: AftercareCheck, request: NetworkRequest) -> bool:
    """The next check of a plan, by the team that owns it, as long as the letter is open to it."""
    own = one.team_id in request.actor.teams and not opened.restricted
    return own and opened.letter is not None and opened.open_check == one


def done_in_words(kept: CheckRecord, opened: OpenedPlan) -> str:
    if not kept.reached:
        over = kept.of_check.status not in OPEN
        if over:
            return _("Kept. They were not reached, and this check is closed as such.")
        return _("Kept. We remind you when it is time to try again.")
    before = before_this(opened, kept.of_check)
    change = change_in_words(kept.steadiness, before.steadiness if before else None)
    return " ".join(filter(None, [_("Saved."), change]))


def _opened(request: NetworkRequest, check_id: UUID) -> tuple[OpenedPlan, AftercareCheck]:
    plan_id = plan_of_check(actor=request.actor, check_id=check_id)
    opened = read_plan(actor=request.actor, plan_id=plan_id)
    return opened, next(one for one in opened.checks if one.pk == check_id)


def _form(
    opened: OpenedPlan, one: AftercareCheck, *, correcting: bool = False, **given: Any
) -> CheckForm:
    needs = [row["code"] for row in opened.letter.needs] if opened.letter else []
    given.setdefault("initial", {"record_id": str(new_id()), "way": "phone", "tried": "phone"})
    return CheckForm(
        needs=needs,
        trying="" if correcting else trying_in_words(one),
        last=last_in_words(before_this(opened, one)),
        going_on="" if correcting else _going_on(opened, one),
        **given,
    )


def _going_on(opened: OpenedPlan, one: AftercareCheck) -> str:
    hours = working_hours(network_by_id(one.network_id))
    return going_on_in_words(opened, one, now=timezone.now(), hours=hours)


def _recorded(request: NetworkRequest, form: CheckForm, one: AftercareCheck) -> CheckRecord | None:
    try:
        return record_check(
            actor=request.actor,
            check_id=one.pk,
            said=form.said(),
            record_id=form.cleaned_data["record_id"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return None


def _corrected(request: NetworkRequest, form: CheckForm, one: AftercareCheck) -> bool:
    seen = id_in(form.cleaned_data["seen"])
    if seen is None:
        raise Http404
    try:
        correct_check(
            actor=request.actor,
            check_id=one.pk,
            said=form.said(),
            seen=seen,
            record_id=form.cleaned_data["record_id"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _page(
    request: NetworkRequest, opened: OpenedPlan, one: AftercareCheck, form: CheckForm
) -> dict[str, Any]:
    now = timezone.now()
    return {
        "form": form,
        "title": check_name(one, opened.total),
        "tag_now": due_tag(one, now),
        "person": person_shown(opened, now=now),
        "asked": asked_for(opened, network=request.network.slug, now=now),
        "back": page_of_plan(request.network.slug, opened.plan.pk),
        "can_refer": bool(referring_teams(request.actor)),
        "correcting": False,
        "lesson": offered(request.actor, AFTERCARE, here=request.path),
    }
