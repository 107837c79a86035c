"""Encrypts the little that a row must carry and nobody else should read."""

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.utils.crypto import salted_hmac


def seal(payload: Mapping[str, str]) -> str:
    return _cipher().encrypt(json.dumps(dict(payload)).encode()).decode()


def unseal(sealed: str) -> dict[str, str]:
    """What was sealed; nothing for an empty text. A key taken away raises `InvalidToken`."""
    if not sealed:
        return {}
    payload: dict[str, str] = json.loads(_cipher().decrypt(sealed.encode()))
    return payload


def resealed(sealed: str) -> str:
    """The same, sealed with the newest key; `InvalidToken` when no key opens it."""
    return _cipher().rotate(sealed.encode()).decode()


def _cipher() -> MultiFernet:
    """The newest key seals; the fallbacks still open what was sealed before a change of key."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    digest = salted_hmac("ccs.outbox.sealed", "key", secret=secret, algorithm="sha256").digest()
    return base64.urlsafe_b64encode(digest)
