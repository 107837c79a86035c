"""Scheduled work stands in the database: Redis and the scheduler may be lost at any moment."""

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import OperationalError, transaction
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.jobs.registry import handler_of
from ccs.tenancy.context import enter, system

logger = logging.getLogger(__name__)

# A job that fails is tried again after this long, then twice as long, up to a day.
_FIRST_PAUSE: Final = timedelta(minutes=5)
_LONGEST_PAUSE: Final = timedelta(days=1)


def schedule(kind: str, *, network_id: UUID, due: Iterable[tuple[UUID, datetime]]) -> None:
    """One job per subject: scheduling again moves it."""
    Job.objects.bulk_create(
        [
            Job(network_id=network_id, kind=kind, subject_id=subject_id, due_at=due_at)
            for subject_id, due_at in due
        ],
        update_conflicts=True,
        unique_fields=["kind", "subject_id"],
        update_fields=["due_at", "failures"],
    )


def cancel(kind: str, *, subject_ids: Iterable[UUID]) -> None:
    Job.objects.filter(kind=kind, subject_id__in=list(subject_ids)).delete()


def run_due(*, limit: int) -> int:
    """Do what is due, oldest first, at most `limit`; answers how many were done or tried.

    Each in its own transaction. Several workers may run at once: none waits for another's job.
    """
    for done in range(limit):
        if not _run_next():
            return done
    return limit


def _run_next() -> bool:
    now = timezone.now()
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=True)
            .filter(due_at__lte=now)
            # Of those due at one moment, in the order in which they were asked for.
            .order_by("due_at", "pk")
            .first()
        )
        if job is None:
            return False
        try:
            _run(job)
        except OperationalError:  # the database is away: nothing can be noted either
            raise
        except Exception:  # one job that cannot be done must not hold up the others
            logger.exception("jobs.failed", extra={"kind": job.kind, "job": str(job.pk)})
            _put_off(job, now)
    return True


def _run(job: Job) -> None:
    with enter(system(job.network_id)):
        again = handler_of(job.kind)(job.network_id, job.subject_id)
    # A handler may have moved its own job: then what it scheduled stands.
    mine = Job.objects.filter(pk=job.pk, due_at=job.due_at)
    if again is None:
        mine.delete()
    else:
        mine.update(due_at=again, failures=0)


def _put_off(job: Job, now: datetime) -> None:
    pause = min(_FIRST_PAUSE * 2 ** min(job.failures, 10), _LONGEST_PAUSE)
    Job.objects.filter(pk=job.pk, due_at=job.due_at).update(
        due_at=now + pause, failures=job.failures + 1
    )
