"""Give a person the details of help, on a page to print, without a referral."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.views.decorators.http import require_http_methods, require_safe

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from ccs.ui.typed import plain
from organisations.matching.presenters import match_rows
from organisations.matching.rules import Asked
from organisations.needs.rules import need_labels
from organisations.signposting.actions import give_details
from organisations.signposting.forms import SignpostForm, ids_in, needs_in
from organisations.signposting.helplines import helpline, helplines_for
from organisations.signposting.presenters import choices_of, printed
from organisations.signposting.queries import own_teams, ranked_to_give, signposts

# More than these nobody reads: the search finds the rest.
_SHOWN = 30


def find_page(network: str, **_where: Any) -> str:
    return reverse("organisations:services", kwargs={"network": network})


@require_http_methods(["GET", "POST"])
@told_plainly(find_page)
def signposting(request: NetworkRequest, network: str) -> HttpResponse:
    if not request.actor.teams:
        raise Http404
    asked = request.POST if request.method == "POST" else request.GET
    needs, ticked = (
        needs_in(asked),
        ids_in(asked, "services" if asked is request.POST else "service"),
    )
    text = plain(asked.get("q", ""))[:100].strip()
    wanted = Asked(needs=() if text else tuple(needs), text=text)
    matches, known = ranked_to_give(request.actor, wanted, also=ticked)
    form = _form(request, asked, needs, [one.service_id for one in known])
    if asked is request.POST and form.is_valid():
        if form.searches():
            return redirect(f"{request.path}?{_query(form, needs, ticked)}")
        if ids := _given(request, form, needs):
            return redirect(_page_of(request, ids))
    first = [one for one in matches if one.service_id in ticked]
    shown = (first + [one for one in matches if one.service_id not in ticked])[:_SHOWN]
    rows = match_rows(shown, known, asked=wanted, actor=request.actor, now=timezone.now())
    context: dict[str, Any] = {
        "form": form,
        "needs": needs,
        "needs_in_words": ", ".join(need_labels(needs)),
        "choices": choices_of(rows, ticked=ticked),
        "more": len(matches) > len(shown),
        "back": _safe(form["back"].value() or "", network) or find_page(network),
    }
    return render(request, "organisations/signposting/choose.html", context)


@require_safe
def signposted(request: NetworkRequest, network: str) -> HttpResponse:
    """In the language asked for, where the network has it; about nobody."""
    rows = signposts(request.actor, ids_in(request.GET, "id"))
    asked = request.GET.get("in", "")
    language = asked if asked in request.network.languages else translation.get_language() or "en"
    with translation.override(language):
        given = printed(rows, today=timezone.localdate())
        if not given:
            raise Http404
        query = urlencode({"id": [str(row.pk) for row in rows]}, doseq=True)
        others = [
            (code, f"?{query}&in={code}") for code in request.network.languages if code != language
        ]
        context = {"given": given, "others": others, "home": find_page(network)}
        return render(request, "organisations/signposting/print.html", context)


def _form(
    request: NetworkRequest, asked: QueryDict, needs: list[str], offered: list[UUID]
) -> SignpostForm:
    initial = {
        "given": str(new_id()),
        "back": asked.get("back", ""),
        "q": plain(asked.get("q", ""))[:100],
        "services": asked.getlist("service"),
    }
    return SignpostForm(
        asked if asked is request.POST else None,
        offered=offered,
        helplines=helplines_for(request.network.country, needs),
        teams=own_teams(request.actor),
        initial=initial,
    )


def _given(request: NetworkRequest, form: SignpostForm, needs: list[str]) -> list[UUID]:
    """Empty with a mistake, which the form says."""
    typed = form.cleaned_data
    lines = [line.kept for code in typed["helplines"] if (line := helpline(code))]
    try:
        return give_details(
            actor=request.actor,
            team_id=UUID(typed["team"]) if "team" in form.fields else request.actor.teams[0],
            given_id=typed["given"] or new_id(),
            service_ids=[UUID(one) for one in typed["services"]],
            elsewhere=[*lines, typed["elsewhere"]],
            needs=needs,
        )
    except Problem as problem:
        add_problem(form, problem)
        return []


def _query(form: SignpostForm, needs: list[str], ticked: list[UUID]) -> str:
    query = {
        "q": form.cleaned_data["q"],
        "need": needs,
        "service": [str(key) for key in ticked],
        "back": form.cleaned_data["back"],
    }
    return urlencode(query, doseq=True)


def _page_of(request: NetworkRequest, ids: list[UUID]) -> str:
    address = reverse("organisations:signposted", kwargs={"network": request.network.slug})
    return f"{address}?{urlencode({'id': [str(key) for key in ids]}, doseq=True)}"


def _safe(address: str, network: str) -> str:
    """An address of this network; anything else is none."""
    ours = address.startswith(f"/{network}/") and url_has_allowed_host_and_scheme(address, None)
    return address if ours else ""
