"""Meetings: everybody in the network reads them, coordinators write."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.meetings import actions
from organisations.engagement.meetings.forms import (
    ActionForm,
    AttendanceForm,
    MeetingForm,
    meeting_as_typed,
)
from organisations.engagement.meetings.models import Meeting
from organisations.engagement.meetings.presenters import (
    actions_shown,
    attendance_shown,
    came_in_words,
    cancelled_tag,
    facts_of,
    page_of_meeting,
    rows_of,
)
from organisations.engagement.meetings.queries import (
    actions_of,
    attendance_of,
    coming_meetings,
    meeting_here,
    past_meetings,
)
from organisations.engagement.parties import members_to_name
from organisations.roles.rules import can_coordinate


@require_safe
def meetings(request: NetworkRequest, network: str) -> HttpResponse:
    past, more = past_meetings(request.actor, request.GET)
    context: dict[str, Any] = {
        "coming": rows_of(coming_meetings(request.actor), actor=request.actor),
        "past": rows_of(past, actor=request.actor),
        "more": more,
        "may_write": can_coordinate(request.actor),
    }
    return render(request, "organisations/engagement/meetings/list.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("organisations:meetings", kwargs={"network": network}))
def new_meeting(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, initial={"meeting_id": str(new_id())})
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["meeting_id"] or new_id()
        try:
            made = actions.call_meeting(actor=request.actor, planned=form.planned(), meeting_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The meeting is shown to members now."))
            return redirect(page_of_meeting(network, made.pk))
    back = reverse("organisations:meetings", kwargs={"network": network})
    return _write(request, form, title=_("Write down a meeting"), back=back)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_meeting)
def change_meeting(request: NetworkRequest, network: str, meeting_id: UUID) -> HttpResponse:
    meeting, page = _to_write(request, meeting_id), page_of_meeting(network, meeting_id)
    data = request.POST if request.method == "POST" else None
    form = MeetingForm(data, initial=meeting_as_typed(meeting))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_meeting(
                actor=request.actor,
                meeting_id=meeting_id,
                planned=form.planned(),
                seen=form.cleaned_data["seen"] or None,
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page)
    return _write(request, form, title=_("Change the meeting"), back=page)


@require_safe
def meeting(request: NetworkRequest, network: str, meeting_id: UUID) -> HttpResponse:
    found = meeting_here(request.actor, meeting_id)
    if found is None:
        raise Http404
    came = attendance_of(found)
    context: dict[str, Any] = {
        "meeting": found,
        "tag": cancelled_tag(found),
        "facts": facts_of(found),
        "came": attendance_shown(came),
        "came_in_words": came_in_words(came) if came else "",
        "actions": actions_shown(actions_of(found)),
        "may_write": can_coordinate(request.actor),
    }
    return render(request, "organisations/engagement/meetings/meeting.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_meeting)
def attendance(request: NetworkRequest, network: str, meeting_id: UUID) -> HttpResponse:
    """An organisation at a time; then the same page again, for the next."""
    _to_write(request, meeting_id)
    data = request.POST if request.method == "POST" else None
    form = AttendanceForm(data, members=members_to_name(request.actor))
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_attendance(
                actor=request.actor,
                meeting_id=meeting_id,
                named=form.named,
                people=form.cleaned_data["people"].splitlines(),
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Written down. You can add the next organisation."))
            return redirect(request.path)
    back = page_of_meeting(network, meeting_id)
    return _write(request, form, title=_("Who came"), back=back)


@require_POST
@told_plainly(page_of_meeting)
def remove_attendance(
    request: NetworkRequest, network: str, meeting_id: UUID, attendance_id: UUID
) -> HttpResponse:
    actions.remove_attendance(
        actor=request.actor, meeting_id=meeting_id, attendance_id=attendance_id
    )
    return redirect(page_of_meeting(network, meeting_id))


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_meeting)
def new_action(request: NetworkRequest, network: str, meeting_id: UUID) -> HttpResponse:
    _to_write(request, meeting_id)
    data = request.POST if request.method == "POST" else None
    form, page = ActionForm(data, initial={"action_id": str(new_id())}), page_of_meeting
    if request.method == "POST" and form.is_valid():
        said = dict(form.cleaned_data)
        said["action_id"] = said["action_id"] or new_id()
        try:
            actions.agree_action(actor=request.actor, meeting_id=meeting_id, **said)
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page(network, meeting_id))
    back = page(network, meeting_id)
    return _write(request, form, title=_("Somebody will do something"), back=back)


@require_POST
@told_plainly(page_of_meeting)
def settle_action(
    request: NetworkRequest, network: str, meeting_id: UUID, action_id: UUID
) -> HttpResponse:
    try:
        actions.settle_action(
            actor=request.actor,
            meeting_id=meeting_id,
            action_id=action_id,
            how=request.POST.get("how", ""),
        )
    except Problem as problem:
        _told(request, problem)
    return redirect(page_of_meeting(network, meeting_id))


@require_POST
@told_plainly(page_of_meeting)
def cancel_meeting(request: NetworkRequest, network: str, meeting_id: UUID) -> HttpResponse:
    cancelled = request.POST.get("cancelled") == "yes"
    actions.cancel_meeting(actor=request.actor, meeting_id=meeting_id, cancelled=cancelled)
    return redirect(page_of_meeting(network, meeting_id))


def _told(request: NetworkRequest, problem: Problem) -> None:
    if problem.code != Problem.code:
        raise problem
    messages.warning(request, str(problem.message))


def _to_write(request: NetworkRequest, meeting_id: UUID) -> Meeting:
    _for_the_desk(request)
    found = meeting_here(request.actor, meeting_id)
    if found is None:
        raise Http404
    return found


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(request: NetworkRequest, form: Any, *, title: str, back: str) -> HttpResponse:
    warning = _("Members read this. People who are helped do not belong here.")
    context = {"form": form, "title": title, "back": back, "warning": warning, "button": ""}
    return render(request, "organisations/engagement/write.html", context)
