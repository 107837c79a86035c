"""What the desk does with a letter that was sent there: finds somebody, asks several, splits it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from ccs.tenancy.problems import NotAllowed, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import add_problem, told_plainly
from ccs.ui.typed import plain
from organisations.capacity.actions import ServicePaused
from referrals.assessments.forms.services import ServicesForm, id_in
from referrals.assessments.presenters.choices import Chooser, choices_of, matches_to_show
from referrals.assessments.queries import asks_of
from referrals.assessments.search import Search, search_for
from referrals.assessments.standing import can_be_asked
from referrals.desk.actions import hand_back, offer, place, split
from referrals.desk.brokering_forms import OFFER, PlaceForm, SplitForm
from referrals.desk.presenters.brokering import placing_of
from referrals.desk.queries import desk_share_of, service_named
from referrals.referrals.actions import prepare_move, read_letter
from referrals.referrals.models import Referral
from referrals.referrals.presenters.wording import needs_in_words, page_of_referral
from referrals.referrals.queries import Letter


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def find(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """Services for this person and these needs: send to one, or ask several first."""
    referral, letter = _opened(request, reference)
    text = plain(request.GET.get("q", ""))[:100]
    posted = [key for one in request.POST.getlist("services") if (key := id_in(one))]
    search = search_for(letter.assessment, text=text, everything="all" in request.GET, also=posted)
    offered = [one.service_id for one in search.matches if can_be_asked(one, search.asking)]
    data = request.POST if request.method == "POST" else None
    form = ServicesForm(data, offered=offered, text=text)
    if data is not None and "search" in data:
        return redirect(f"{request.path}?{urlencode({'q': data.get('q', '')})}")
    if data is not None and form.is_valid() and (answer := _chosen(request, referral, form)):
        return answer
    return _find_page(request, referral, search, form)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def confirm(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """What will be sent to the one service, under which agreement; then it is sent."""
    referral, letter = _opened(request, reference)
    service = service_named(request.actor, id_in(request.GET.get("service", "")))
    if service is None:
        return redirect(_at("find", request, reference))
    form = PlaceForm(request.POST if request.method == "POST" else None)
    sends = request.method == "POST" and form.is_valid()
    if sends and _placed(request, form, reference, service.pk):
        done = _("Sent to %(service)s. The referrer sees it.") % {"service": service.name}
        messages.success(request, done)
        return redirect(page_of_referral(network, reference))
    context: dict[str, Any] = {
        "form": form,
        "caption": _caption(referral),
        "service": service,
        "placing": placing_of(
            service, share=desk_share_of(referral), letter=letter, network_id=referral.network_id
        ),
        "back": _at("find", request, reference),
    }
    return render(request, "referrals/desk/place.html", context)


@require_http_methods(["GET", "POST"])
@told_plainly(page_of_referral)
def split_by_need(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """Some of the needs become a referral of their own, still with the desk."""
    referral, _letter = _opened(request, reference)
    form = SplitForm(request.POST if request.method == "POST" else None, needs=referral.needs)
    if request.method == "POST" and form.is_valid():
        try:
            made = split(actor=request.actor, reference=reference, apart=form.cleaned_data["needs"])
        except Problem as problem:
            add_problem(form, problem)
        else:
            words = {"first": made[0].reference, "second": made[1].reference}
            messages.success(request, _("Split: %(first)s and %(second)s.") % words)
            return redirect(page_of_referral(network, reference))
    back = page_of_referral(network, reference)
    context = {"form": form, "caption": _caption(referral), "back": back}
    return render(request, "referrals/desk/split.html", context)


@require_POST
@told_plainly(page_of_referral)
def give_back(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    """A step that the clock passed to the desk is its owner's again."""
    hand_back(actor=request.actor, reference=reference)
    messages.success(request, _("Given back. They have been told, and have the whole time again."))
    return redirect(page_of_referral(network, reference))


def _opened(request: NetworkRequest, reference: str) -> tuple[Referral, Letter]:
    referral = prepare_move(actor=request.actor, reference=reference, name="place")
    letter = read_letter(actor=request.actor, referral=referral)
    if letter is None:
        raise NotAllowed(_("There is no such referral here."))
    return referral, letter


def _chosen(request: NetworkRequest, referral: Referral, form: ServicesForm) -> HttpResponse | None:
    """Onward: to the page before sending, or back once several were asked."""
    chosen, reference = form.service_ids(), referral.reference
    if OFFER not in request.POST:
        if len(chosen) > 1:
            form.add_error("services", _("Choose one to send it to, or ask them all first."))
            return None
        where = urlencode({"service": str(chosen[0])})
        return redirect(f"{_at('place', request, reference)}?{where}")
    try:
        made = offer(actor=request.actor, reference=reference, service_ids=chosen)
    except Problem as problem:
        add_problem(form, problem)
        return None
    asked = ngettext(
        "You have asked %(n)d service. The first to say yes gets it.",
        "You have asked %(n)d services. The first to say yes gets it.",
        len(made),
    )
    messages.success(request, asked % {"n": len(made)})
    return redirect(page_of_referral(request.network.slug, reference))


def _placed(request: NetworkRequest, form: PlaceForm, reference: str, service_id: UUID) -> bool:
    try:
        place(actor=request.actor, reference=reference, service_id=service_id)
    except (ServicePaused, Problem) as problem:
        add_problem(form, problem)
        return False
    return True


def _find_page(
    request: NetworkRequest, referral: Referral, search: Search, form: ServicesForm
) -> HttpResponse:
    shown = matches_to_show(search, ticked=form.ticked())
    context: dict[str, Any] = {
        "form": form,
        "caption": _caption(referral),
        "choices": choices_of(
            search,
            shown,
            asks=asks_of([one.service_id for one in shown]),
            chooser=Chooser(request.actor, timezone.now(), form.ticked()),
        ),
        "searched": search.asked.text,
        "everything": "all" in request.GET,
        "here": _at("find", request, referral.reference),
        "back": page_of_referral(request.network.slug, referral.reference),
    }
    return render(request, "referrals/desk/find.html", context)


def _caption(referral: Referral) -> str:
    return f"{referral.reference} {needs_in_words(referral.needs)}"


def _at(name: str, request: NetworkRequest, reference: str) -> str:
    kwargs = {"network": request.network.slug, "reference": reference}
    return reverse(f"referrals:{name}", kwargs=kwargs)
