"""The desk invites, reads how far each is, asks, approves and turns down."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.joining import actions, presenters, queries
from organisations.joining.forms import InviteOrganisationForm, MessageForm, TurnDownForm
from organisations.joining.models import Joining
from organisations.joining.rules import INSIDE, can_decide, whose_turn

_DECISIONS: Final[dict[str, tuple[Callable[..., Any], Promise]]] = {
    "let-in": (actions.let_in, gettext_lazy("They can begin. We are sending them an email.")),
    "approve": (actions.approve, gettext_lazy("They are live now. We are telling them.")),
    "send-again": (
        actions.send_again,
        gettext_lazy("We are sending the invitation again. The link in the old one has ended."),
    ),
    "end": (actions.end_invitation, gettext_lazy("The invitation has ended.")),
    "read": (actions.needs_no_answer, gettext_lazy("Done. This is off your list.")),
}


def list_page(network: str, **kwargs: Any) -> str:
    return reverse("organisations:joinings", kwargs={"network": network})


@require_safe
def joinings(request: NetworkRequest, network: str) -> HttpResponse:
    actor, now = request.actor, timezone.now()
    if not can_decide(actor):
        raise Http404
    over = "over" in request.GET
    page = queries.joining_page(actor, request.GET.dict(), over=over)
    kept = "over=yes&" if over else ""
    context: dict[str, Any] = {
        "rows": presenters.rows_of(page.rows, actor, now=now),
        "over": over,
        "waiting": [
            {**row, "next": presenters.next_step(one)}
            for one in ([] if over else queries.applications_waiting(actor))
            for row in presenters.rows_of([one.joining], actor, now=now)
        ],
        "previous": f"?{kept}{page.previous}" if page.previous else "",
        "next": f"?{kept}{page.next}" if page.next else "",
        "apply": reverse("organisations:join", kwargs={"network": network}),
    }
    return render(request, "organisations/joining/list.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(list_page)
def invite(request: NetworkRequest, network: str) -> HttpResponse:
    if not can_decide(request.actor):
        raise Http404
    form = InviteOrganisationForm(
        request.POST if request.method == "POST" else None,
        languages=request.network.languages or ("en",),
    )
    if request.method == "POST" and form.is_valid() and _invited(request, form):
        return redirect(list_page(network))
    return render(
        request, "organisations/joining/invite.html", {"form": form, "back": list_page(network)}
    )


@require_safe
@told_plainly(presenters.page_of_joining)
def one(request: NetworkRequest, network: str, joining_id: UUID) -> HttpResponse:
    return show(request, found(request, joining_id), MessageForm())


@require_POST
@told_plainly(presenters.page_of_joining)
def decide(request: NetworkRequest, network: str, joining_id: UUID, what: str) -> HttpResponse:
    """One tap: the decisions that ask nothing."""
    if what not in _DECISIONS:
        raise Http404
    action, done = _DECISIONS[what]
    try:
        action(actor=request.actor, joining_id=joining_id)
    except Problem as problem:
        if problem.code != Problem.code:
            raise
        messages.warning(request, str(problem.message))
    else:
        messages.success(request, str(done))
    return redirect(presenters.page_of_joining(network, joining_id))


@require_POST
@told_plainly(presenters.page_of_joining)
def write(request: NetworkRequest, network: str, joining_id: UUID) -> HttpResponse:
    """By the desk, or by the organisation from its own page."""
    joining = found(request, joining_id)
    form = MessageForm(request.POST)
    if form.is_valid() and _written(request, form, joining):
        messages.success(request, _("Sent. They get an email with a link to it."))
        return redirect(
            presenters.page_of_joining(network, joining_id)
            if can_decide(request.actor)
            else reverse("organisations:joining", kwargs={"network": network})
        )
    return show(request, joining, form)


@require_http_methods(["GET", "POST"])
@told_plainly(presenters.page_of_joining)
def turn_down(request: NetworkRequest, network: str, joining_id: UUID) -> HttpResponse:
    if not can_decide(request.actor):
        raise Http404
    joining, form = found(request, joining_id), TurnDownForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _turned_down(request, form, joining):
        return redirect(presenters.page_of_joining(network, joining_id))
    context = {
        "form": form,
        "name": joining.name,
        "inside": joining.state in INSIDE,
        "back": presenters.page_of_joining(network, joining_id),
    }
    return render(request, "organisations/joining/turn_down.html", context)


def found(request: NetworkRequest, joining_id: UUID) -> Joining:
    """404 for what is not the desk's nor theirs."""
    joining = queries.joining_here(request.actor, joining_id)
    if joining is None:
        raise NotAllowed(_("There is no such application or invitation here."))
    return joining


def show(request: NetworkRequest, joining: Joining, form: MessageForm) -> HttpResponse:
    """What the desk sees of one."""
    if not can_decide(request.actor):
        raise Http404
    now, progress = timezone.now(), queries.steps_of([joining])[joining.pk]
    state = joining.state
    context: dict[str, Any] = {
        "form": form,
        "joining": joining,
        "turn": presenters.turn_in_words(joining, now=now),
        "left": presenters.left_in_words(progress),
        "inside": state in INSIDE,
        "steps": presenters.steps_shown(joining, progress, {}, now=now),
        "facts": presenters.facts_of(joining, now=now),
        "thread": _thread(request, joining),
        "is_open": presenters.is_open(joining),
        "may": _may(joining, left=bool(progress.left)),
        "whose": str(whose_turn(joining)[0]),
        "services": queries.services_of(joining.organisation_id) if joining.organisation_id else [],
        "back": list_page(request.network.slug),
    }
    return render(request, "organisations/joining/one.html", context)


def _may(joining: Joining, *, left: bool) -> set[str]:
    """What can be decided about it as it is now."""
    allowed = {
        "applied": {"let-in", "turn-down"},
        "invited": {"send-again", "end"},
        "started": {"turn-down"},
        "ready": {"turn-down"} if left else {"approve", "turn-down"},
    }
    may = allowed.get(joining.state, set())
    if joining.state in {"expired", "ended"} and joining.contact_email:
        may = {"send-again"}
    return may | ({"read"} if joining.with_desk_since and joining.state == "started" else set())


def _thread(request: NetworkRequest, joining: Joining) -> list[dict[str, str]]:
    return presenters.thread_shown(
        queries.thread_of(joining),
        desk=_("The desk"),
        organisation=joining.name,
        now=timezone.now(),
    )


def _invited(request: NetworkRequest, form: InviteOrganisationForm) -> bool:
    try:
        joining = actions.invite_organisation(
            actor=request.actor,
            invitation=form.invitation(),
            joining_id=form.cleaned_data["form_id"],
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(
        request, _("We are sending %(name)s an invitation by email.") % {"name": joining.name}
    )
    return True


def _written(request: NetworkRequest, form: MessageForm, joining: Joining) -> bool:
    typed = form.cleaned_data
    try:
        actions.write(
            actor=request.actor,
            joining_id=joining.pk,
            text=typed["text"],
            message_id=typed["message_id"] or new_id(),
        )
    except Problem as problem:
        add_problem(form, problem)
        return False
    return True


def _turned_down(request: NetworkRequest, form: TurnDownForm, joining: Joining) -> bool:
    reason = form.cleaned_data["reason"]
    try:
        actions.turn_down(actor=request.actor, joining_id=joining.pk, reason=reason)
    except Problem as problem:
        add_problem(form, problem)
        return False
    messages.success(request, _("Turned down. They get an email with a link to your reason."))
    return True
