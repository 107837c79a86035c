"""Started every night by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.models import Network
from organisations.people.dormant import DORMANT


@shared_task
def look_for_dormant_accounts() -> None:
    """One job a network; a practice twin has no accounts of its own to close."""
    now = timezone.now()
    for network_id in Network.objects.filter(practice_of=None).values_list("id", flat=True):
        schedule(DORMANT, network_id=network_id, due=[(network_id, now)])
