from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction


@pytest.fixture(scope="package")
def built(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Built once and never committed; the words that the command said."""
    said = StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("build_demo", stdout=said)
        # Now, once: what is put off to the end would be looked at again after each test.
        connection.check_constraints()
        yield said.getvalue()
        transaction.set_rollback(True)
