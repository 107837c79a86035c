"""The ID token: fetched from the council itself, and believed only when all of it fits."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import jwt
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from jwt.exceptions import PyJWTError

from ccs.accounts.council.asking import Asked
from ccs.accounts.council.fetching import fetch
from ccs.accounts.council.provider import Provider, signing_key
from ccs.accounts.council.refusals import Kind, Refused
from ccs.settings.councils import Council

# Clocks of others, in seconds.
LEEWAY: Final = 60
_NEEDED: Final = ["iss", "sub", "aud", "exp", "iat", "nonce"]
_LONGEST: Final = 255


@dataclass(frozen=True)
class Told:
    """What the council says about who signed in there."""

    subject: str
    email: str
    verified: bool
    two_factors: bool


def told_by(
    council: Council, provider: Provider, *, asked: Asked, code: str, answer_address: str
) -> Told:
    """Change the code for the token, and read it. No other token of theirs is looked at or kept."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": answer_address,
        "code_verifier": asked.verifier,
    }
    secret = {"client_id": council.client_id, "client_secret": council.client_secret}
    if provider.secret_in_form:
        answer = fetch(provider.token_endpoint, form={**form, **secret})
    else:
        # As RFC 6749 has it: both written as in an address, before they are put together.
        auth = (quote(council.client_id, safe=""), quote(council.client_secret, safe=""))
        answer = fetch(provider.token_endpoint, form=form, auth=auth)
    claims = _believed(council, provider, answer.get("id_token"))
    _check(council, claims, nonce=asked.nonce)
    return Told(
        subject=claims["sub"],
        email=str(claims.get("email", "")).strip().lower(),
        verified=claims.get(council.verified_by) in (True, "true", "1"),
        two_factors=_two_factors(council, claims),
    )


def _believed(council: Council, provider: Provider, token: object) -> dict[str, Any]:
    """Signed by the issuer's key, about us, and of now."""
    if not isinstance(token, str):
        raise Refused(Kind.UNFIT, "no_token")
    try:
        key = signing_key(provider, jwt.get_unverified_header(token).get("kid"))
        return jwt.decode(
            token,
            key=key,
            algorithms=[key.algorithm_name],
            audience=council.client_id,
            issuer=council.issuer,
            leeway=LEEWAY,
            options={"require": _NEEDED, "enforce_minimum_key_length": True},
        )
    except PyJWTError as error:
        raise Refused(Kind.UNFIT, type(error).__name__) from error


def _check(council: Council, claims: Mapping[str, Any], *, nonce: str) -> None:
    """What the library leaves to us."""
    subject, party = claims["sub"], claims.get("azp")
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if not constant_time_compare(str(claims["nonce"]), nonce):
        raise Refused(Kind.UNFIT, "nonce")
    if party != council.client_id and (several or party is not None):
        raise Refused(Kind.UNFIT, "authorized_party")
    if not (0 < len(subject) <= _LONGEST and subject.isascii() and subject.isprintable()):
        raise Refused(Kind.UNFIT, "subject")
    if council.max_age is not None:
        signed_in = claims.get("auth_time")
        oldest = timezone.now().timestamp() - council.max_age - LEEWAY
        if not isinstance(signed_in, int | float) or signed_in < oldest:
            raise Refused(Kind.UNFIT, "signed_in_too_long_ago")


def _two_factors(council: Council, claims: Mapping[str, Any]) -> bool:
    """Only what the council's own words, as they were configured, say so."""
    methods, level = claims.get("amr"), claims.get("acr")
    shown = {one for one in methods if isinstance(one, str)} if isinstance(methods, list) else set()
    return not council.amr.isdisjoint(shown) or (isinstance(level, str) and level in council.acr)
