"""What the ground can say of itself: database, queue, outbox, jobs, workers."""

import time
from datetime import timedelta
from typing import Final

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection

from ccs.health.gauges import Values, register
from ccs.health.probes import SECONDS, database_answers, queue_answers
from ccs.jobs.queries import failing_jobs, oldest_overdue, overdue_jobs
from ccs.outbox.queries import given_up_since, oldest_waiting, waiting_by_channel

DAY: Final = timedelta(days=1)
_SEEN: Final = "health:worker_seen"
_QUEUE: Final = "celery"


def worker_seen() -> None:
    """A task of the scheduler reached a worker: called by one that comes every minute."""
    cache.set(_SEEN, time.time(), timeout=None)


def _one(number: float) -> Values:
    return {"": number}


def _queue_length() -> Values:
    client = redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_timeout=SECONDS, socket_connect_timeout=SECONDS
    )
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("global_keyprefix", "")
    try:
        return _one(client.llen(f"{prefix}{_QUEUE}"))
    except redis.RedisError:
        return {}
    finally:
        client.close()


def _database_bytes() -> Values:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        (size,) = cursor.fetchone()
    return _one(size)


def _since_worker_seen() -> Values:
    seen = cache.get(_SEEN)
    return {} if seen is None else _one(max(time.time() - seen, 0))


def register_gauges() -> None:
    register("ccs_database_up", "1 when it takes a query.", lambda: _one(database_answers()))
    register("ccs_database_bytes", "How large it is, files and all.", _database_bytes)
    register("ccs_queue_up", "1 when Redis answers.", lambda: _one(queue_answers()))
    register("ccs_queue_length", "Tasks that no worker has taken.", _queue_length)
    register(
        "ccs_worker_seen_seconds",
        "Since a task of the scheduler last reached a worker: at most 60 when all is well.",
        _since_worker_seen,
    )
    register(
        "ccs_outbox_oldest_seconds",
        "How long the oldest message has waited for its first try.",
        lambda: _one(oldest_waiting().total_seconds()),
    )
    register("ccs_outbox_waiting", "Messages not sent yet.", waiting_by_channel, label="channel")
    register(
        "ccs_outbox_given_up",
        "Messages given up in the last 24 hours, by the code of the reason.",
        lambda: given_up_since(DAY),
        label="reason",
    )
    register("ccs_jobs_overdue", "Jobs whose time has come.", lambda: _one(overdue_jobs()))
    register(
        "ccs_jobs_oldest_seconds",
        "How long the oldest of them has waited.",
        lambda: _one(oldest_overdue().total_seconds()),
    )
    register("ccs_jobs_failing", "Jobs that failed and wait.", lambda: _one(failing_jobs()))
