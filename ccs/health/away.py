"""Whether an error means that the database cannot do it now, whatever was asked."""

import time
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError

# Not before this is it worth trying again, in seconds.
TRY_AGAIN = 120

_READ_ONLY = "25006"
_READING_ONLY = ("default_transaction_read_only", "in_hot_standby")
# Classes of PostgreSQL's codes: no connection, no room (disk, memory, connections), and a server
# that is going down or coming up.
_CLASSES = ("08", "53", "57P", "58")


def database_is_away(error: BaseException | None) -> bool:
    """Lost, full, or only to be read. Nothing of what was asked for was kept by half."""
    while error is not None:
        if isinstance(error, DatabaseError | InterfaceError) and _says_so(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def let_go_of_one_that_may_only_read(connection: Any, **sent: Any) -> None:
    """A connection keeps what it was told when it was made: this one serves no second request.

    PostgreSQL says so by itself, and nothing is asked.
    """
    told = connection.connection.info.parameter_status
    if any(told(name) == "on" for name in _READING_ONLY):
        connection.close_at = time.monotonic()


def _says_so(error: DatabaseError | InterfaceError) -> bool:
    code = getattr(error.__cause__, "pgcode", None)
    if code is None:  # nobody was there to give one
        return isinstance(error, OperationalError | InterfaceError)
    return code == _READ_ONLY or code.startswith(_CLASSES)
