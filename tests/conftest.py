"""What every test stands on."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.mail import mailbox as mailbox
from tests.notify import notify as notify
from tests.sharing import pytest_collection_finish as pytest_collection_finish
from tests.sharing import pytest_collection_modifyitems as pytest_collection_modifyitems
from tests.standing import other_world as other_world
from tests.standing import stage as stage
from tests.standing import standing_worlds as standing_worlds
from tests.standing import world as world

# Playwright's synchronous interface runs an event loop, in which Django refuses its own.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")

# A busy machine is no failure: an example is judged by what it shows, never by the clock.
settings.register_profile("unhurried", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("unhurried")

CHROMIUM = ["chromium", "chromium-browser", "google-chrome"]
CHROMIUM_ARGUMENTS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What tests found worth reading; a worker's own output is seen by nobody."""
    stats = terminalreporter.stats
    for report in [*stats.get("passed", []), *stats.get("failed", [])]:
        for name, text in report.user_properties:
            if name == "to_read":
                terminalreporter.write_line(text)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
) -> Iterator[None]:
    """Be the owner while pytest-django makes the test database, and again while it drops it."""
    from ccs.management.owner import owner_connection

    with owner_connection():
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The database is made: from here on, be the role that owns nothing."""
    from tests.database import runtime_connection

    with django_db_blocker.unblock():
        runtime = ExitStack()
        runtime.enter_context(runtime_connection())
    with runtime:
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The installed Chromium, which refuses its sandbox to root."""
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM)), None)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {
        **browser_type_launch_args,
        "executable_path": found,
        "args": [*CHROMIUM_ARGUMENTS, *sandbox],
    }
