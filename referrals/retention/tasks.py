"""Started every night by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.models import Network
from referrals.retention.actions import RUN


@shared_task
def look_for_what_is_over() -> None:
    now = timezone.now()
    for network_id in Network.objects.values_list("id", flat=True):
        schedule(RUN, network_id=network_id, due=[(network_id, now)])
