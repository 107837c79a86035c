"""What the tests of pages share: a browser signed in as somebody, and the addresses."""

from django.test import Client

from ccs.tenancy.context import enter, system
from organisations.directory.actions import NewService, add_service
from organisations.directory.models import Service
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


def services(world: World, count: int, *, needs: tuple[str, ...] = ("food",)) -> list[Service]:
    """Services of the advice line: one conversation sent to all of them fills its list."""
    with enter(system(world.network.pk)):
        return [
            add_service(
                team=world.advice_line, details=NewService(name=f"Service {number}", needs=needs)
            )
            for number in range(count)
        ]
