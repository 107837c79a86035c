"""What the desk tells the members of its network."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.announcements import actions
from organisations.engagement.announcements.forms import (
    AnnouncementForm,
    WordsForm,
    words_as_typed,
)
from organisations.engagement.announcements.models import Announcement
from organisations.engagement.announcements.presenters import (
    by_whom,
    facts_of,
    page_of_announcement,
    rows_of,
    seen_shown,
    state_of,
)
from organisations.engagement.announcements.queries import (
    announcement_here,
    announcements_page,
    has_read,
    seen_by,
)
from organisations.engagement.announcements.rules import SHOWN_FOR, Audience
from organisations.roles.rules import can_coordinate


@require_safe
def announcements(request: NetworkRequest, network: str) -> HttpResponse:
    page, desk = announcements_page(request.actor, request.GET), can_coordinate(request.actor)
    context: dict[str, Any] = {
        "rows": rows_of(page.rows, actor=request.actor, desk=desk),
        "previous": f"?{page.previous}" if page.previous else "",
        "next": f"?{page.next}" if page.next else "",
        "may_write": desk,
    }
    return render(request, "organisations/engagement/announcements/list.html", context)


@require_safe
def announcement(request: NetworkRequest, network: str, announcement_id: UUID) -> HttpResponse:
    row, desk = _found(request, announcement_id), can_coordinate(request.actor)
    context: dict[str, Any] = {
        "row": row,
        "by": by_whom(row),
        "tag": state_of(row),
        "read": has_read(request.actor, row),
        "may_write": desk,
        "facts": facts_of(row) if desk else [],
        "seen": seen_shown(seen_by(row)) if desk else None,
    }
    return render(request, "organisations/engagement/announcements/one.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("organisations:announcements", kwargs={"network": network}))
def new_announcement(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    first = {
        "announcement_id": str(new_id()),
        "audience": Audience.ALL.value,
        "expires_on": timezone.localdate() + SHOWN_FOR,
    }
    form = AnnouncementForm(request.POST if request.method == "POST" else None, initial=first)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["announcement_id"] or new_id()
        try:
            made = actions.announce(actor=request.actor, said=form.said(), announcement_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("They see it on their home page now."))
            return redirect(page_of_announcement(network, made.pk))
    back = reverse("organisations:announcements", kwargs={"network": network})
    return _write(
        request, form, title=_("Tell members something"), button=_("Tell them"), back=back
    )


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_announcement)
def change_announcement(
    request: NetworkRequest, network: str, announcement_id: UUID
) -> HttpResponse:
    _for_the_desk(request)
    row, page = _found(request, announcement_id), page_of_announcement(network, announcement_id)
    data = request.POST if request.method == "POST" else None
    form = WordsForm(data, initial=words_as_typed(row))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_announcement(
                actor=request.actor, announcement_id=announcement_id, said=form.said()
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page)
    return _write(request, form, title=_("Change the announcement"), button=_("Save"), back=page)


@require_POST
@told_plainly(page_of_announcement)
def end_announcement(request: NetworkRequest, network: str, announcement_id: UUID) -> HttpResponse:
    ended = request.POST.get("ended") == "yes"
    actions.end_announcement(actor=request.actor, announcement_id=announcement_id, ended=ended)
    return redirect(page_of_announcement(network, announcement_id))


@require_POST
@told_plainly(page_of_announcement)
def read_announcement(request: NetworkRequest, network: str, announcement_id: UUID) -> HttpResponse:
    """One tap; it goes from the home page, and can be found on the list."""
    actions.say_read(actor=request.actor, announcement_id=announcement_id)
    return redirect("referrals:home", network=network)


def _found(request: NetworkRequest, announcement_id: UUID) -> Announcement:
    row = announcement_here(request.actor, announcement_id)
    if row is None:
        raise Http404
    return row


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(
    request: NetworkRequest, form: WordsForm, *, title: str, button: str, back: str
) -> HttpResponse:
    warning = _("Members read this. People who are helped do not belong here.")
    context = {"form": form, "title": title, "back": back, "warning": warning, "button": button}
    return render(request, "organisations/engagement/write.html", context)
