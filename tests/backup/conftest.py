from io import StringIO
from types import SimpleNamespace

import pytest
from django.core.management import call_command

from ccs.backup.keys import new_key


def run(*arguments):
    out = StringIO()
    call_command(*arguments, stdout=out, stderr=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def key_file(tmp_path_factory):
    file = tmp_path_factory.mktemp("keys") / "backups.key"
    file.write_text(new_key()[0])
    return file


@pytest.fixture(scope="module")
def backup(tmp_path_factory, key_file, django_db_setup, django_db_blocker):
    """One of the database as tests find it: made once, read by many."""
    file = tmp_path_factory.mktemp("backups") / "ccs.age"
    with django_db_blocker.unblock():
        said = run("backup", "--to", str(file), "--key-file", str(key_file))
    return SimpleNamespace(file=file, said=said)
