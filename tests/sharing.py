"""How a whole run is shared between workers: what stays together, and what comes first."""

from collections.abc import Generator

import pytest

BROWSER = {"browser", "page", "site"}
FOUND = ["", " in a world", " in two worlds"]


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Generator[None, None, None]:
    """Each worker takes the next group of the list when it is done with one.

    So in each of them what is rolled back comes first, and what commits last.
    """
    for item in items:  # before pytest-xdist reads the marks
        item.add_marker(pytest.mark.xdist_group(group(item)))
        if has_database(item):
            # Before its own transaction begins, which a mark may begin before all it asks for.
            item.fixturenames[:] = dict.fromkeys(["stage", *item.fixturenames])
    result = yield
    files = {path: number for number, path in enumerate(dict.fromkeys(i.path for i in items))}
    items.sort(key=lambda item: (*turn(item), files[item.path]))  # after everybody else's order
    return result


def turn(item: pytest.Item) -> tuple[bool, bool, bool, int]:
    """Of what commits the slowest first, or one worker is left alone with it at the end.

    What makes processes of its own comes before a browser and its threads are there.

    What finds the same worlds comes together, so that they are built once.
    """
    forks = "faults" in item.path.parts
    return commits(item), not forks, BROWSER.isdisjoint(item.fixturenames), worlds_found(item)


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
