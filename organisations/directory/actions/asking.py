"""When a team is to be asked again whether what it says of a service is still right."""

from datetime import datetime
from typing import Final

from ccs.jobs.actions import schedule
from organisations.directory.models import Service
from organisations.directory.rules import CHECKED_FOR

# The job that asks: its subject is the service.
SERVICE_CHECK: Final = "service_check"


def ask_in_six_months(service: Service, now: datetime) -> None:
    """Asking again moves it."""
    due = [(service.pk, now + CHECKED_FOR)]
    schedule(SERVICE_CHECK, network_id=service.network_id, due=due)
