"""How much is due, and for how long."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from ccs.jobs.models import Job


def overdue_jobs() -> int:
    return Job.objects.filter(due_at__lte=timezone.now()).count()


def failing_jobs() -> int:
    """Those that failed at least once and are put off."""
    return Job.objects.filter(failures__gt=0).count()


def oldest_overdue() -> timedelta:
    """How long the one that waits longest has been due; zero when none is."""
    now = timezone.now()
    due = Job.objects.filter(due_at__lte=now).order_by("due_at")
    first = due.values_list("due_at", flat=True).first()
    return now - first if first else timedelta()


def are_moving() -> bool:
    """Whether jobs are done in reasonable time; asked by /readyz."""
    try:
        return oldest_overdue() <= timedelta(seconds=settings.OUTBOX_MAX_AGE)
    except DatabaseError:
        return False
