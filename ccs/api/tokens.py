"""Secrets that are shown once and kept as a hash."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from ccs.api.models import TokenIndex

# Makes a leaked key easy to find, for people and for scanners of code.
_PREFIX = "ccs_"
_BYTES = 32


@dataclass(frozen=True, slots=True)
class Found:
    """Whose token it is."""

    network_id: UUID
    object_id: UUID


def issue_token(*, kind: str, network_id: UUID, object_id: UUID, token: str = "") -> str:
    """A new secret for the object. Nothing can show it a second time.

    `token` is one that people may have to type: of 99 random bits or more.
    """
    token = token or _PREFIX + secrets.token_urlsafe(_BYTES)
    TokenIndex.objects.create(
        token_sha256=hash_of(token), network_id=network_id, kind=kind, object_id=object_id
    )
    return token


def forget_tokens(hashes: Iterable[str]) -> None:
    """Those that nothing will ask for any more."""
    TokenIndex.objects.filter(token_sha256__in=list(hashes)).delete()


def find_token(token: str, *, kind: str) -> Found | None:
    row = TokenIndex.objects.filter(token_sha256=hash_of(token), kind=kind).first()
    return Found(row.network_id, row.object_id) if row else None


def hash_of(token: str) -> str:
    # A fast hash will do: the secret is 256 random bits, not a password.
    return sha256(token.encode()).hexdigest()
