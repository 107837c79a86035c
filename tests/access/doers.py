"""Who tries each deed: the columns of docs/who-may.md, and each browser that is one of them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.test import Client

from ccs.accounts.models import User
from tests.access.rights_things import Things
from tests.access.scene import Scene


@dataclass(frozen=True)
class Doer:
    """One browser. `network` is the one in whose name they ask: ours, or their own."""

    user: User | None
    open: Callable[[], Client]
    network: str
    ours: bool = True


@dataclass
class Doers:
    scene: Scene
    things: Things

    def columns(self) -> dict[str, list[Doer]]:
        """Several in a column are answered alike."""
        here = self.scene.world.user
        return {
            "outside": list(self._outside()),
            "other network": list(self._other_network()),
            "other team": [self._one(here("officer"))],
            "sister team": [self._one(here("caseworker"))],
            "team": [self._one(here("teacher"))],
            "colleague": [self._one(here("teacher2"))],
            "receiver": [self._one(here("adviser"))],
            "manager": [self._one(here("manager"))],
            "manager there": [self._one(here("keeper"))],
            "other manager": [self._one(here("councillor"))],
            "desk": [self._one(here("coordinator"))],
            "analyst": [self._one(here("analyst"))],
            "programme": [self._one(self.scene.people["progr"])],
        }

    def keys(self) -> dict[str, list[Doer]]:
        """Of the API: none and a revoked one, another network's under both addresses, and ours."""
        ours, theirs = self.scene.world.network.slug, self.scene.other.network.slug
        kept = self.things.keys
        return {
            "no key": [Doer(None, Client, ours), self._key(kept["revoked"])],
            "other network’s": [self._key(kept["elsewhere"], slug) for slug in (ours, theirs)],
            "other team’s": [self._key(kept["council"])],
            "sister team’s": [self._key(kept["casework"])],
            "team’s": [self._key(kept["school"])],
            "receiver’s": [self._key(kept["advice"])],
            "analyst’s": [self._key(kept["analyst"])],
        }

    def _key(self, key: str, slug: str = "") -> Doer:
        ours = self.scene.world.network.slug
        headers = {"authorization": f"Bearer {key}"}
        return Doer(None, lambda: Client(headers=headers), slug or ours, (slug or ours) == ours)

    def _outside(self) -> Iterator[Doer]:
        """Signed out, with a key of the API, and the person themselves with their page open."""
        slug = self.scene.world.network.slug
        yield Doer(None, Client, slug)
        yield self._key(self.things.keys["advice"])
        yield Doer(None, self._person, slug)

    def _person(self) -> Client:
        browser, (path, code) = Client(), self.things.link
        answer = browser.post(path, {"code": code})
        assert answer.status_code == 302
        return browser

    def _other_network(self) -> Iterator[Doer]:
        """Under our address, and under their own with the ids of ours."""
        ours, theirs = self.scene.world.network.slug, self.scene.other.network.slug
        yield self._one(self.scene.other.user("teacher"), ours)
        yield self._one(self.scene.other.user("manager"), theirs)
        for slug in (ours, theirs):
            yield self._one(self.scene.other.user("coordinator"), slug)

    def _one(self, user: User, slug: str = "") -> Doer:
        self.scene.sign_in(user)

        def open_signed_in() -> Client:
            browser = Client(raise_request_exception=False)
            browser.cookies[settings.SESSION_COOKIE_NAME] = self.scene.session(user)
            return browser

        ours = self.scene.world.network.slug
        return Doer(user, open_signed_in, slug or ours, ours=(slug or ours) == ours)
