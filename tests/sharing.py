"""How a whole run is shared between workers: what stays together, and what comes first."""

from collections.abc import Generator
from typing import Any, NamedTuple

import pytest

BROWSER = {"browser", "page", "site"}
FOUND = ["", " in a world", " in two worlds"]
GROUP = pytest.StashKey[str]()


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Each worker takes the next group of the list when it is done with one.

    So in each of them what is rolled back comes first, and what commits last.
    """
    for item in items:
        item.stash[GROUP] = group(item)
        if has_database(item):
            # Before its own transaction begins, which a mark may begin before all it asks for.
            item.fixturenames[:] = dict.fromkeys(["stage", *item.fixturenames])
    result = yield
    items.sort(key=lambda item: (*turn(item), item.path))  # after everybody else's order
    return result


class Grouped(NamedTuple):
    """What pytest-xdist reads of a test: it shares out by what follows the last @ of an id."""

    nodeid: str


@pytest.hookimpl(wrapper=True)
def pytest_collection_finish(session: pytest.Session) -> Generator[None, Any, Any]:
    """Tell the groups where the work is shared out; reports and `--lf` keep plain ids.

    pytest-xdist's own mark for it writes an attribute that pytest 9.2 does not read any more.
    """
    items = session.items
    if hasattr(session.config, "workerinput"):
        session.items = [Grouped(f"{one.nodeid}@{one.stash[GROUP]}") for one in items]
    try:
        return (yield)
    finally:
        session.items = items


def turn(item: pytest.Item) -> tuple[bool, bool, bool, int, bool]:
    """Of what commits the slowest first, or one worker is left alone with it at the end.

    A browser comes last: open, it takes a fifth of a core until the end, and what makes processes
    of its own has to come before its threads are there.

    What finds the same worlds comes together, so that they are built once. What a folder stands on
    is there until its last test: its tests that do not stand on it come before.
    """
    forks = "faults" in item.path.parts
    browses = not BROWSER.isdisjoint(item.fixturenames)
    return commits(item), browses, not forks, worlds_found(item), stands_on_its_folder(item)


def group(item: pytest.Item) -> str:
    """A file, or a folder whose tests stand on one world; what commits there comes later."""
    place = item.path.parent if stands_on_its_folder(item) else item.path
    found = " commits" if commits(item) else FOUND[worlds_found(item)]
    return f"{place.relative_to(item.config.rootpath)}{found}"


def commits(item: pytest.Item) -> bool:
    """Whether its rows are there for other connections, until they are removed after it."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)


def has_database(item: pytest.Item) -> bool:
    asked = item.get_closest_marker("django_db")
    return bool(asked) or "django_db_setup" in item.fixturenames


def worlds_found(item: pytest.Item) -> int:
    """How many worlds stand before it begins; what commits builds its own."""
    if commits(item) or "world" not in item.fixturenames:
        return 0
    return 2 if "other_world" in item.fixturenames else 1


def stands_on_its_folder(item: pytest.Item) -> bool:
    """Whether a fixture of it is made once for its folder."""
    fixtures = item._fixtureinfo.name2fixturedefs
    return any(found[-1].scope == "package" for found in fixtures.values() if found)
