"""Started every night by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.models import Network
from referrals.audit.watching import WATCH


@shared_task
def watch_reading() -> None:
    """One job a network; the people of a practice network are made up."""
    now = timezone.now()
    for network_id in Network.objects.filter(practice_of=None).values_list("id", flat=True):
        schedule(WATCH, network_id=network_id, due=[(network_id, now)])
