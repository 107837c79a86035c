"""Asking a service for oneself: for anybody, without signing in."""

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ccs.limits.rates import within_rate
from ccs.tenancy.context import Context, Role, enter
from ccs.tenancy.problems import NotAllowed
from networks.networks.queries import live_network
from organisations.capacity.actions import ServicePaused
from organisations.public.presenters import calls_of, danger, organisation_of
from organisations.public.visits import Visit, frame_of, nothing, visit_of
from referrals.consent.words import desk_words, notice
from referrals.referrals.models import Referral
from referrals.selfreferral.actions import SentBefore, ask_for_self, card_for_self
from referrals.selfreferral.forms import SelfReferralForm
from referrals.selfreferral.presenters import asked_of
from referrals.selfreferral.queries import ToAsk, service_to_ask
from referrals.selfreferral.rules import form_id, new_form, questions

# A whole day centre may share one address; a machine in a hurry is not a day centre.
_RATE: Final = "20/h/ip"
# Everything that the form has room for, many times over.
_MOST_BYTES: Final = 200_000


# Nobody is signed in here, and the page keeps no cookie: the form's own signed key says that we
# made it, for this service, today.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def self_refer(request: HttpRequest, network: str, service_id: UUID) -> HttpResponse:
    found = live_network(network)
    visit = visit_of(request, found)
    if found is None:
        return nothing(request)
    with translation.override(visit.language):
        with enter(Context(network=found.pk, role=Role.PUBLIC)):
            asked = service_to_ask(found, service_id)
        if asked is None:
            return nothing(request)
        answer = _send(visit, asked) if request.method == "POST" else _first(visit, asked)
        answer["Content-Language"] = visit.language
        return answer


def _first(visit: Visit, asked: ToAsk) -> HttpResponse:
    if not asked.is_open:
        return _show(visit, asked, "closed.html", {})
    return _page(visit, asked, _form(asked), key=new_form(asked.service.pk))


def _send(visit: Visit, asked: ToAsk) -> HttpResponse:
    """The answer comes with the form: it has no address of its own at which to read it again."""
    if int(visit.request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
        raise RequestDataTooBig
    service_id, typed = asked.service.pk, visit.request.POST
    form, key = _form(asked, typed), typed.get("form", "")
    known = form_id(key, service_id=service_id)
    if known is None:
        form.is_valid()
        form.add_error(None, _stale())
        return _page(visit, asked, form, key=new_form(service_id))
    try:
        sent = _sent(visit, form, service_id, known)
    except SentBefore as problem:
        form.add_error(None, str(problem.message))
        return _page(visit, asked, form, key=new_form(service_id))
    if sent is None:
        return _page(visit, asked, form, key=key)
    told = asked_of(sent, network=visit.here, now=timezone.now())
    own = card_for_self(
        network_id=visit.here.pk, assessment_id=sent.assessment_id, language=visit.language
    )
    return _show(visit, asked, "sent.html", {"told": told, "own": own})


def _sent(visit: Visit, form: SelfReferralForm, service_id: UUID, key: UUID) -> Referral | None:
    """None with an error on the form, and nothing sent."""
    if not form.is_valid():
        return None
    if not within_rate(visit.request, "self_referral", rate=_RATE):
        form.add_error(None, _too_many())
        return None
    try:
        return ask_for_self(
            network_id=visit.here.pk,
            service_id=service_id,
            form_id=key,
            told=form.told(),
            aftercare=form.cleaned_data["aftercare"],
            language=visit.language,
        )
    except (ServicePaused, NotAllowed):
        form.add_error(None, _closed_meanwhile())
    return None


def _stale() -> str:
    return _(
        "This page was open for too long. Nothing was sent, and nothing you wrote is lost."
        " Check it, then select “Send” again."
    )


def _too_many() -> str:
    return _(
        "Too many forms were sent from where you are. Nothing was sent, and nothing you wrote is"
        " lost. Wait an hour, then select “Send” again."
    )


def _closed_meanwhile() -> str:
    return _("This service cannot take new people now. Nothing was sent.")


def _form(asked: ToAsk, data: Mapping[str, Any] | None = None) -> SelfReferralForm:
    items = questions(asked.service.information_needed)
    return SelfReferralForm(data, needs=asked.needs, items=items)


def _page(visit: Visit, asked: ToAsk, form: SelfReferralForm, *, key: str) -> HttpResponse:
    context = {"form": form, "key": key, "notice": [*notice(), desk_words()]}
    return _show(visit, asked, "ask.html", context)


def _show(visit: Visit, asked: ToAsk, template: str, context: Mapping[str, Any]) -> HttpResponse:
    service = asked.service
    frame = frame_of(visit)
    if visit.request.method == "POST":
        # A link to the same page in another language would lose what was typed.
        frame["languages"] = []
    whole = {
        "visit": visit,
        "frame": frame,
        "service": service,
        "organisation": organisation_of(service),
        "desk": asked.desk,
        "danger": danger(visit.here, asked.needs),
        "calls": calls_of(service),
        "back": visit.link("public_service", network=visit.here.slug, service_id=service.pk),
        **context,
    }
    return render(visit.request, f"referrals/selfreferral/{template}", whole)
