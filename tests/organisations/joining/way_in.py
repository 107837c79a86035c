"""The steps on the way in, for tests that begin in the middle."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.test import Client

from ccs.accounts.models import User
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter, system
from ccs.tenancy.models import new_id
from organisations.agreements.actions import sign_agreement
from organisations.directory.actions import create_service
from organisations.directory.actions.details import Served, ServiceDetails
from organisations.engagement.lessons.actions import record_done
from organisations.joining import actions
from organisations.joining.links import Invited
from organisations.joining.models import Joining
from organisations.members.models import Organisation
from organisations.roles.queries import actor_for
from tests.world import World

BANK = "Riverside Food Bank"
CONTACT = "jo@riverside.example"


def invited(world: World, name: str = BANK, email: str = CONTACT) -> Joining:
    with world.acting("coordinator") as desk:
        return actions.invite_organisation(
            actor=desk,
            invitation=actions.Invitation(
                name=name,
                sector="vcs",
                contact_name="Jo Sample",
                contact_email=email,
                word="Good to meet you.",
            ),
        )


def applied(world: World, *, confirmed: bool = True) -> Joining:
    key = new_id()
    with enter(system(world.network.pk)):
        actions.apply(
            network_id=world.network.pk,
            form_id=key,
            application=actions.Application(
                name=BANK,
                sector="vcs",
                about="Food for a week.",
                contact_name="Jo Sample",
                contact_email=CONTACT,
            ),
        )
        if confirmed:
            actions.confirm(link=Invited(world.network.pk, key, 0))
    return joining(world, key)


def started(world: World) -> Joining:
    made = invited(world)
    with enter(system(world.network.pk)):
        actions.start(link=Invited(world.network.pk, made.pk, 1))
    return joining(world, made.pk)


def with_all_steps(world: World) -> Joining:
    """Everything but to say that it is ready."""
    made = started(world)
    with enter(system(world.network.pk)):
        organisation = Organisation.objects.get(pk=made.organisation_id)
        for kind in ("data-sharing", "charter"):
            sign_agreement(
                organisation=organisation, name="Jo", role="Chair", at=made.since, kind=kind
            )
    with acting(world) as jo:
        record_done(actor=jo, code="practice_refer")
        actions.save_details(actor=jo, joining_id=made.pk, details=DETAILS)
        actions.say_people(actor=jo, joining_id=made.pk)
        create_service(
            actor=jo,
            team_id=jo.teams[0],
            details=ServiceDetails(
                name="Food parcels",
                description="Three days of food.",
                needs=("food",),
                areas=(Served("network"),),
            ),
        )
    return joining(world, made.pk)


def ready(world: World) -> Joining:
    made = with_all_steps(world)
    with acting(world) as jo:
        return actions.say_ready(actor=jo, joining_id=made.pk, opens_services=True)


DETAILS = actions.Details(
    description="Food for a week.",
    team_name=BANK,
    team_phone="+442079460018",
    no_charity_number=True,
)


@contextmanager
def acting(world: World, email: str = CONTACT) -> Iterator[Actor]:
    """Be Jo, the contact, as a request would make them."""
    user = User.objects.get(email=email)
    with enter(Context(user=user.pk)):
        actor = actor_for(user_id=user.pk, slug=world.network.slug)
        assert actor is not None
        yield actor


def joining(world: World, key: UUID) -> Joining:
    with enter(system(world.network.pk)):
        return Joining.objects.select_related("organisation").get(pk=key)


def browser_of(email: str = CONTACT) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


def link_in(text: str) -> str:
    """The path of the link in an email that joins."""
    return re.findall(r"https?://[^/\s]+(/find-help/\S+/join/\S+)", text)[0]
