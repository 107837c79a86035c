"""Cache keys of this test alone, so that no rate limit is carried into the next."""

import os

from django.conf import settings


def key(key: str, key_prefix: str, version: int) -> str:
    """The key with the run's database and the test's name in front."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rsplit(" ", 1)[0]
    return f"{settings.TEST_DATABASE}:{os.getpid()}:{test}:{key_prefix}:{version}:{key}"
