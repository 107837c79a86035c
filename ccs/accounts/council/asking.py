"""Sending somebody to their council, and knowing the answer again when they are back."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from secrets import token_urlsafe
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from ccs.accounts.council.provider import Provider, provider_of
from ccs.accounts.council.refusals import Kind, Refused
from ccs.settings.councils import Council

_SESSION: Final = "council_asked"
WAITS_FOR: Final = 10 * 60


@dataclass(frozen=True)
class Asked:
    """What this browser was sent away with; of the code there is only one use."""

    nonce: str
    verifier: str


def address_at(request: HttpRequest, council: Council) -> str:
    """Where to go at the council. This session alone can use the answer."""
    provider = provider_of(council)
    state, nonce, verifier = token_urlsafe(32), token_urlsafe(32), token_urlsafe(48)
    request.session[_SESSION] = {
        "council": council.key,
        "state": state,
        "nonce": nonce,
        "verifier": verifier,
        "at": timezone.now().timestamp(),
    }
    query = {
        "response_type": "code",
        "scope": "openid email",
        "client_id": council.client_id,
        "redirect_uri": answer_address(request, council),
        "state": state,
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    if council.acr:
        query["acr_values"] = " ".join(sorted(council.acr))
    if council.max_age is not None:
        query["max_age"] = str(council.max_age)
    joint = "&" if "?" in provider.authorization_endpoint else "?"
    return f"{provider.authorization_endpoint}{joint}{urlencode(query)}"


def answer_address(request: HttpRequest, council: Council) -> str:
    """One for each council: an answer of another comes to another address."""
    return request.build_absolute_uri(reverse("council_answer", kwargs={"council": council.key}))


def taken_up(request: HttpRequest, council: Council) -> Asked:
    """What this browser asked, if this is the answer to it; never twice."""
    kept = request.session.pop(_SESSION, None)
    if not kept or kept["council"] != council.key:
        raise Refused(Kind.OLD, "not_asked")
    if not constant_time_compare(kept["state"], request.GET.get("state", "")):
        raise Refused(Kind.OLD, "another_state")
    if timezone.now().timestamp() - kept["at"] > WAITS_FOR:
        raise Refused(Kind.OLD, "too_late")
    return Asked(nonce=kept["nonce"], verifier=kept["verifier"])


def code_of(request: HttpRequest, council: Council, provider: Provider) -> str:
    """The code that came back, from the server that was asked and no other."""
    said = request.GET.get("iss")
    if said != council.issuer and (said is not None or provider.names_itself):
        raise Refused(Kind.UNFIT, "answer_of_another")
    if error := request.GET.get("error"):
        stopped = error in {"access_denied", "interaction_required", "login_required"}
        raise Refused(Kind.STOPPED if stopped else Kind.UNFIT, "said_no")
    code = request.GET.get("code", "")
    if not code:
        raise Refused(Kind.UNFIT, "no_code")
    return code


def _challenge(verifier: str) -> str:
    return urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
