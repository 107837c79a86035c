"""What the tests of known people share: somebody who was helped, and the addresses."""

from datetime import date
from typing import Any
from uuid import UUID

from django.test import Client as Browser

from referrals.assessments.models import Assessment
from referrals.assessments.rules import Person, Relative
from referrals.clients.asking import asked_in
from referrals.clients.queries import people_found
from tests.world import World


def help_linda(world: World, *, by: str = "teacher", **changes: object) -> Assessment:
    """A household known to the school: Linda, and her son Casey."""
    person: dict[str, Any] = {
        "given_name": "Linda",
        "family_name": "Pretend",
        "date_of_birth": date(1979, 3, 14),
        "phone": "07700 900101",
        "postcode": "NR7 7DT",
        "safe_to": ("call",),
        "contact_notes": "After 4pm.",
    }
    casey = Relative("Casey", relationship="child", date_of_birth=date(2011, 5, 20))
    return world.assess(
        by=by, client=Person(**{**person, **changes}), household=(casey,), needs=world.told().needs
    )


def help_called(world: World, given_name: str, family_name: str, *, by: str = "teacher") -> None:
    world.assess(by=by, client=Person(given_name, family_name), household=(), needs=_food(world))


def names_found(world: World, text: str, *, by: str = "teacher") -> list[str]:
    """Who is found, as a page would name them: a member of a household by the first name."""
    with world.acting(by) as actor:
        found = people_found(asked_in(text), actor=actor)
        return [(one.member or one.client).given_name for one in found]


def people(world: World, client_id: UUID | None = None, more: str = "") -> str:
    one = f"{client_id}/" if client_id else ""
    return f"/{world.network.slug}/people/{one}{more}"


def search(world: World, browser: Browser, text: str) -> str:
    return browser.post(people(world), {"q": text}).content.decode()


def _food(world: World) -> object:
    return tuple(need for need in world.told().needs if need.member is None)
