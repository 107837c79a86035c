import pytest


@pytest.fixture
def feed(client, world):
    """Answers of this network's feed."""

    def ask(path: str = "", **parameters):
        return client.get(f"/oruk/{world.network.slug}/{path}", parameters)

    return ask
