"""Who oversees the programme, and the networks they oversee."""

from uuid import UUID

from ccs.tenancy.context import Context, enter
from networks.networks.models import Kind, Network
from networks.programme.models import ProgrammeRole


def oversees_programme(user_id: UUID) -> bool:
    with enter(Context(user=user_id)):
        return ProgrammeRole.objects.filter(user=user_id, permission__codename="oversee").exists()


def live_networks() -> list[Network]:
    return list(Network.objects.filter(kind=Kind.LIVE).order_by("name", "id"))
