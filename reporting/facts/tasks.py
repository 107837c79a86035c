"""Started every few seconds by the scheduler. Done twice or late, it comes to the same."""

from celery import shared_task

from reporting.facts.actions import fold_all


@shared_task
def fold() -> None:
    fold_all()
