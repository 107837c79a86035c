"""Gives each request its id, and writes one line about it."""

import logging
import time
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from ccs.logs.refused import noting, write_down
from ccs.logs.request_id import acceptable, request_id

logger = logging.getLogger("ccs.request")
HEADER = "X-Request-ID"


class RequestIdMiddleware:
    """Outermost, so that what any other middleware logs has the id too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request under its id and log how it went."""
        started = time.perf_counter()
        offered = request.headers.get(HEADER, "")
        with request_id(acceptable(offered)) as identity, noting() as noted:
            response = self.get_response(request)
            response[HEADER] = identity
            line = _line(request, response)
            write_down(request, response, noted, **line)
            milliseconds = round((time.perf_counter() - started) * 1000, 1)
            logger.info("request", extra={**line, "milliseconds": milliseconds})
        return response


def _line(request: HttpRequest, response: HttpResponse) -> dict[str, object]:
    return {
        "method": request.method,
        "route": _route(request, response),
        "status": response.status_code,
    }


def _route(request: HttpRequest, response: HttpResponse) -> str:
    """Not the path: an address may hold a reference, a token or what somebody searched."""
    if request.resolver_match:
        return request.resolver_match.route
    if response.status_code == HTTPStatus.OK:
        return ""
    # Another middleware answered before there was a view: who belongs to no such network.
    try:
        return resolve(request.path_info).route
    except Resolver404:
        return ""
