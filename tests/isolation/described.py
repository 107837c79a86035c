"""All that hangs on a service, brought in by an import, and what an import does not bring."""

from datetime import date

from organisations.directory.actions import Figure, write_reply_figures
from organisations.directory.models import Closure, ReferralRoute, Service, ServiceDocument
from organisations.interchange.intake.actions import import_directory
from organisations.interchange.intake.feed_reading import read_feed
from organisations.interchange.intake.queries import known_to
from organisations.management.console import console_of
from tests.organisations.interchange.feeds import service
from tests.world import World

CLOSED = date(2026, 12, 24)


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


def describe_more(world: World) -> None:
    """Closed days, a form, who may refer, and how the school answered: written by the system."""
    service = Service.objects.get(name="Breakfast club")
    hangs_on = {"network_id": world.network.pk, "service": service}
    school = world.school.organisation_id
    Closure.objects.create(**hangs_on, starts_on=CLOSED, ends_on=CLOSED)
    ServiceDocument.objects.create(**hangs_on, name="Form", url="https://school.example/form")
    ReferralRoute.objects.create(**hangs_on, organisation_id=school, places=3)
    write_reply_figures(
        network_id=world.network.pk, figures=[Figure(school, service.pk, 12, 9, 60)]
    )
