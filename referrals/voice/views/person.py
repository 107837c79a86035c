"""The person's own pages. The card's words for anybody; all else after the second check."""

from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from ccs.limits.rates import within_rate
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from ccs.ui import phones
from ccs.ui.phones import NotAPhoneNumber
from referrals.clients.models import SafeTo
from referrals.referrals.actions import withdraw_own_consent
from referrals.voice.actions.afterwards import may_be_asked, wish_afterwards
from referrals.voice.actions.calling import say_not_called
from referrals.voice.actions.checking import note_opened, prove, send_code
from referrals.voice.actions.contact import change_contact
from referrals.voice.presenters.card import lines_of
from referrals.voice.presenters.view import reach_in_words, view_of
from referrals.voice.queries import own_of, phones_of, referrals_of, said_waiting, team_names
from referrals.voice.questions.queries import waits_for_answer
from referrals.voice.rules import born_on, plain_code
from referrals.voice.visit import Visit, leave, nothing, persons_page, show, stay
from referrals.voice.words import own as words
from referrals.voice.words import status

_BOTH: Final = ("GET", "HEAD", "POST")
_GUESSES: Final = "30/h/ip"
_CODES: Final = "3/h/key"


@persons_page(proved=False, methods=_BOTH)
def own_view(visit: Visit) -> HttpResponse:
    """What the card says; after the second check, everything."""
    if visit.request.method == "POST":
        return _check(visit)
    if visit.request.method == "GET":
        note_opened(visit.link)
    return _everything(visit) if visit.proved else _front(visit)


@persons_page(proved=False, methods=("POST",))
def ask_code(visit: Visit) -> HttpResponse:
    """The same answer, whether or not there is a safe way."""
    if within_rate(visit.request, "person_code", rate=_CODES, key=str(visit.link.pk)):
        send_code(actor=visit.actor, link=visit.link)
    return _front(visit, told=words.code_sent())


@persons_page(proved=False)
def own_exit(visit: Visit) -> HttpResponse:
    return leave(visit)


@persons_page(methods=("POST",))
def not_called(visit: Visit) -> HttpResponse:
    try:
        new = say_not_called(visit.link, visit.request.POST.get("reference", ""))
    except NotAllowed:
        return nothing(visit.request)
    return _everything(visit, told=words.told_them() if new else words.told_before())


@persons_page(methods=_BOTH)
def contact(visit: Visit) -> HttpResponse:
    """Their number, and what is safe. What is kept is never shown whole."""
    posted, error = visit.request.POST, ""
    client = own_of(visit.link).client
    safe = list(client.safe_to)
    if visit.request.method == "POST":
        safe = posted.getlist("safe")
        try:
            phone = phones.kept(posted["phone"]) if posted.get("phone", "").strip() else ""
        except NotAPhoneNumber:
            error = words.no_number()
        else:
            changed = change_contact(actor=visit.actor, link=visit.link, phone=phone, safe_to=safe)
            return _everything(visit, told=words.changed() if changed else words.not_changed())
    context = {
        "error": error,
        "typed": posted.get("phone", ""),
        "reach": reach_in_words(client)[0] if client.phone else "",
        "ways": [
            {"value": way, "text": str(status.SAFE_WAYS[way]), "checked": way in safe}
            for way in SafeTo.values
        ],
    }
    return show(visit, "contact.html", context)


@persons_page(methods=_BOTH)
def stop(visit: Visit) -> HttpResponse:
    """They change their mind: what happens is said before, and after."""
    own = own_of(visit.link)
    if visit.request.method == "POST" and own.can_leave:
        try:
            withdraw_own_consent(
                actor=visit.actor,
                assessment_id=visit.link.assessment_id,
                client_id=visit.link.client_id,
            )
        except (Conflict, Problem):  # somebody of them was told at the same moment
            return visit.go()
        return show(visit, "stopped.html", {})
    if own.has_left:  # the second of two clicks
        return show(visit, "stopped.html", {})
    with enter(system(visit.link.network_id)):
        ends = [one for one in own.shares if one.until is None and one.ground != "origin"]
        names = team_names([one.team_id for one in ends])
    context = {
        "can_leave": own.can_leave,
        "sentences": words.what_ends(list(dict.fromkeys(names.values()))),
        "cannot": words.cannot_end(),
    }
    return show(visit, "stop.html", context)


@persons_page()
def information(visit: Visit) -> HttpResponse:
    return show(visit, "information.html", {})


@persons_page(methods=("POST",))
def afterwards(visit: Visit) -> HttpResponse:
    wanted = visit.request.POST.get("wanted") == "yes"
    done = wish_afterwards(actor=visit.actor, link=visit.link, wanted=wanted)
    told = words.will_ask() if wanted else words.will_not_ask()
    return _everything(visit, told=told if done else words.not_changed())


def elsewhere(request: HttpRequest, rest: str) -> HttpResponse:
    """Any other address below /c/."""
    return nothing(request)


def _check(visit: Visit) -> HttpResponse:
    posted = visit.request.POST
    if not within_rate(visit.request, "person_guess", rate=_GUESSES):
        return _front(visit, error=words.no_answer())
    code = plain_code(posted.get("code", ""))[:12]
    born = born_on(posted.get("day", ""), posted.get("month", ""), posted.get("year", ""))
    if not prove(actor=visit.actor, link=visit.link, code=code, born=born):
        return _front(visit, error=words.no_answer())
    response = visit.go()
    stay(visit, response)
    return response


def _front(visit: Visit, *, error: str = "", told: str = "") -> HttpResponse:
    with enter(system(visit.link.network_id)):
        referrals = referrals_of(visit.link.assessment_id)
        asks = waits_for_answer(visit.link)
    context = {
        "asks": asks,
        "lines": lines_of(referrals, visit.network, discreet=visit.link.discreet, named=False),
        "by_birth": bool(visit.link.birth_hash) and not visit.link.discreet,
        "error": error,
        "wait": words.too_often(),
        "told": told,
        "phone": phones.shown(visit.phone) if visit.phone else "",
    }
    return show(visit, "front.html", context)


def _everything(visit: Visit, *, told: str = "") -> HttpResponse:
    own = own_of(visit.link)
    with enter(system(visit.link.network_id)):
        referrals = referrals_of(visit.link.assessment_id)
        shown = view_of(
            own,
            referrals,
            network=visit.network,
            names=team_names(own.teams),
            phones_of=phones_of([one.to_team_id for one in referrals if one.to_team_id]),
            waiting=said_waiting(visit.link.assessment_id),
        )
        asked_later = may_be_asked(visit.link)
        asks = waits_for_answer(visit.link)
    context: dict[str, Any] = {
        "shown": shown,
        "told": told,
        "asks": asks,
        "asked_later": asked_later,
        "phone": phones.shown(visit.phone) if visit.phone else "",
    }
    return show(visit, "own.html", context)
