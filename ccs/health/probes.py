"""Whether this process could do its work if it were asked to."""

from collections.abc import Callable

import redis
from django.conf import settings
from django.db import DatabaseError, connection

SECONDS = 2

_checks: dict[str, Callable[[], bool | None]] = {}


def register(name: str, check: Callable[[], bool | None]) -> None:
    """Make /readyz ask this too. A check answers, and never raises; None: not used here."""
    _checks[name] = check


def readiness() -> dict[str, bool]:
    """Every check's answer, by name."""
    answers = {name: check() for name, check in _checks.items()}
    return {name: answer for name, answer in answers.items() if answer is not None}


def database_answers() -> bool:
    """The database takes a query."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def queue_answers() -> bool:
    """The broker answers a ping."""
    client = redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    )
    try:
        return bool(client.ping())
    except redis.RedisError:
        return False
    finally:
        client.close()


register("database", database_answers)
register("queue", queue_answers)
