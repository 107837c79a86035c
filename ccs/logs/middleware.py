"""Gives each request its id, and writes one line about it."""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

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
    # The route, not the path: an address may hold a reference, a token or what somebody searched.
    match = request.resolver_match
    return {
        "method": request.method,
        "route": match.route if match else "",
        "status": response.status_code,
    }
