"""Woken after a commit, and every half minute in case that call was lost."""

from celery import shared_task

from ccs.outbox import actions
from ccs.outbox.delivery import deliver_batch

BATCH = 50


@shared_task
def deliver() -> None:
    """Send what is due. Takes nothing: what is due stands in the table, not in the queue."""
    if deliver_batch(limit=BATCH) == BATCH:
        wake()


@shared_task
def forget_old() -> None:
    """Delete rows that were done long ago."""
    actions.forget_old()


def wake() -> None:
    """Ask a worker to look now. Without a retry: a request must not wait for a lost queue."""
    deliver.apply_async(retry=False, expires=60)
