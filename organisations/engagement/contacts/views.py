"""The desk's notes of whom it was in touch with. Nobody else reads them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.engagement.contacts import actions
from organisations.engagement.contacts.forms import ContactForm, FindForm, note_as_typed
from organisations.engagement.contacts.models import ContactNote
from organisations.engagement.contacts.presenters import (
    engaged_shown,
    facts_of,
    history_of,
    page_of_contact,
    period_in_words,
    rows_of,
    tag_of,
    with_whom,
)
from organisations.engagement.contacts.queries import (
    changes_of,
    contact_note,
    contacts_page,
    engaged,
)
from organisations.engagement.parties import members_to_name
from organisations.engagement.workstreams.rules import begins, programme_year
from organisations.roles.rules import can_coordinate


@require_http_methods(["GET", "POST"])
def contacts(request: NetworkRequest, network: str) -> HttpResponse:
    """A search is posted: names of people stand in no address."""
    _for_the_desk(request)
    form = FindForm(request.POST if request.method == "POST" else request.GET)
    organisation = request.GET.get("organisation", "")
    page = contacts_page(request.actor, form.wanted(organisation), request.GET)
    today = timezone.localdate()
    since = begins(programme_year(today))
    kept = {name: request.GET.get(name, "") for name in ("sector", "open", "organisation")}
    context: dict[str, Any] = {
        "find": form,
        "searched": form.is_valid() and any(form.cleaned_data.values()),
        "rows": rows_of(page.rows, actor=request.actor),
        # A search by words shows the newest that it finds, and no second page.
        "previous": "" if request.method == "POST" else _around(kept, page.previous),
        "next": "" if request.method == "POST" else _around(kept, page.next),
        "totals": engaged_shown(engaged(request.network.id, since=since, until=today)),
        "period": period_in_words(since, today),
    }
    return render(request, "organisations/engagement/contacts/list.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: reverse("organisations:contacts", kwargs={"network": network}))
def new_contact(request: NetworkRequest, network: str) -> HttpResponse:
    _for_the_desk(request)
    first = {
        "note_id": str(new_id()),
        "happened_on": timezone.localdate(),
        "organisation": request.GET.get("organisation", ""),
    }
    form = _form(request, first)
    if request.method == "POST" and form.is_valid():
        key = form.cleaned_data["note_id"] or new_id()
        try:
            note = actions.write_contact(actor=request.actor, said=form.in_touch(), note_id=key)
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("The note is kept."))
            return redirect(page_of_contact(network, note.pk))
    back = reverse("organisations:contacts", kwargs={"network": network})
    return _write(request, form, title=_("Write down a contact"), back=back)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_contact)
def correct_contact(request: NetworkRequest, network: str, note_id: UUID) -> HttpResponse:
    note = _found(request, note_id)
    form, page = _form(request, note_as_typed(note)), page_of_contact(network, note_id)
    if request.method == "POST" and form.is_valid():
        try:
            actions.correct_contact(actor=request.actor, note_id=note_id, said=form.in_touch())
        except Problem as problem:
            add_problem(form, problem)
        else:
            return redirect(page)
    return _write(request, form, title=_("Correct the note"), back=page)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_contact)
def contact(request: NetworkRequest, network: str, note_id: UUID) -> HttpResponse:
    """The note; and one tap says that it was followed up, or is to be after all."""
    note = _found(request, note_id)
    if request.method == "POST":
        done = request.POST.get("done") == "yes"
        actions.follow_up(actor=request.actor, note_id=note_id, done=done)
        return redirect(page_of_contact(network, note_id))
    context: dict[str, Any] = {
        "note": note,
        "title": with_whom(note),
        "tag": tag_of(note),
        "facts": facts_of(note),
        "history": history_of(changes_of(note)),
    }
    return render(request, "organisations/engagement/contacts/note.html", context)


def _around(kept: dict[str, str], part: str) -> str:
    filters = urlencode({name: value for name, value in kept.items() if value})
    return "?" + "&".join(filter(None, [filters, part])) if part else ""


def _form(request: NetworkRequest, first: dict[str, Any]) -> ContactForm:
    data = request.POST if request.method == "POST" else None
    return ContactForm(data, members=members_to_name(request.actor), initial=first)


def _found(request: NetworkRequest, note_id: UUID) -> ContactNote:
    _for_the_desk(request)
    note = contact_note(request.actor, note_id)
    if note is None:
        raise Http404
    return note


def _for_the_desk(request: NetworkRequest) -> None:
    if not can_coordinate(request.actor):
        raise Http404


def _write(request: NetworkRequest, form: ContactForm, *, title: str, back: str) -> HttpResponse:
    warning = _("Only coordinators read this. People who are helped do not belong here.")
    context = {"form": form, "title": title, "back": back, "warning": warning, "button": ""}
    return render(request, "organisations/engagement/write.html", context)
