"""The people of the columns, and how each asks for an address of the rows."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from ccs.accounts.models import User
from ccs.accounts.sessions import SessionStore
from networks.programme.actions import appoint
from tests.access.addresses import Address
from tests.access.things import things_of
from tests.access.typed import typed_on_forms
from tests.signing_in import typed_a_code
from tests.world import World, build_world


@dataclass
class Scene:
    """A school asks the advice line: the people of the columns, and the things of the rows.

    `things` are by argument, or by address and argument where that needs another one.
    """

    world: World
    other: World
    people: dict[str, User] = field(default_factory=dict)
    sessions: dict[UUID, SessionStore] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)

    def path(self, address: Address, **others: object) -> str:
        """Its address for our things; `others` take their places."""
        return address.path(
            {
                argument: others[argument]
                if argument in others
                else self.things.get(f"{address.name} {argument}", self.things.get(argument))
                for argument in address.arguments
            }
        )

    def ask(
        self,
        name: str,
        method: str,
        *,
        by: User | None,
        path: str,
        typed: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """One request, of which nothing is left."""
        with transaction.atomic():
            browser = Client(raise_request_exception=False)
            if by:
                browser.cookies[settings.SESSION_COOKIE_NAME] = self.session(by)
            if method == "POST":
                answer = browser.post(path, self.typed(name) if typed is None else typed)
            else:
                answer = browser.generic(method, path)
            transaction.set_rollback(True)
        return answer

    def sign_in(self, user: User) -> None:
        browser = Client()
        browser.force_login(user)
        # However long the table takes.
        typed_a_code(browser, user, lasts=86_400)
        self.sessions[user.pk] = browser.session

    def session(self, user: User) -> str:
        """Of who signed in once: as it was then, because Redis knows of no rollback."""
        session = self.sessions[user.pk]
        session._cache.set(session.cache_key, session._session)
        return session.session_key

    def typed(self, name: str) -> dict[str, Any]:
        return typed_on_forms(self.world, self.things).get(name, {})


def build_scene() -> Scene:
    world, other = build_world(), build_world("norwich", "Norwich Network")
    scene = Scene(world, other)
    appoint("overseer@example.org")
    scene.people = {
        "other": other.user("teacher"),
        "strgr": world.user("officer"),
        "sendr": world.user("teacher"),
        "recvr": world.user("adviser"),
        "mngr": world.user("manager"),
        "coord": world.user("coordinator"),
        "anlst": world.user("analyst"),
        "progr": User.objects.get(email="overseer@example.org"),
    }
    for user in [*scene.people.values(), other.user("manager"), other.user("coordinator")]:
        scene.sign_in(user)
    scene.things = things_of(world)
    return scene
