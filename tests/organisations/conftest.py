"""What the public sees of a network, and what it must not."""

import pytest

from ccs.tenancy.context import enter, system
from organisations.capacity.models import Capacity
from tests.organisations.interchange.directory import CANARY, add_places, describe, place, publish


@pytest.fixture
def offered(world):
    """A public service at one place, of an organisation that says who it is."""
    add_places()
    describe(world)
    with enter(system(world.network.pk)):
        return publish(world.advice_line, "Food advice", needs=("food", "debt"))


@pytest.fixture
def hidden(world, offered):
    """What the public may not find: a refuge, an internal service, drafts, and a secret place."""
    with enter(system(world.network.pk)):
        refuge = publish(
            world.casework,
            f"{CANARY} refuge",
            needs=("domestic_abuse", "shelter"),
            audience="members",
            description=f"{CANARY} safe house",
        )
        internal = publish(world.council, f"{CANARY} internal desk", audience="members")
        draft = publish(world.council, f"{CANARY} draft", status="draft")
        withdrawn = publish(world.council, f"{CANARY} withdrawn", status="withdrawn")
        secret = place(offered, f"{CANARY} secret house", is_secret=True, postcode="OL1 1AA")
        services = [refuge, internal, draft, withdrawn]
        Capacity.objects.filter(service__in=[*services, offered]).update(
            state="paused", reason=f"{CANARY} is ill", set_by_name=f"{CANARY} Sample"
        )
    return {"services": services, "places": [secret]}
