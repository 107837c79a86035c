import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from ccs.embedded.run import needs_tables

CELERY = [sys.executable, "-m", "celery", "-A", "ccs"]
COMMANDS = {
    "web": [sys.executable, "-c", "import ccs.wsgi"],
    "worker": [*CELERY, "worker", "--pool", "solo"],
    "scheduler": [*CELERY, "beat", "--pidfile="],
}


@pytest.fixture
def as_the_owner(db, settings):
    owner = settings.MIGRATION_DATABASE
    name = connection.settings_dict["NAME"]
    account = f"{owner['USER']}:{quote(owner['PASSWORD'], safe='')}"
    return f"postgres://{account}@{owner['HOST']}:{owner['PORT']}/{name}"


@pytest.mark.parametrize("process", list(COMMANDS))
def test_no_process_starts_as_the_owner_of_the_tables(as_the_owner, process, tmp_path):
    environment = {**os.environ, "DATABASE_URL": as_the_owner, "PYTHONPATH": str(Path.cwd())}

    finished = subprocess.run(
        COMMANDS[process],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert finished.returncode != 0
    assert "DATABASE_URL names a role that owns tables" in finished.stderr


def test_on_a_new_database_only_what_works_with_tables_makes_them_first():
    commands = (
        ["create_network", "--slug", "hamlets"],
        ["import_history", "--help"],
        ["migrate"],
        ["shell"],
        [],
    )

    found = [needs_tables(arguments) for arguments in commands]

    assert found == [True, False, False, False, False]
