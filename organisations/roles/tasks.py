"""Keeping what keys leave behind small."""

from celery import shared_task

from ccs.api import idempotency
from ccs.tenancy.context import enter, system
from networks.networks.models import Network


@shared_task
def forget_old_idempotency_keys() -> None:
    """A network at a time: no context sees the rows of two."""
    for network_id in Network.objects.values_list("id", flat=True):
        with enter(system(network_id)):
            idempotency.forget_old()
