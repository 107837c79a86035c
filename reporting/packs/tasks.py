"""Started every morning by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.queries import live_networks
from reporting.packs.rules import DRAFT


@shared_task
def draft_packs() -> None:
    """One job a network; nobody reads the pack of a practice network."""
    now = timezone.now()
    for network in live_networks():
        schedule(DRAFT, network_id=network.pk, due=[(network.pk, now)])
