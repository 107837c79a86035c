"""Each live network's practice twin: a network of its own, where everybody is made up."""

from typing import Any, Final
from uuid import UUID

from django.db import transaction

from ccs.tenancy.context import Context, Role, enter, system
from ccs.tenancy.slugs import PRACTICE
from networks.networks.actions import NAME, SHORT_NAME
from networks.networks.models import Kind, Network

# What pages and promises of the twin take from the live network, as they are there.
_ALIKE: Final = (
    "country",
    "languages",
    "client_languages",
    "colour",
    "area_codes",
    "helpline_phone",
    "helpline_email",
    "helpline_hours",
    "children_care_phone",
    "adults_care_phone",
    "desk_opens",
    "desk_closes",
    "standards",
    "aftercare_weeks",
    "second_step_for_all",
)
_MARK: Final = " (practice)"


def twin_of(network_id: UUID) -> Network | None:
    """The practice network of a live one; None while it has none, and for a practice network."""
    return Network.objects.filter(practice_of=network_id).first()


@transaction.atomic
def create_twin(network: Network) -> tuple[Network, bool]:
    """The twin, and whether it was made now. It has no desk yet and nobody is in it."""
    with enter(Context(role=Role.SYSTEM)):
        # Two at once make one: the second finds the first one's.
        return Network.objects.get_or_create(
            practice_of=network,
            defaults={
                "slug": f"{network.slug}{PRACTICE}",
                "kind": Kind.PRACTICE,
                **_taken_from(network),
            },
        )


def keep_alike(twin: Network, network: Network) -> None:
    """What the live network has changed of itself since."""
    changed = {
        name: value for name, value in _taken_from(network).items() if getattr(twin, name) != value
    }
    if changed:
        with enter(system(twin.pk)):
            Network.objects.filter(pk=twin.pk).update(**changed)


def _taken_from(network: Network) -> dict[str, Any]:
    marked = {
        name: f"{getattr(network, name)[: most - len(_MARK)].strip()}{_MARK}"
        for name, most in (("name", NAME), ("short_name", SHORT_NAME))
    }
    return {**marked, **{name: getattr(network, name) for name in _ALIKE}}
