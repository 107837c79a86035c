"""All that hangs on a service, brought in by an import."""

from organisations.interchange.intake.actions import import_directory
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.queries import known_to
from organisations.management.console import console_of
from tests.organisations.interchange.feeds import service
from tests.world import World


def describe_breakfast(world: World) -> None:
    """Hours, a contact, an area, a place and who it is for, of the school's breakfast club."""
    whole = service(
        name="Breakfast club",
        organization={"id": "1", "name": "Hill School"},
        service_areas=[{"name": "everywhere"}],
        minimum_age=5,
    )
    with console_of(world.network.slug) as actor:
        import_directory(
            actor=actor,
            reading=read_feed([("services[0]", whole)], known_to(actor)),
            source="https://feed.example",
            same={"Hill School": "Hill School"},
        )
