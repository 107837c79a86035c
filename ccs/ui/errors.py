"""What people see when something goes wrong. None of these pages asks the database anything."""

import sys
import time
from collections.abc import Iterable

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.utils.translation import get_language

from ccs.health.away import TRY_AGAIN, database_is_away
from ccs.logs.refused import note
from ccs.ui.written import what_was_written


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request makes no sense."""
    return render(request, "errors/400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, and not allowed."""
    return render(request, "errors/403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form is from another session. What somebody wrote in it is theirs to copy."""
    note("forged_form")
    return render(request, "errors/csrf.html", {"typed": what_was_written(request)}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: not there, or not yours: the two look the same."""
    return render(request, "errors/404.html", status=404)


def conflict(
    request: HttpRequest, message: str, *, href: str, typed: Iterable[tuple[str, str]] = ()
) -> HttpResponse:
    """409: a lost race or a wrong state. Says what happened, and leads back to how things are.

    `typed` are questions with what somebody wrote: it was not sent, and is not to be lost.
    """
    context = {"message": message, "href": href, "typed": list(typed)}
    return render(request, "errors/409.html", context, status=409)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: no context processor runs, for any of them may be what failed.

    Django calls this while the exception is being handled: a database that is away is told apart.
    """
    if database_is_away(sys.exc_info()[1]):
        return unavailable()
    return HttpResponse(get_template("errors/500.html").render(), status=500)


def unavailable() -> HttpResponse:
    """503: the database is away, full or only to be read. What to do, and when to try again."""
    # A connection keeps what it was told when it was made, such as that it may only read.
    connection.close_at = time.monotonic()
    page = get_template("errors/503.html").render({"language": get_language() or "en"})
    return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN)})
