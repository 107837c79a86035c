from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from ccs.accounts.models import User
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import Context, enter, system
from networks.networks.models import Network
from organisations.members.models import Team
from organisations.roles.queries import actor_for

pytestmark = pytest.mark.django_db


def create(*arguments: str) -> str:
    said = StringIO()
    call_command("create_network", *arguments, stdout=said)
    return said.getvalue()


def test_a_network_comes_with_its_desk():
    create("--slug", "leeds", "--name", "Leeds Community Advice Network")

    network = Network.objects.get(slug="leeds")

    with enter(system(network.pk)):
        desk = Team.objects.get(network=network)
    assert network.name == "Leeds Community Advice Network"
    assert (desk.is_desk, desk.name) == (True, "Leeds Community Advice Network desk")


def test_a_network_of_wales_speaks_welsh():
    create("--slug", "gwent", "--name", "Gwent", "--country", "wales")

    network = Network.objects.get(slug="gwent")

    assert network.languages == ["en", "cy"]


def test_the_coordinator_may_sign_in_and_is_owed_one_invitation():
    create("--slug", "leeds", "--name", "Leeds", "--coordinator", "Jo.Sample@leeds.example")

    user = User.objects.get(email="jo.sample@leeds.example")

    with enter(Context(user=user.pk)):
        actor = actor_for(user_id=user.pk, slug="leeds")
    assert actor is not None
    assert (actor.name, actor.roles) == ("Jo Sample", {"coordinator"})
    owed = OutboxMessage.objects.get()
    assert (owed.template, owed.recipient_id) == ("invitation", actor.member_id)


def test_the_command_prints_no_address_of_a_person():
    said = create("--slug", "leeds", "--name", "Leeds", "--coordinator", "jo.sample@leeds.example")

    lines = said.splitlines()

    assert lines[0].endswith("/leeds/")
    assert "sample" not in said


@pytest.mark.parametrize(
    ("slug", "name", "coordinator"),
    [
        ("demo", "A reserved word", ""),
        ("Not a slug", "Leeds", ""),
        ("leeds", "L" * 121, ""),
        ("leeds", "Leeds", "not an address"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_made(slug: str, name: str, coordinator: str):
    arguments = ["--slug", slug, "--name", name, "--coordinator", coordinator]

    with pytest.raises(CommandError):
        create(*arguments)

    assert not Network.objects.exists()


def test_a_slug_is_given_once():
    create("--slug", "leeds", "--name", "Leeds")

    with pytest.raises(CommandError) as refused:
        create("--slug", "leeds", "--name", "Another Leeds")

    assert "already a network" in str(refused.value)
