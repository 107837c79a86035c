"""Cache keys of this test alone, so that no rate limit is carried into the next."""

import os
from hashlib import blake2b

from django.conf import settings


def key(key: str, key_prefix: str, version: int) -> str:
    """The key with the run's database and the test's name in front."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rsplit(" ", 1)[0]
    name = blake2b(test.encode(), digest_size=6).hexdigest()
    return f"{settings.TEST_DATABASE}:{os.getpid()}:{name}:{key_prefix}:{version}:{key}"
