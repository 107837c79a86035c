"""The fifth page: what each of them will see, to the letter; and off it goes."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from ccs.tenancy.problems import Conflict, Problem
from ccs.tenancy.requests import NetworkRequest
from ccs.ui.problems import told_plainly
from networks.networks.queries import network_by_id
from organisations.capacity.actions import ServicePaused, record_unmet
from organisations.capacity.rules import UnmetReason
from organisations.directory.rules import item_labels
from referrals.assessments.actions import keep_answers, open_assessment
from referrals.assessments.choice import DESK, Chosen, chosen_for
from referrals.assessments.equality import ethnic_groups
from referrals.assessments.models import Assessment
from referrals.assessments.presenters.receivers import Told, answered_before, receivers_of
from referrals.assessments.queries import needed_in, said_before, told_in
from referrals.assessments.rules import known_from_household
from referrals.assessments.views.agree import nothing_chosen
from referrals.assessments.views.framed import framed
from referrals.assessments.views.who import THEN, onward, sent_page
from referrals.attachments.queries import files_of
from referrals.consent.forms import AnswersForm
from referrals.consent.models import Consent
from referrals.consent.queries import current_consent
from referrals.consent.why import asked_again, how_agreed
from referrals.drafts.models import Step
from referrals.drafts.recall import mark_of, recall, saved
from referrals.referrals.chosen import send_chosen
from referrals.referrals.presenters.letter import show_letter
from referrals.referrals.queries import Letter, unsent_letter

# The pages that this one leads back to, by buttons of its form: a link would lose the answers.
_BACK_TO = ("assessment_edit", "story", "choose_services", "agree", "files")


@require_http_methods(["GET", "POST"])
@told_plainly(sent_page)
def check(request: NetworkRequest, network: str, assessment_id: UUID) -> HttpResponse:
    assessment = open_assessment(actor=request.actor, assessment_id=assessment_id)
    chosen, letter = chosen_for(request.actor, assessment), unsent_letter(assessment_id)
    if letter is None or not chosen:
        return nothing_chosen(network, assessment)
    consent = current_consent(assessment_id)
    if consent is None:
        return onward("agree", network, assessment_id)
    kept = recall(request, assessment_id, Step.CHECK, holds=mark_of(sorted(letter.answers.items())))
    data = request.POST if request.method == "POST" else kept.data
    form = kept.filled(_form(data, chosen, letter, request.actor.network.country))
    if request.method == "POST":
        # Whatever comes next, an answer that was typed stays.
        keep_answers(actor=request.actor, assessment_id=assessment_id, answers=form.answers())
        saved(request, assessment_id, Step.CHECK)
        if request.POST.get("go") in _BACK_TO:
            return _back(request.POST["go"], network, assessment_id)
        if form.is_valid() and _sent(request, assessment, form, chosen):
            return redirect(sent_page(network, assessment_id))
    frame = framed(request, assessment, Step.CHECK, kept=kept)
    context = {**_shown(request, form, letter, chosen, consent), **frame}
    return render(request, "referrals/assessments/check.html", context)


def _back(name: str, network: str, assessment_id: UUID) -> HttpResponse:
    """To one page of the journey, and from there straight to this one again."""
    kwargs = {"network": network, "assessment_id": assessment_id}
    return redirect(f"{reverse(f'referrals:{name}', kwargs=kwargs)}?{THEN}=check")


def _form(data: Any, chosen: Chosen, letter: Letter, country: str) -> AnswersForm:
    """What has been sent before is not asked again: somebody may have read it."""
    asked = {item for service in chosen.services for item in service.information_needed}
    sent = letter.assessment.first_sent_at
    if sent:
        asked -= letter.answers.keys()
    household = told_in(letter.assessment).household
    known = known_from_household(household, today=timezone.localdate())
    return AnswersForm(
        data,
        items=item_labels(asked),
        answers={**known, **said_before(letter.assessment), **letter.answers},
        # It is counted with the first that is sent, and then no more.
        ethnic_groups=() if sent else ethnic_groups(country),
    )


def _sent(
    request: NetworkRequest, assessment: Assessment, form: AnswersForm, chosen: Chosen
) -> bool:
    """With a mistake, or a service that paused meanwhile, the form says so and nothing was sent."""
    if not form.shows(chosen.ids, desk=chosen.desk):
        return False
    try:
        send_chosen(
            actor=request.actor,
            assessment_id=assessment.pk,
            service_ids=chosen.ids,
            to_desk=chosen.desk,
            desk_needs=chosen.desk_needs,
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


def _shown(
    request: NetworkRequest, form: AnswersForm, letter: Letter, chosen: Chosen, consent: Consent
) -> dict[str, Any]:
    assessment = letter.assessment
    told = Told(answers={**letter.answers, **form.answers_shown()}, files=files_of(assessment.pk))
    network = network_by_id(request.actor.network.id)
    return {
        "form": form,
        "assessment": assessment,
        "client": letter.client,
        "letter": show_letter(letter, now=timezone.now()),
        "receivers": receivers_of(chosen, told, consent=consent, network=network),
        "answered": answered_before(chosen, letter.answers, asked=form.items),
        "not_covered": _in_words(chosen.not_covered(consent)),
        "agreed": how_agreed(consent),
        "asked_again": asked_again(consent),
        "seen": chosen.seen,
        "to_desk": chosen.desk,
    }


def _in_words(names: list[str]) -> str:
    return ", ".join(_("the desk") if name == DESK else name for name in names)
