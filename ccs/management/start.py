"""The last look before a process serves people."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from ccs.tenancy.checks import role_problems


def refuse_unbound_role() -> None:
    """Do not start as a database role that the walls do not bind."""
    try:
        if problems := role_problems():
            raise ImproperlyConfigured(" ".join(problems))
    finally:
        # What starts here forks or hands over to threads, which open their own.
        connection.close()
