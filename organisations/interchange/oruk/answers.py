"""Everything the feed answers, errors too: JSON, for any page of any site, cheap to ask again."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.views.decorators.csrf import csrf_exempt

from ccs.tenancy.context import Context, Role, enter
from networks.networks.models import Network
from networks.networks.queries import live_network
from organisations.interchange.oruk.asked import Asked, WrongQuestion, asked_in

logger = logging.getLogger("ccs.oruk")
_FRESH_FOR: Final = 300
_READING: Final = ("GET", "HEAD")
Answer = dict[str, Any]
Reader = Callable[..., Answer | None]


def answered(reader: Reader) -> Callable[..., HttpResponseBase]:
    """Make a view of `reader(network, asked, ...)`; None is not found.

    It reads as the public in one live network, in English: words are data here.
    """

    @csrf_exempt  # so that a form is told the same: nothing here can be written
    @wraps(reader)
    def view(request: HttpRequest, network: str = "", **parts: Any) -> HttpResponseBase:
        if request.method not in _READING:
            response = error(HTTPStatus.METHOD_NOT_ALLOWED, "This feed can only be read.")
            response["Allow"] = ", ".join(_READING)
            return opened(response)
        with translation.override("en"):
            return opened(_answer(request, reader, network, parts))

    return view


def opened(response: HttpResponseBase) -> HttpResponseBase:
    """Any page of any site may read it: the standard asks for this on every response."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Content-Language"] = "en"
    return response


def page(contents: Sequence[Answer], *, total: int, asked: Asked) -> Answer:
    """The paging object of the standard; pages after the last one are empty."""
    pages = -(-total // asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": len(contents),
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": not contents,
        "contents": list(contents),
    }


def error(status: HTTPStatus, message: str) -> HttpResponse:
    """Kept for a moment only: what is missing now may be there soon."""
    response = _json({"error": status.phrase, "message": message}, status=status)
    response["Cache-Control"] = "public, max-age=30"
    return response


def _answer(
    request: HttpRequest, reader: Reader, slug: str, parts: Mapping[str, Any]
) -> HttpResponseBase:
    try:
        return _response(request, reader, slug, parts)
    except Exception:  # the caller is owed an answer it can read, and we a traceback
        logger.exception("oruk.failed")
        return error(HTTPStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. Try again.")


def _response(
    request: HttpRequest, reader: Reader, slug: str, parts: Mapping[str, Any]
) -> HttpResponseBase:
    network = live_network(slug)
    if network is None:
        return error(HTTPStatus.NOT_FOUND, "There is no feed here.")
    try:
        answer = _read(network, asked_in(request.GET.dict()), reader, parts)
    except WrongQuestion as wrong:
        return error(HTTPStatus.BAD_REQUEST, str(wrong))
    if answer is None:
        return error(HTTPStatus.NOT_FOUND, "There is nothing here of this id.")
    return _cached(request, answer)


def _read(
    network: Network, asked: Asked, reader: Reader, parts: Mapping[str, Any]
) -> Answer | None:
    with enter(Context(network=network.pk, role=Role.PUBLIC)):
        return reader(network, asked, **parts)


def _cached(request: HttpRequest, answer: Answer) -> HttpResponseBase:
    response = _json(answer)
    response["Cache-Control"] = f"public, max-age={_FRESH_FOR}"
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response


def _json(answer: Answer, *, status: int = HTTPStatus.OK) -> HttpResponse:
    body = json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return HttpResponse(body, status=status, content_type="application/json")
