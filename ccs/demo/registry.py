"""Where apps say what they add to the demo. The demo itself knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.module_loading import import_string

# Builds an app's share of one part, usually a network, and answers in a few words what it made.
Build = Callable[[str], str]
People = Callable[[], "list[Place]"]


class AlreadyBuiltError(Exception):
    """Raised by a part's first builder when the part is there."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One made-up person in one team, or in a network or the programme without a team.

    `home` is the first word of the address where they land after signing in.
    """

    user_id: UUID
    email: str
    name: str
    home: str
    network: str = ""
    network_name: str = ""
    team: str = ""
    organisation: str = ""
    roles: tuple[str, ...] = ()


# By their dotted names: only the demo loads them.
_builders: list[tuple[Sequence[str], str]] = []
_people: list[str] = []
_own_views: list[str] = []


def register(build: str, *, parts: Sequence[str]) -> None:
    """For `apps.ready()`: a part's builders run in the order of the apps, lowest first.

    Once each, however often an app is made ready.
    """
    if (parts, build) not in _builders:
        _builders.append((parts, build))


@dataclass(frozen=True, kw_only=True)
class OwnView:
    """The page of one made-up person who was helped, and the code that opens it."""

    network_name: str
    title: str
    address: str
    code: str


def register_own_views(find: str) -> None:
    """Say which there are: the name of a function that answers with each `OwnView`."""
    if find not in _own_views:
        _own_views.append(find)


def own_views() -> list[OwnView]:
    return [one for find in _own_views for one in import_string(find)()]


def register_people(find: str) -> None:
    """Say who is there to sign in as: the name of a `People`."""
    if find not in _people:
        _people.append(find)


def parts() -> list[str]:
    return list(dict.fromkeys(part for named, _build in _builders for part in named))


def build_part(part: str) -> list[str]:
    """All of a part or nothing of it: who is stopped half way starts it again.

    Raises AlreadyBuiltError, having changed nothing, when it is there.
    """
    builders: list[Build] = [import_string(name) for named, name in _builders if part in named]
    with transaction.atomic():
        return [build(part) for build in builders]


def places() -> list[Place]:
    finders: list[People] = [import_string(name) for name in _people]
    return [place for find in finders for place in find()]
