from uuid import UUID

from networks.calendar.rules import WorkingHours
from networks.networks.models import Kind, Network


def working_hours(network: Network) -> WorkingHours:
    return WorkingHours(
        opens=network.desk_opens, closes=network.desk_closes, country=network.country
    )


def network_by_id(network_id: UUID) -> Network:
    return Network.objects.get(pk=network_id)


def network_by_slug(slug: str) -> Network | None:
    return Network.objects.filter(slug=slug).first()


def live_networks() -> list[Network]:
    return list(Network.objects.filter(kind=Kind.LIVE).order_by("name"))


def live_network(slug: str) -> Network | None:
    """A practice network is made-up people: the public is not shown it."""
    return Network.objects.filter(slug=slug, kind=Kind.LIVE).first()


def every_network_id() -> list[UUID]:
    """Live and practice networks, in a fixed order."""
    return list(Network.objects.order_by("pk").values_list("pk", flat=True))
