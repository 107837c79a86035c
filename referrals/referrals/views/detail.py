from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from networks.networks.queries import network_by_id
from organisations.engagement.lessons.presenters import offered
from organisations.engagement.lessons.rules import ANSWER
from referrals.aftercare.chain import panel_of
from referrals.attachments.presenters import FileShown, files_of_referral
from referrals.attachments.queries import files_listed
from referrals.audit.panels import trail_of_referral_href
from referrals.consent.panels import agreement_panel, deletion_panels
from referrals.desk.presenters.panel import desk_panel
from referrals.messages.forms import fresh_message, fresh_note
from referrals.messages.queries import notes_of
from referrals.messages.reading import show_thread
from referrals.outcomes.presenters import outcome_shown
from referrals.outcomes.queries import versions_of
from referrals.referrals.actions import read_letter
from referrals.referrals.forms import AcceptForm, LaterForm, fresh_contact
from referrals.referrals.models import Referral
from referrals.referrals.presenters.page import Opened, show_referral
from referrals.referrals.presenters.wording import with_desk
from referrals.referrals.presenters.work import (
    Choice,
    WorkShown,
    came_from,
    choice_after,
    passed_on,
    rare_moves,
    reopen_by_in_words,
)
from referrals.referrals.queries import (
    Letter,
    colleagues_of,
    events_of,
    find_referral,
    services_that_could_take,
)
from referrals.referrals.queries.passing import passed_on_from, passed_on_to
from referrals.referrals.rules import Outcome, Status, failed_in_a_row
from referrals.voice.presenters.calls import card_href, not_called_panel
from referrals.voice.questions.panels import asking_panel


@require_GET
def referral_detail(request: NetworkRequest, network: str, reference: str) -> HttpResponse:
    return show(request, reference)


def show(
    request: NetworkRequest, reference: str, *, wrong: dict[str, Form] | None = None
) -> HttpResponse:
    """The page; `wrong` holds a form of it that was sent with a mistake, by its name."""
    referral = find_referral(reference, actor=request.actor)
    if referral is None:
        raise Http404
    opened = _opened(request, referral)
    now = timezone.now()
    erased = bool(opened.letter and opened.letter.client.is_erased)
    page = show_referral(referral, opened, actor=request.actor, now=now)
    forms = {**_forms(request, referral, page.may), **(wrong or {})}
    context: dict[str, Any] = {"page": page, "others": _others(request, referral), **forms}
    context["work"] = _work(request, referral, opened, page)
    context["later_form"] = (wrong or {}).get("later_form") or LaterForm()
    context["files"] = _files(request, referral, opened.letter)
    context["agreement"] = (
        None if erased else agreement_panel(referral, opened.letter, actor=request.actor)
    )
    context["deletions"] = deletion_panels(referral, actor=request.actor)
    context["asking"] = None if erased else asking_panel(referral, actor=request.actor)
    context["desk"] = desk_panel(
        referral, may=page.may, actor=request.actor, now=now, erased=erased
    )
    context["erased"] = erased
    context["aftercare"] = (
        panel_of(opened.letter.assessment, actor=request.actor, now=now)
        if opened.letter and not erased
        else None
    )
    context["not_called"] = not_called_panel(referral, opened.events, now=now)
    context["trail"] = trail_of_referral_href(referral, actor=request.actor)
    context["card"] = "" if erased else card_href(referral, actor=request.actor)
    context["lesson"] = (
        offered(request.actor, ANSWER, here=request.path) if "accept" in page.may else None
    )
    if wrong:
        context["form"] = next(iter(wrong.values()))
    return render(request, "referrals/referrals/detail.html", context)


def _opened(request: NetworkRequest, referral: Referral) -> Opened:
    """The letter first: opening it may be an event of its own."""
    actor, letter = request.actor, read_letter(actor=request.actor, referral=referral)
    messages = letter.messages if letter else []
    return Opened(
        letter=letter,
        events=events_of(referral),
        notes=notes_of(referral, actor=actor) if letter else [],
        new=show_thread(actor=actor, referral=referral, messages=messages),
    )


def _files(request: NetworkRequest, referral: Referral, letter: Letter | None) -> list[FileShown]:
    # With what this referral opens as `items`: see `open_letter`.
    assessment: Any = letter.assessment if letter else None
    files = files_listed(assessment.items or []) if assessment else []
    network = request.network.slug
    return files_of_referral(files, network=network, reference=referral.reference)


def _others(request: NetworkRequest, referral: Referral) -> list[tuple[UUID, str, str]] | None:
    """Who else could help, once the clock has passed it to the desk: for the team that asked.

    None where that is not the question.
    """
    asks = referral.from_team_id in request.actor.teams
    if not (asks and with_desk(referral)) or referral.status == Status.RETURNED:
        return None
    return services_that_could_take(referral, actor=request.actor)


def _forms(request: NetworkRequest, referral: Referral, may: frozenset[str]) -> dict[str, Form]:
    """Only those of the moves that are open: asking for colleagues costs a query."""
    forms: dict[str, Form] = {"accept_form": Form()}
    if "accept" in may:
        forms["accept_form"] = accept_form(request, referral)
    return {
        **forms,
        "contact_form": fresh_contact(),
        "message_form": fresh_message(),
        "note_form": fresh_note(),
    }


def accept_form(request: NetworkRequest, referral: Referral, data: Any = None) -> AcceptForm:
    first = referral.assigned_to_id or request.actor.member_id
    people = people_of(request, referral)
    return AcceptForm(data, people=people, initial={"assigned_to": str(first)})


def people_of(request: NetworkRequest, referral: Referral) -> list[tuple[str, str]]:
    """Who can be given the referral, as choices; oneself marked."""
    own = request.actor.member_id
    return [
        (str(one.pk), _("%(name)s (you)") % {"name": one.name} if one.pk == own else one.name)
        for one in colleagues_of(referral)
    ]


def _work(request: NetworkRequest, referral: Referral, opened: Opened, page: Any) -> WorkShown:
    """What became of it, and the moves that few need; no query where there is nothing to ask."""
    network, closed = request.network.slug, referral.status == Status.CLOSED
    here = opened.letter is not None and not opened.letter.client.is_erased
    told = versions_of(referral) if closed and here else []
    on = closed and referral.outcome == Outcome.REFERRED_ON
    return WorkShown(
        rare=rare_moves(page.may),
        reopen_by=reopen_by_in_words(referral, page.may),
        gains=outcome_shown(told, now=timezone.now()),
        may_tell_gains=closed and here and referral.to_team_id in request.actor.teams,
        passed_to=passed_on(passed_on_to(referral) if on else None, network=network),
        passed_from=came_from(
            passed_on_from(referral) if referral.forwarded_from_id else None, network=network
        ),
        choice=_choice(referral, opened, page) if "attempt" in page.may else None,
    )


def _choice(referral: Referral, opened: Opened, page: Any) -> Choice | None:
    failed = failed_in_a_row(event.kind for event in opened.events)
    if not failed or opened.letter is None:
        return None
    enough = network_by_id(referral.network_id).standards["failed_contacts"]
    return choice_after(failed, letter=opened.letter) if failed >= enough else None
