"""Started every minute by the scheduler. Takes nothing: what is due stands in the table."""

from celery import shared_task

from ccs.health.measured import worker_seen
from ccs.jobs.actions import run_due

BATCH = 100


@shared_task
def run() -> None:
    worker_seen()
    if run_due(limit=BATCH) == BATCH:
        run.apply_async(retry=False, expires=60)
