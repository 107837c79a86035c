"""Notes on the page of a referral; one's own is changed and removed on a page of its own."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from referrals.messages.forms import ChangedNoteForm, NoteForm
from referrals.messages.keeping import change_note, keep_note, remove_note
from referrals.messages.presenters import SEEN_BY
from referrals.messages.queries import find_note
from referrals.referrals.presenters.wording import page_of_referral
from referrals.referrals.views.detail import show


def _page(network: str, reference: str, **_others: object) -> str:
    return page_of_referral(network, reference)


@require_POST
@told_plainly(_page)
def keep(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    form = NoteForm(request.POST)
    if form.is_valid():
        try:
            note = keep_note(actor=request.actor, reference=reference, **form.cleaned_data)
        except Problem as problem:
            add_problem(form, problem)
        else:
            said = _("Note kept. %(seen_by)s") % {"seen_by": SEEN_BY[note.audience]}
            messages.success(request, said)
            return redirect(f"{page_of_referral(network, reference)}#notes")
    return show(request, reference, wrong={"note_form": form})


@require_http_methods(["GET", "POST"])
@told_plainly(_page)
def note(request: NetworkRequest, network: str, reference: str, note_id: UUID) -> HttpResponse:
    found = find_note(note_id, actor=request.actor, reference=reference)
    if found is None:
        raise NotAllowed(_("There is no such note here."))
    form = ChangedNoteForm(request.POST or None, initial={"text": found.body})
    if form.is_valid():
        try:
            change_note(
                actor=request.actor, reference=reference, note_id=note_id, **form.cleaned_data
            )
        except Problem as problem:
            add_problem(form, problem)
        else:
            messages.success(request, _("Note changed."))
            return redirect(f"{page_of_referral(network, reference)}#notes")
    context = {
        "form": form,
        "note": found,
        "seen_by": SEEN_BY[found.audience],
        "back": page_of_referral(network, reference),
    }
    return render(request, "referrals/messages/note.html", context)


@require_POST
@told_plainly(_page)
def remove(request: NetworkRequest, network: str, reference: str, note_id: UUID) -> HttpResponse:
    remove_note(actor=request.actor, reference=reference, note_id=note_id)
    messages.success(request, _("Note removed. Nothing of it is kept."))
    return redirect(f"{page_of_referral(network, reference)}#notes")
