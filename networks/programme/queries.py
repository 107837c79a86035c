"""Who oversees the programme, and the networks they oversee."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from ccs.tenancy.context import Context, enter
from networks.networks.models import Kind, Network
from networks.programme.models import ProgrammeRole
from networks.programme.rules import Row


def oversees_programme(user_id: UUID) -> bool:
    with enter(Context(user=user_id)):
        return ProgrammeRole.objects.filter(user=user_id, permission__codename="oversee").exists()


def live_networks() -> list[Network]:
    return list(Network.objects.filter(kind=Kind.LIVE).order_by("name", "id"))


def standings(now: datetime) -> list[Row]:
    """Each network in a context of its own: what counts one never sees another."""
    count = import_string(settings.NETWORK_FIGURES)
    return [
        Row(network.pk, network.name, network.slug, count(network.pk, now))
        for network in live_networks()
    ]
