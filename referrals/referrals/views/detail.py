from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from ccs.tenancy.requests import NetworkRequest
from ccs.ui.forms import Form
from referrals.attachments.presenters import FileShown, files_of_referral
from referrals.attachments.queries import files_listed
from referrals.consent.panels import agreement_panel, deletion_panels
from referrals.desk.presenters.panel import desk_panel
from referrals.messages.forms import fresh_message, fresh_note
from referrals.messages.queries import notes_of
from referrals.messages.reading import show_thread
from referrals.referrals.actions import read_letter
from referrals.referrals.forms import AcceptForm, fresh_contact
from referrals.referrals.models import Referral
from referrals.referrals.presenters.page import Opened, show_referral
from referrals.referrals.presenters.wording import with_desk
from referrals.referrals.queries import (
    Letter,
    colleagues_of,
    events_of,
    find_referral,
    services_that_could_take,
)
from referrals.referrals.rules import Status


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
    page = show_referral(referral, opened, actor=request.actor, now=now)
    forms = {**_forms(request, referral, page.may), **(wrong or {})}
    context: dict[str, Any] = {"page": page, "others": _others(request, referral), **forms}
    context["files"] = _files(request, referral, opened.letter)
    context["agreement"] = agreement_panel(referral, opened.letter, actor=request.actor)
    context["deletions"] = deletion_panels(referral, actor=request.actor)
    context["desk"] = desk_panel(referral, may=page.may, actor=request.actor, now=now)
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
    own = request.actor.member_id
    people = [
        (str(one.pk), _("%(name)s (you)") % {"name": one.name} if one.pk == own else one.name)
        for one in colleagues_of(referral)
    ]
    return AcceptForm(data, people=people, initial={"assigned_to": str(own)})
