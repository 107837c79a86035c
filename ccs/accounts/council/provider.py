"""What a council's server says of itself: where to go, how to ask, and its keys."""

from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.core.cache import cache
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from ccs.accounts.council.fetching import fetch
from ccs.accounts.council.refusals import Kind, Refused
from ccs.settings.councils import Council, is_safe_address

KEPT_FOR: Final = 60 * 60
# Signed by a private key of theirs. "none" is no signature, and HS256 would take our own secret.
ALGORITHMS: Final = ("RS256", "ES256")


@dataclass(frozen=True)
class Provider:
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    # Whether its answers name it (RFC 9207), so that another server's cannot be taken for them.
    names_itself: bool
    # How it wants our secret: in a header, which is the rule, or among the fields.
    secret_in_form: bool


def provider_of(council: Council) -> Provider:
    """From its discovery document, which has to be about this very issuer."""
    key = f"council-provider:{council.issuer}"
    said = cache.get(key)
    if said is None:
        said = fetch(f"{council.issuer.rstrip('/')}/.well-known/openid-configuration")
        if said.get("issuer") != council.issuer:
            raise Refused(Kind.AWAY, "another_issuer")
        cache.set(key, said, KEPT_FOR)
    methods = said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return Provider(
        authorization_endpoint=_address(said, "authorization_endpoint"),
        token_endpoint=_address(said, "token_endpoint"),
        jwks_uri=_address(said, "jwks_uri"),
        names_itself=said.get("authorization_response_iss_parameter_supported") is True,
        secret_in_form="client_secret_basic" not in methods,
    )


def signing_key(provider: Provider, kid: object) -> PyJWK:
    """The key of this name; without a name only the one key there is.

    What we know of the keys may be old: a name that is not there yet is asked for once more.
    """
    kept = cache.get(_cached(provider)) if kid else None
    found = _named(_signing(kept), kid) if kept else None
    if found is None:
        found = _named(signing_keys(provider), kid)
    if found is None:
        raise Refused(Kind.UNFIT, "no_such_key")
    return found


def signing_keys(provider: Provider) -> list[PyJWK]:
    """As the server has them now."""
    fresh = fetch(provider.jwks_uri)
    cache.set(_cached(provider), fresh, KEPT_FOR)
    return _signing(fresh)


def _cached(provider: Provider) -> str:
    return f"council-keys:{provider.jwks_uri}"


def _signing(keys: dict[str, Any]) -> list[PyJWK]:
    try:
        readable = PyJWKSet.from_dict(keys).keys
    except PyJWTError as error:
        raise Refused(Kind.AWAY, "no_keys") from error
    return [
        key
        for key in readable
        if key.public_key_use in {None, "sig"} and key.algorithm_name in ALGORITHMS
    ]


def _named(keys: list[PyJWK], kid: object) -> PyJWK | None:
    found = [key for key in keys if kid in {None, key.key_id}]
    return found[0] if len(found) == 1 else None


def _address(said: dict[str, Any], name: str) -> str:
    address = said.get(name)
    if not isinstance(address, str) or not is_safe_address(address, on_localhost=settings.DEMO):
        raise Refused(Kind.AWAY, f"no_{name}")
    return address
