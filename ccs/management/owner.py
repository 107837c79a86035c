"""The one door through which a process becomes the owner of the tables."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

# The name stays: under test it is the test database's.
CREDENTIALS = ("USER", "PASSWORD", "HOST", "PORT")


@contextmanager
def connected_as(database: dict[str, Any]) -> Iterator[None]:
    """Inside, the connection has that role; afterwards it has the one it had before."""
    before = {name: connection.settings_dict[name] for name in CREDENTIALS}
    _reconnect({name: database[name] for name in CREDENTIALS})
    try:
        yield
    finally:
        _reconnect(before)


@contextmanager
def owner_connection() -> Iterator[None]:
    """Inside, the connection is the role that owns the tables and may change them."""
    if not settings.MIGRATION_DATABASE:
        raise ImproperlyConfigured("MIGRATION_DATABASE_URL is missing: only the owner may migrate.")
    with connected_as(settings.MIGRATION_DATABASE):
        yield


def _reconnect(credentials: dict[str, Any]) -> None:
    if any(connection.settings_dict[name] != credentials[name] for name in CREDENTIALS):
        connection.close()
        connection.settings_dict.update(credentials)
