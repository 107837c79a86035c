"""A visit to the public pages: nobody is known, and the address alone says which language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation.trans_real import parse_accept_lang_header

from ccs.tenancy.context import Context, Role, enter
from ccs.ui.context import PAGES_IN
from networks.networks.models import Network
from networks.networks.queries import live_network

READING: Final = ("GET", "HEAD")
_FRESH_FOR: Final = 300
# What is missing now may be there soon.
_ABSENT_FOR: Final = 30
_ENGLISH: Final = settings.LANGUAGE_CODE


@dataclass(frozen=True, slots=True)
class Visit:
    """`chosen`: the address names the language, and so do the links of the page."""

    request: HttpRequest
    network: Network | None
    language: str
    chosen: bool

    @property
    def here(self) -> Network:
        """The network of a page that is one network's."""
        if self.network is None:
            raise Http404
        return self.network

    def link(self, name: str, asked: Mapping[str, str] | None = None, **parts: Any) -> str:
        """The address of another public page, of this app or by its whole name; same language."""
        language = {"language": self.language} if self.chosen else {}
        path = reverse(name if ":" in name else f"organisations:{name}", kwargs=parts)
        return _with_query(path, {**(asked or {}), **language})

    def whole(self, path: str) -> str:
        return self.request.build_absolute_uri(path)


View = Callable[..., HttpResponse]


def public_page(view: View) -> Callable[..., HttpResponseBase]:
    """Make a view of `view(visit, ...)`; it reads as the public in one live network.

    No session, no cookie, no token is read or set: anybody may keep the answer for a while.
    What is absent, hidden, or of a practice network answers the same.
    """

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        if request.method not in READING:
            return HttpResponseNotAllowed(READING)
        slug = parts.pop("network", None)
        network = live_network(slug) if slug else None
        visit = visit_of(request, network)
        if slug and network is None:
            return _kept(request, nothing(request))
        with translation.override(visit.language):
            response = _read(view, visit, parts)
            response.headers.setdefault("Content-Language", visit.language)
            return _kept(request, response)

    return answer


def _read(view: View, visit: Visit, parts: Mapping[str, Any]) -> HttpResponse:
    try:
        with enter(Context(network=visit.network.pk if visit.network else None, role=Role.PUBLIC)):
            return view(visit, **parts)
    except Http404:
        return nothing(visit.request)


def show(
    visit: Visit, template: str, context: Mapping[str, Any], *, indexed: Mapping[str, str] | None
) -> HttpResponse:
    """`indexed`: the parameters by which search engines may know the page; None keeps them out.

    Then somebody has typed something: only their own browser keeps the answer.
    """
    whole = {"visit": visit, "frame": frame_of(visit, indexed), **context}
    response = render(visit.request, f"organisations/public/{template}", whole)
    if indexed is None:
        response["Cache-Control"] = f"private, max-age={_FRESH_FOR}"
    return response


def frame_of(visit: Visit, indexed: Mapping[str, str] | None = None) -> dict[str, Any]:
    """What the frame of a public page says of it: `indexed` as `show` takes it."""
    known = {"languages": _languages(visit), "indexed": indexed is not None}
    return known | _known_by(visit, indexed or {})


def _known_by(visit: Visit, asked: Mapping[str, str]) -> dict[str, Any]:
    """The one address of the page in this language, and in each other."""
    addresses = {
        code: visit.whole(_with_query(visit.request.path, {**asked, "language": code}))
        for code in _offered(visit.network)
    }
    addresses[_ENGLISH] = visit.whole(_with_query(visit.request.path, asked))
    several = len(addresses) > 1
    return {
        "canonical": addresses[visit.language],
        "alternates": list(addresses.items()) if several else [],
    }


def _languages(visit: Visit) -> list[dict[str, str]]:
    """The same page in the other languages of the network."""
    found = []
    for code in _offered(visit.network):
        asked = visit.request.GET.copy()
        asked["language"] = code
        href = f"{visit.request.path}?{asked.urlencode()}"
        found.append({"code": code, "name": PAGES_IN[code], "href": href})
    return [one for one in found if one["code"] != visit.language]


def _with_query(path: str, asked: Mapping[str, str]) -> str:
    query = QueryDict(mutable=True)
    query.update({key: value for key, value in asked.items() if value})
    return f"{path}?{query.urlencode()}" if query else path


def visit_of(request: HttpRequest, network: Network | None) -> Visit:
    """In the language that the address names, or else that the browser prefers."""
    offered = _offered(network)
    asked = request.GET.get("language", "")
    if asked in offered:
        return Visit(request, network, asked, chosen=True)
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", "").lower())
    known = [code.split("-")[0] for code, _weight in accepted]
    return Visit(
        request, network, next((code for code in known if code in offered), _ENGLISH), chosen=False
    )


def _offered(network: Network | None) -> list[str]:
    here = network.languages if network else [code for code, _name in settings.LANGUAGES]
    return [_ENGLISH, *(code for code in here if code in PAGES_IN and code != _ENGLISH)]


def nothing(request: HttpRequest) -> HttpResponse:
    """Word for word the same, wherever it is asked: it does not know the network."""
    visit = visit_of(request, None)
    frame = {"languages": [], "indexed": False, "canonical": "", "alternates": []}
    with translation.override(visit.language):
        response = render(
            request,
            "organisations/public/nothing.html",
            {"visit": visit, "frame": frame},
            status=HTTPStatus.NOT_FOUND,
        )
    response["Cache-Control"] = f"public, max-age={_ABSENT_FOR}"
    response["Content-Language"] = visit.language
    return response


def _kept(request: HttpRequest, response: HttpResponse) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", f"public, max-age={_FRESH_FOR}")
    if response.status_code != HTTPStatus.OK:
        return response
    etag = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response) or response
