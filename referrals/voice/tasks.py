"""Started every hour by the scheduler."""

from celery import shared_task
from django.utils import timezone

from ccs.jobs.actions import schedule
from networks.networks.models import Network
from referrals.voice.questions.actions.asking import ASK_AT_THE_END


@shared_task
def ask_at_the_end() -> None:
    """One job a network: what fails in one is tried again there, and holds up no other."""
    now = timezone.now()
    for network_id in Network.objects.values_list("id", flat=True):
        schedule(ASK_AT_THE_END, network_id=network_id, due=[(network_id, now)])
