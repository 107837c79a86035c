"""What the middleware gives every page of a network."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.members.models import Membership
from organisations.roles.queries import actor_for
from tests.world import World


def browser(world: World, name: str) -> Client:
    client = Client()
    client.force_login(world.user(name))
    return client


def test_pages_speak_the_language_a_person_chose(world: World) -> None:
    with world.acting("teacher"):
        Membership.objects.filter(pk=world.people["teacher"].pk).update(language="cy")

    page = browser(world, "teacher").get("/hamlets/", headers={"accept-language": "en"})

    assert page["Content-Language"] == "cy"


def test_the_language_chosen_in_this_browser_comes_first(world: World) -> None:
    client = browser(world, "teacher")
    client.cookies["django_language"] = "cy"

    page = client.get("/hamlets/")

    assert page["Content-Language"] == "cy"


def test_nobody_keeps_a_page_not_even_the_browser(world: World) -> None:
    page = browser(world, "teacher").get("/hamlets/")

    assert page["Cache-Control"] == "private, no-store"


def test_who_somebody_is_takes_three_round_trips(world: World, other_world: World) -> None:
    with world.acting("teacher") as actor, CaptureQueriesContext(connection) as asked:
        again = actor_for(user_id=actor.user_id, slug="hamlets")

    assert again == actor
    assert len([one for one in asked if "SAVEPOINT" not in one["sql"]]) == 3
