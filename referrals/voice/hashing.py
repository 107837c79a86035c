"""What proves that it is the person: kept slow to guess, and useless without the site's key."""

import base64
import secrets
from hashlib import scrypt
from hmac import compare_digest
from typing import Final

from django.conf import settings
from django.utils.crypto import salted_hmac

# Sixteen megabytes and some fifty milliseconds for each guess.
_COST: Final = {"n": 2**14, "r": 8, "p": 1, "maxmem": 64 * 1024 * 1024}
_SALT_BYTES: Final = 16


def hashed(value: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(_SALT_BYTES)).decode()
    return f"{salt}${_hash(value, salt, settings.SECRET_KEY)}"


def matches(value: str, kept: str) -> bool:
    """The same work whether or not there is something to compare with."""
    salt, _mark, known = (kept or "none$").partition("$")
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    same = [compare_digest(_hash(value, salt, key), known) for key in keys]
    return bool(kept) and any(same)


def _hash(value: str, salt: str, key: str | bytes) -> str:
    peppered = salted_hmac("referrals.voice", value, secret=key, algorithm="sha256").digest()
    return base64.b64encode(scrypt(peppered, salt=salt.encode(), **_COST)).decode()
