"""How a whole run is shared between workers: what stays together, and what comes first."""

from collections.abc import Generator

import pytest

BROWSER = {"browser", "page", "site"}


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Each worker takes the next group of the list when it is done with one.

    So in each of them what is rolled back comes first, and what commits last.
    """
    for item in items:  # before pytest-xdist reads the marks
        item.add_marker(pytest.mark.xdist_group(group(item)))
    result = yield
    items.sort(key=turn)  # after everybody else's order
    return result


def turn(item: pytest.Item) -> tuple[bool, bool]:
    """Of what commits the slowest first, or one worker is left alone with it at the end."""
    return commits(item), BROWSER.isdisjoint(item.fixturenames)


def group(item: pytest.Item) -> str:
    """A file, or a folder whose tests stand on one world; what commits there comes later."""
    place = item.path.parent if stands_on_its_folder(item) else item.path
    return f"{place.relative_to(item.config.rootpath)}{' commits' if commits(item) else ''}"


def commits(item: pytest.Item) -> bool:
    """Whether its rows are there for other connections, until they are removed after it."""
    marker = item.get_closest_marker("django_db")
    asked = bool(marker and marker.kwargs.get("transaction"))
    return asked or not {"transactional_db", "live_server"}.isdisjoint(item.fixturenames)


def stands_on_its_folder(item: pytest.Item) -> bool:
    """Whether a fixture of it is made once for its folder."""
    fixtures = item._fixtureinfo.name2fixturedefs
    return any(found[-1].scope == "package" for found in fixtures.values() if found)
