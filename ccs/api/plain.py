"""What programs ask without TLS is refused, not led on: else nobody notices that a key leaks."""

import re
from collections.abc import Callable
from http import HTTPStatus

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ccs.api.problems import problem


class TlsMiddleware:
    """Within Django's own, which leads pages on, and not what nobody types into a browser."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        if plain and re.match(settings.OF_PROGRAMS, request.path_info.lstrip("/")):
            detail = (
                "Ask over https. What was sent can have been read on the way: revoke the key if"
                " there was one."
            )
            return problem(HTTPStatus.FORBIDDEN, detail, code="https_needed")
        return self.get_response(request)
