"""Woken after a commit, and every half minute in case that call was lost."""

from celery import shared_task

from ccs.outbox import actions
from ccs.outbox.delivery import deliver_batch
from ccs.outbox.models import Channel
from ccs.texts.actions import forget_old_threads

BATCH = 50


@shared_task
def deliver(channel: str = "") -> None:
    """Send what is due, on one channel or on each: a server that is away holds up its own only.

    Takes no row: what is due stands in the table, not in the queue.
    """
    for one in [channel] if channel else Channel.values:
        if deliver_batch(limit=BATCH, channel=one) == BATCH:
            wake(one)


@shared_task
def forget_old() -> None:
    """Delete rows that were done long ago, and whose number a text went to."""
    actions.forget_old()
    forget_old_threads()


def wake(channel: str) -> None:
    """Ask a worker to look now. Without a retry: a request must not wait for a lost queue."""
    deliver.apply_async([channel], retry=False, expires=60)
