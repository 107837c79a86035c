"""What the tests of pages share: a browser signed in as somebody, and the addresses."""

from django.test import Client

from tests.world import World


def browser(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.user(name))
    return client


def home(world: World) -> str:
    return f"/{world.network.slug}/"


def page(world: World, reference: str, move: str = "") -> str:
    return f"/{world.network.slug}/referrals/{reference}/{move + '/' if move else ''}"


def text_of(response: object) -> str:
    """The page as one line of text, as a test compares sentences."""
    return " ".join(response.content.decode().split())
