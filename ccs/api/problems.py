"""Every error as RFC 9457 problem details: one shape, whatever went wrong."""

import json
import time
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import connection, transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions

from ccs.health.away import TRY_AGAIN
from ccs.tenancy.problems import Conflict, NotAllowed, NotNow, Problem

CONTENT_TYPE = "application/problem+json"
Errors = Mapping[str, list[str]]


def problem(
    status: int,
    detail: str,
    *,
    code: str = "",
    errors: Errors | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """`code` is for machines, `detail` for people; `errors` says what is wrong by field."""
    known = HTTPStatus(status)
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": known.phrase,
        "status": status,
        "detail": detail,
        "code": code or known.name.lower(),
    }
    if errors:
        body["errors"] = errors
    return HttpResponse(
        json.dumps(body), status=status, content_type=CONTENT_TYPE, headers=dict(headers or {})
    )


def answer_to(error: Exception, context: Mapping[str, Any] | None = None) -> HttpResponse | None:
    """What the REST framework calls with whatever a view raised. None: a mistake of ours, a 500."""
    transaction.set_rollback(True)
    if isinstance(error, Problem):
        return domain_problem(error)
    if isinstance(error, exceptions.ValidationError):
        return _invalid(error)
    if isinstance(error, exceptions.APIException):
        code = error.get_codes()
        return problem(
            error.status_code,
            str(error.detail),
            code=code if isinstance(code, str) else "",
            headers=_headers(error),
        )
    if isinstance(error, Http404):
        return problem(HTTPStatus.NOT_FOUND, _("There is nothing here."))
    if isinstance(error, RequestDataTooBig):
        return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _("This is too much at once."))
    return None


def domain_problem(error: Problem) -> HttpResponse:
    """404: absent or not yours, 409: a lost race, 503: not just now, 422: can be put right."""
    statuses = {
        NotAllowed: HTTPStatus.NOT_FOUND,
        Conflict: HTTPStatus.CONFLICT,
        NotNow: HTTPStatus.SERVICE_UNAVAILABLE,
    }
    status = next(
        (status for kind, status in statuses.items() if isinstance(error, kind)),
        HTTPStatus.UNPROCESSABLE_ENTITY,
    )
    message = str(error.message)
    errors = {error.field: [message]} if error.field else None
    headers = {"Retry-After": str(TRY_AGAIN)} if isinstance(error, NotNow) else {}
    return problem(status, message, code=error.code, errors=errors, headers=headers)


def broken() -> HttpResponse:
    """500: our fault, and nothing was kept."""
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, _("Something went wrong. Nothing was changed.")
    )


def unavailable() -> HttpResponse:
    """503: the database is away, full or only to be read. Nothing was kept by half."""
    # A connection keeps what it was told when it was made, such as that it may only read.
    connection.close_at = time.monotonic()
    return problem(
        HTTPStatus.SERVICE_UNAVAILABLE,
        _("The service cannot do this right now. Try again with the same Idempotency-Key."),
        headers={"Retry-After": str(TRY_AGAIN)},
    )


def _invalid(error: exceptions.ValidationError) -> HttpResponse:
    errors = dict(_flat(error.detail))
    names = ", ".join(errors)
    return problem(
        HTTPStatus.UNPROCESSABLE_ENTITY,
        _("Check these fields: %(names)s.") % {"names": names},
        code="invalid",
        errors=errors,
    )


def _flat(detail: Any, path: str = "") -> list[tuple[str, list[str]]]:
    """`{"needs": [{}, {"code": [...]}]}` as `needs.1.code`."""
    if isinstance(detail, list) and all(isinstance(item, str) for item in detail):
        return [(path or "body", [str(item) for item in detail])]
    items = detail.items() if isinstance(detail, dict) else enumerate(detail)
    return [
        found
        for name, inner in items
        if inner
        for found in _flat(
            inner, path if name == "non_field_errors" else f"{path}.{name}".strip(".")
        )
    ]


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    # The REST framework hangs these two on the exception itself.
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    return headers
