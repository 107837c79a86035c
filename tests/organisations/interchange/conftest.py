import pytest

from ccs.tenancy.context import enter, system
from tests.organisations.interchange.directory import CANARY, add_places, describe, place, publish


@pytest.fixture
def feed(client, world):
    """Answers of this network's feed."""

    def ask(path: str = "", **parameters):
        return client.get(f"/oruk/{world.network.slug}/{path}", parameters)

    return ask


@pytest.fixture
def offered(world):
    """A public service at one place, of an organisation that says who it is."""
    add_places()
    describe(world)
    with enter(system(world.network.pk)):
        return publish(world.advice_line, "Food advice", needs=("food", "debt"))


@pytest.fixture
def hidden(world, offered):
    """What no feed may show: a refuge, an internal service, a draft, and a secret place."""
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
    return {
        "services": [refuge, internal, draft, withdrawn],
        "places": [secret],
    }
