"""Asking to join, and the link of an email: for anybody, without signing in."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ccs.limits.rates import within_rate
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from networks.networks.queries import live_network
from organisations.joining import actions, presenters, queries
from organisations.joining.forms import ApplyForm, MessageForm
from organisations.joining.links import Invited, form_id, invited_by, new_form
from organisations.joining.models import Joining, State
from organisations.joining.rules import OVER
from organisations.public.visits import Visit, frame_of, nothing, visit_of

# One office applies for a few organisations at most; nobody's mailbox is flooded by strangers.
_RATE: Final = "10/h/ip"
_RATE_OF_ADDRESS: Final = "3/d/key"
_ANSWERS: Final = "30/h/ip"
_MOST_BYTES: Final = 50_000

View = Callable[..., HttpResponse]


def _public(view: View) -> View:
    """No session and no cookie: the form's own signed key, or the link, says that we made it."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @never_cache
    @wraps(view)
    def answer(request: HttpRequest, network: str, **parts: Any) -> HttpResponse:
        found = live_network(network)
        visit = visit_of(request, found)
        if found is None:
            return nothing(request)
        if int(request.META.get("CONTENT_LENGTH") or 0) > _MOST_BYTES:
            raise RequestDataTooBig
        with translation.override(visit.language):
            response = view(visit, **parts)
            response["Content-Language"] = visit.language
            # The link must not go along to whatever is opened from here.
            response["Referrer-Policy"] = "no-referrer"
            return response

    return answer


@_public
def join(visit: Visit) -> HttpResponse:
    """Whoever is known here, and whatever organisation: the answer is the same."""
    network, request = visit.here, visit.request
    if request.method != "POST":
        return _form(visit, ApplyForm(), new_form(network.pk))
    form, key = ApplyForm(request.POST), request.POST.get("form", "")
    known = form_id(key, network_id=network.pk)
    if known is None:
        form.is_valid()
        form.add_error(None, _("This page was open for too long. Check it, then send it again."))
        return _form(visit, form, new_form(network.pk))
    if not form.is_valid():
        return _form(visit, form, key)
    if not within_rate(request, "join", rate=_RATE):
        form.add_error(None, _("Too many forms were sent from where you are. Wait an hour."))
        return _form(visit, form, key)
    typed = form.application(visit.language)
    address = f"{network.pk}:{typed.contact_email.casefold()}"
    if within_rate(request, "join_address", rate=_RATE_OF_ADDRESS, key=address):
        with enter(system(network.pk)):
            actions.apply(network_id=network.pk, form_id=known, application=typed)
    return _show(visit, "applied.html", {"email": typed.contact_email})


@_public
def link(visit: Visit, token: str) -> HttpResponse:
    """The link of an email. Looking changes nothing, for programs open links too."""
    told = invited_by(token)
    if told is None or told.network_id != visit.here.pk:
        return nothing(visit.request)
    with enter(system(visit.here.pk)):
        joining = queries.joining_by_link(told)
        if joining is None:
            return nothing(visit.request)
        if visit.request.method != "POST":
            return _page(visit, joining, told, MessageForm())
        return _answered(visit, joining, told)


def _answered(visit: Visit, joining: Joining, told: Invited) -> HttpResponse:
    what, form = visit.request.POST.get("what", ""), MessageForm()
    try:
        if what == "confirm":
            actions.confirm(link=told)
        elif what == "start":
            actions.start(link=told)
            return redirect(_task_list(visit))
        elif what == "withdraw":
            actions.withdraw(link=told, joining_id=joining.pk)
        elif what == "answer":
            form = MessageForm(visit.request.POST)
            if not form.is_valid():
                return _page(visit, joining, told, form)
            _write(visit, form, told)
    except NotAllowed:
        return nothing(visit.request)
    except Problem as problem:
        form.add_error(None, str(problem.message))
        return _page(visit, joining, told, form)
    return redirect(visit.request.get_full_path())


def _write(visit: Visit, form: MessageForm, told: Invited) -> None:
    if not within_rate(visit.request, "join_answer", rate=_ANSWERS):
        raise Problem(_("Too many messages were sent from where you are. Wait an hour."))
    typed = form.cleaned_data
    actions.write_by_link(link=told, text=typed["text"], message_id=typed["message_id"] or new_id())


def _page(visit: Visit, joining: Joining, told: Invited, form: MessageForm) -> HttpResponse:
    now, state = timezone.now(), joining.state
    over = state in OVER or (state == State.INVITED and told.number != joining.invitations)
    return _show(
        visit,
        "link.html",
        {
            "form": form,
            "joining": joining,
            "kind": "over" if over else state,
            "newer": over and state == State.INVITED,
            "thread": presenters.thread_shown(
                queries.thread_of(joining) if state != State.INVITED or not over else [],
                desk=_("The desk"),
                organisation=joining.name,
                now=now,
            ),
            "tasks": _task_list(visit),
        },
    )


def _task_list(visit: Visit) -> str:
    return reverse("organisations:joining", kwargs={"network": visit.here.slug})


def _form(visit: Visit, form: ApplyForm, key: str) -> HttpResponse:
    back = visit.link("find_help", network=visit.here.slug)
    return _show(visit, "apply.html", {"form": form, "key": key, "back": back})


def _show(visit: Visit, template: str, context: dict[str, Any]) -> HttpResponse:
    frame = frame_of(visit)
    if visit.request.method == "POST":
        # A link to the same page in another language would lose what was typed.
        frame["languages"] = []
    whole = {"visit": visit, "frame": frame, **context}
    return render(visit.request, f"organisations/joining/public/{template}", whole)
