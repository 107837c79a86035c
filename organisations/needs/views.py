"""The words of a network for the needs, kept by its coordinators."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from organisations.needs import actions
from organisations.needs.forms import WordForm
from organisations.needs.presenters import need_rows, page_of_words, word_rows
from organisations.needs.queries import word_counts, words_for
from organisations.needs.rules import NEEDS
from organisations.roles.rules import can_coordinate


@require_http_methods(["GET", "POST"])
@told_plainly(lambda network: f"/{network}/words/")
def words(request: NetworkRequest, network: str) -> HttpResponse:
    """Every need with how many words it has; with `?need=`, the words of one."""
    if not can_coordinate(request.actor):
        raise Http404
    need = request.GET.get("need", "")
    if need not in NEEDS:
        rows = need_rows(word_counts(request.actor), actor=request.actor)
        return render(request, "organisations/needs/needs.html", {"needs": rows})
    form = WordForm(
        request.POST if request.method == "POST" else None,
        languages=request.network.languages or ("en",),
    )
    if request.method == "POST" and form.is_valid() and _added(request, form, need):
        return redirect(page_of_words(request.actor, need))
    context: dict[str, Any] = {
        "form": form,
        "need": str(NEEDS[need]),
        "words": word_rows(words_for(request.actor, need), actor=request.actor),
    }
    return render(request, "organisations/needs/words.html", context)


@require_POST
@told_plainly(lambda network, **_where: f"/{network}/words/")
def remove(request: NetworkRequest, network: str, word_id: UUID) -> HttpResponse:
    word, need = actions.remove_word(actor=request.actor, word_id=word_id)
    said = _("“%(word)s” no longer means %(need)s here.") % {"word": word, "need": NEEDS[need]}
    messages.success(request, said)
    return redirect(page_of_words(request.actor, need))


def _added(request: NetworkRequest, form: WordForm, need: str) -> bool:
    try:
        kept = actions.add_word(actor=request.actor, need=need, **form.cleaned_data)
    except Problem as problem:
        add_problem(form, problem)
        return False
    said = _("“%(word)s” now means %(need)s here.") % {"word": kept.word, "need": NEEDS[need]}
    messages.success(request, said)
    return True
