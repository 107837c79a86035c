"""A visit to the person's own pages: what the address opens, and whether it is surely they.

Nothing is kept in the browser but, after the second check, one signed cookie for twenty minutes.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.crypto import constant_time_compare, salted_hmac
from django.views.decorators.csrf import csrf_exempt

from ccs.limits.rates import within_rate
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from ccs.ui.languages import OWN_NAMES, direction, for_the_person
from networks.networks.models import Network
from organisations.roles.queries import network_ref
from referrals.voice.models import PersonLink
from referrals.voice.queries import link_by, phone_of
from referrals.voice.rules import SURE_FOR, grouped, plain_secret

_SALT: Final = "referrals.voice.visit"
# A day centre shares one address; whoever guesses needs more than a lifetime at this pace.
_RATE: Final = "60/m/ip"
_LINK_RATE: Final = "60/m/key"


@dataclass(frozen=True, slots=True)
class Visit:
    """`proved`: it is the person. `form` goes with every form of theirs, and proves where from."""

    request: HttpRequest
    link: PersonLink
    network: Network
    token: str
    language: str
    proved: bool
    form: str
    # What they may call, where there is a number.
    phone: str

    @property
    def actor(self) -> Actor:
        return Actor(network=network_ref(self.network), name="", own_link=self.link.pk)

    @property
    def whose(self) -> str:
        """Who the page is from; nobody where it is better not to say."""
        return "" if self.link.discreet else self.network.name

    def address(self, name: str = "own_view", **parts: Any) -> str:
        """A page of this link, in the language in which this one is read."""
        path = reverse(f"referrals:{name}", kwargs={"token": self.token, **parts})
        return path if self.language == self.link.language else f"{path}?language={self.language}"

    def go(self, name: str = "own_view") -> HttpResponse:
        return redirect(self.address(name))


View = Callable[..., HttpResponse]


def persons_page(
    *, proved: bool = True, methods: tuple[str, ...] = ("GET", "HEAD")
) -> Callable[[View], Callable[..., HttpResponse]]:
    """Make a view of `view(visit, ...)`. `proved`: only after the second check, else to the card.

    Whatever is wrong with a link, the answer is the same.
    """

    def made(view: View) -> Callable[..., HttpResponse]:
        # Signed in is nobody here: what proves a form is in the form (see `_form_of`).
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
            if request.method not in methods:
                return _private(HttpResponseNotAllowed(methods))
            visit = _visit(request, token)
            if isinstance(visit, HttpResponse):
                return visit
            with translation.override(visit.language):
                if proved and not (visit.proved and _is_own_form(visit)):
                    return _private(visit.go())
                response = view(visit, **parts)
                if visit.proved and settings.OWN_VIEW_COOKIE_NAME not in response.cookies:
                    stay(visit, response)
            response["Content-Language"] = visit.language
            return _private(response)

        return answer

    return made


def show(
    visit: Visit, template: str, context: Mapping[str, Any], *, status: int = HTTPStatus.OK
) -> HttpResponse:
    frame = {
        "visit": visit,
        "language": visit.language,
        "direction": direction(visit.language),
        "other_languages": _languages(visit),
        "exit": visit.address("own_exit"),
    }
    return render(visit.request, f"person/{template}", {**frame, **context}, status=status)


def nothing(request: HttpRequest, *, status: int = HTTPStatus.NOT_FOUND) -> HttpResponse:
    """Word for word the same, whatever was asked and why there is nothing."""
    language = (translation.get_language_from_request(request) or "en").split("-")[0]
    with translation.override(language):
        context = {"language": language, "direction": direction(language), "exit": _AWAY}
        return _private(render(request, "person/nothing.html", context, status=status))


# What somebody may have been looking at.
_AWAY: Final = "https://www.bbc.co.uk/weather"


def leave(visit: Visit) -> HttpResponse:
    """Away at once, and not to be come back to."""
    response: HttpResponse = redirect(_AWAY)
    forget(response)
    return response


def stay(visit: Visit, response: HttpResponse) -> None:
    """It is they, for another while."""
    nonce = _kept(visit.request).get("form") if visit.proved else ""
    kept = {**_bound_to(visit.link), "form": nonce or secrets.token_urlsafe()}
    response.set_cookie(
        settings.OWN_VIEW_COOKIE_NAME,
        _signer().sign_object(kept),
        max_age=SURE_FOR,
        path=_path(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def forget(response: HttpResponse) -> None:
    response.delete_cookie(settings.OWN_VIEW_COOKIE_NAME, path=_path(), samesite="Strict")


def _visit(request: HttpRequest, token: str) -> Visit | HttpResponse:
    key = plain_secret(token)
    if not (
        within_rate(request, "person_link", rate=_RATE)
        and within_rate(request, "person_link_one", rate=_LINK_RATE, key=key)
    ):
        return nothing(request, status=HTTPStatus.TOO_MANY_REQUESTS)
    found = link_by(token)
    if found is None:
        return nothing(request)
    link, network = found
    offered, asked = for_the_person(network), request.GET.get("language", "")
    kept = _kept(request)
    with enter(system(link.network_id)):
        phone = phone_of(link, network)
    return Visit(
        request=request,
        link=link,
        network=network,
        token=grouped(key),
        language=asked if asked in offered else link.language,
        proved=_is_they(kept, link),
        form=_form_of(kept),
        phone=phone,
    )


def _languages(visit: Visit) -> list[dict[str, str]]:
    """The same page in every other language of the network."""
    return [
        {"code": code, "name": OWN_NAMES[code], "dir": direction(code)}
        for code in for_the_person(visit.network)
        if code != visit.language
    ]


def _signer() -> signing.TimestampSigner:
    return signing.TimestampSigner(salt=_SALT)


def _bound_to(link: PersonLink) -> dict[str, str]:
    """Made anew, it is another link: what was proved before counts no more."""
    return {"link": str(link.pk), "since": link.renewed_at.isoformat()}


def _kept(request: HttpRequest) -> dict[str, str]:
    """Of the cookie; nothing when it is not ours, or too old."""
    try:
        kept: dict[str, str] = _signer().unsign_object(
            request.COOKIES.get(settings.OWN_VIEW_COOKIE_NAME, ""), max_age=SURE_FOR
        )
    except signing.BadSignature:
        return {}
    return kept


def _is_they(kept: Mapping[str, str], link: PersonLink) -> bool:
    bound = _bound_to(link)
    return {name: kept.get(name) for name in bound} == bound


def _form_of(kept: Mapping[str, str]) -> str:
    """A form of somebody else's site does not know it."""
    return salted_hmac(_SALT, kept.get("form", ""), algorithm="sha256").hexdigest()


def _is_own_form(visit: Visit) -> bool:
    if visit.request.method != "POST":
        return True
    return constant_time_compare(visit.request.POST.get("form", ""), visit.form)


def _path() -> str:
    return "/c/"


def _private(response: HttpResponse) -> HttpResponse:
    """Kept by nobody, known to no search engine, told to no other site."""
    response["Cache-Control"] = "no-store, private"
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
