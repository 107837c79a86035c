"""Asking a council's server: only by https, only there, not for long and not for much."""

import json
import time
from collections.abc import Mapping
from typing import Any, Final

import requests
from django.conf import settings

from ccs.accounts.council.refusals import Kind, Refused
from ccs.settings.councils import is_safe_address

MOST_BYTES: Final = 256 * 1024
MOST_SECONDS: Final = 10
_CONNECT, _READ = 3, 5


def fetch(
    url: str, *, form: Mapping[str, str] | None = None, auth: tuple[str, str] | None = None
) -> dict[str, Any]:
    """The object that is there as JSON; with `form` as the answer to it."""
    if not is_safe_address(url, on_localhost=settings.DEMO):
        raise Refused(Kind.AWAY, "unsafe_address")
    until = time.monotonic() + MOST_SECONDS
    try:
        with requests.request(
            "GET" if form is None else "POST",
            url,
            data=form,
            auth=auth,
            headers={"Accept": "application/json"},
            timeout=(_CONNECT, _READ),
            allow_redirects=False,
            stream=True,
        ) as response:
            if form is not None and response.status_code in {400, 401}:
                raise Refused(Kind.UNFIT, "code_refused")
            if response.status_code != requests.codes.ok:
                raise Refused(Kind.AWAY, f"status_{response.status_code}")
            found = json.loads(_body(response, until))
    except (requests.RequestException, ValueError, RecursionError) as error:
        raise Refused(Kind.AWAY, type(error).__name__) from error
    if not isinstance(found, dict):
        raise Refused(Kind.AWAY, "no_object")
    return found


def _body(response: requests.Response, until: float) -> bytes:
    body = b""
    for piece in response.iter_content(chunk_size=8192):
        body += piece
        if len(body) > MOST_BYTES or time.monotonic() > until:
            raise Refused(Kind.AWAY, "too_much_or_too_slow")
    return body
