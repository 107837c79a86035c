"""What was refused, and to whom: one line each, by ids and codes, for whoever watches the logs."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

logger = logging.getLogger("ccs.refused")

_noted: ContextVar[list[dict[str, str]] | None] = ContextVar("refused", default=None)
_BY_STATUS: Final = {
    HTTPStatus.BAD_REQUEST: "malformed",
    HTTPStatus.UNAUTHORIZED: "no_key",
    HTTPStatus.FORBIDDEN: "not_allowed",
    # What is absent and what is not theirs answer the same, and are the same here.
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method",
    HTTPStatus.CONFLICT: "conflict",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "not_json",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid",
    HTTPStatus.TOO_MANY_REQUESTS: "limit",
}


def note(why: str, **codes: str) -> None:
    """Something was refused that the answer's status does not say. Never what was typed."""
    noted = _noted.get()
    if noted is not None:
        noted.append({"why": why, **codes})


@contextmanager
def noting() -> Iterator[list[dict[str, str]]]:
    """Collects what is noted inside."""
    found: list[dict[str, str]] = []
    token = _noted.set(found)
    try:
        yield found
    finally:
        _noted.reset(token)


def write_down(
    request: HttpRequest, response: HttpResponse, noted: list[dict[str, str]], **line: object
) -> None:
    """A line for each refusal, with who asked, as far as somebody is known."""
    said = {one["why"] for one in noted}
    by_status = _BY_STATUS.get(HTTPStatus(response.status_code))
    also = [{"why": by_status}] if by_status and by_status not in said and not said else []
    for one in [*noted, *also]:
        logger.warning("refused", extra={**line, **_who(request), **one})


def _who(request: HttpRequest) -> dict[str, Any]:
    """By what is known already: nothing is asked for a line in the log."""
    known = vars(request)
    actor = known.get("actor") or known.get("auth")
    user = known.get("_cached_user")
    user_id = user.pk if user is not None and user.is_authenticated else None
    key_id = getattr(actor, "key_id", None)
    network = getattr(actor, "network", None)
    return {
        "user_id": str(user_id) if user_id else None,
        "key_id": str(key_id) if key_id else None,
        "network": str(network.id) if network else None,
    }
