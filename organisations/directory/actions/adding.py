from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from organisations.capacity.actions import start_capacity
from organisations.directory.actions.asking import ask_in_six_months
from organisations.directory.models import Service, ServiceNeed
from organisations.members.models import Team


@dataclass(frozen=True, slots=True)
class NewService:
    name: str
    needs: Sequence[str]
    description: str = ""
    scheme: str = ""
    response_time: str = ""
    referrer_contact: str = ""
    information_needed: Sequence[str] = ()


@transaction.atomic
def add_service(*, team: Team, details: NewService) -> Service:
    """A service with its needs, open from the start."""
    network = team.network_id
    service = Service.objects.create(
        network_id=network,
        team=team,
        name=details.name,
        description=details.description,
        scheme=details.scheme,
        response_time=details.response_time,
        referrer_contact=details.referrer_contact,
        information_needed=list(details.information_needed),
    )
    ServiceNeed.objects.bulk_create(
        ServiceNeed(network_id=network, service=service, need_id=code) for code in details.needs
    )
    start_capacity(network_id=network, service_id=service.pk)
    ask_in_six_months(service, timezone.now())
    return service
