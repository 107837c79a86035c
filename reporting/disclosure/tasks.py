"""Started every night by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.queries import live_networks
from reporting.disclosure.jobs import PUBLISH


@shared_task
def publish_figures() -> None:
    """One job a network: what fails in one is tried again there, and holds up no other."""
    now = timezone.now()
    for network in live_networks():
        schedule(PUBLISH, network_id=network.pk, due=[(network.pk, now)])
