"""The fourth page: do they agree? What is shown is what is sent."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Conflict, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from organisations.capacity.actions import ServicePaused, record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.directory.models import Service
from organisations.directory.queries import services_to_refer_to
from organisations.directory.rules import item_labels
from referrals.assessments.actions import keep_answers, open_assessment
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.receivers import answered_before, receivers_of
from referrals.assessments.queries import asked_in, chosen_in, needed_in, told_in
from referrals.assessments.rules import known_from_household
from referrals.assessments.views.who import onward, sent_page
from referrals.consent.forms import AgreeForm
from referrals.consent.presenters import words_to_say
from referrals.referrals.actions import agree_and_send
from referrals.referrals.presenters.letter import show_letter
from referrals.referrals.queries import Letter, unsent_letter

# The pages that this one leads back to, by buttons of its form: a link would lose the answers.
_BACK_TO = ("assessment_edit", "story", "choose_services")


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def check(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    letter = unsent_letter(assessment_id)
    chosen = services_to_refer_to(request.actor).filter(pk__in=chosen_in(assessment))
    services = list(chosen.order_by("name", "id"))
    if letter is None or not services:
        return _nothing_chosen(network, assessment)
    form = _form(request, services, letter)
    if request.method != "POST":
        return _page(request, form, letter, services)
    # Whatever comes next, an answer that was typed stays.
    keep_answers(actor=request.actor, assessment_id=assessment_id, answers=form.answers())
    if request.POST.get("go") in _BACK_TO:
        return onward(request.POST["go"], network, assessment_id)
    if form.is_valid() and _sent(request, assessment, form, services):
        return redirect(sent_page(network, assessment_id))
    return _page(request, form, letter, services)


def _nothing_chosen(network: str, assessment: Assessment) -> HttpResponse:
    """A double click, or the back button after sending: on to what was sent."""
    sent = bool(asked_in(assessment))
    return onward("sent" if sent else "choose_services", network, assessment.pk)


def _form(request: NetworkRequest, services: list[Service], letter: Letter) -> AgreeForm:
    """What has been sent before is not asked again: somebody may have read it."""
    asked = {item for service in services for item in service.information_needed}
    if letter.assessment.first_sent_at:
        asked -= letter.answers.keys()
    household = told_in(letter.assessment).household
    known = known_from_household(household, today=timezone.localdate())
    return AgreeForm(
        request.POST if request.method == "POST" else None,
        items=item_labels(asked),
        answers={**known, **letter.answers},
        languages=request.network.languages or ("en",),
    )


def _sent(
    request: NetworkRequest, assessment: Assessment, form: AgreeForm, services: list[Service]
) -> bool:
    """With a mistake, or a service that paused meanwhile, the form says so and nothing was sent."""
    if set(form.seen()) != {service.pk for service in services}:
        form.add_error(
            None, _("You changed which services to ask. Check them again before you send.")
        )
        return False
    try:
        agree_and_send(
            actor=request.actor,
            assessment_id=assessment.pk,
            service_ids=form.seen(),
            agreed=form.agreed(),
            answers=form.answers(),
        )
    except ServicePaused as paused:
        _note_unmet(request, assessment, paused)
        form.add_error(None, str(paused.message))
    except Conflict:
        raise
    except Problem as problem:
        form.add_error(
            problem.field if problem.field in form.fields else None, str(problem.message)
        )
    return not form.errors


def _note_unmet(request: NetworkRequest, assessment: Assessment, paused: ServicePaused) -> None:
    """Once the send has been undone, so that this stays."""
    record_unmet(
        service_ids=paused.service_ids,
        team_id=assessment.team_id,
        needs=needed_in(assessment),
        reason=UnmetReason.PAUSED,
        actor=request.actor,
    )


def _page(
    request: NetworkRequest, form: AgreeForm, letter: Letter, services: list[Service]
) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "assessment": letter.assessment,
        "client": letter.client,
        "letter": show_letter(letter, now=timezone.now()),
        "receivers": receivers_of(services),
        "answered": answered_before(services, letter.answers, asked=form.items),
        "seen": " ".join(str(service.pk) for service in services),
        "words": words_to_say(request.network.languages or ("en",)),
    }
    return render(request, "referrals/assessments/check.html", context)
