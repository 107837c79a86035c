"""The list of what was erased, from the site that erased it to the one that was restored."""

from datetime import UTC, datetime
from uuid import UUID

import pytest
from django.core.management import CommandError

from ccs.backup import erased
from ccs.backup.erased import Erased
from tests.backup.conftest import run

ROW = Erased(
    UUID("0199d000-0000-7000-8000-000000000001"),
    UUID("0199d000-0000-7000-8000-000000000002"),
    datetime(2026, 10, 5, 12, tzinfo=UTC),
)


@pytest.fixture
def came_back(monkeypatch):
    """A kind of erasing whose rows all come back."""
    found: list[Erased] = []

    def again(rows):
        found.extend(rows)
        return len(rows)

    monkeypatch.setattr(erased, "_kinds", {})
    erased.register("sample", listed=lambda: [ROW], again=again)
    return found


@pytest.mark.django_db
def test_what_one_site_listed_another_erases_once(came_back, tmp_path):
    run("list_erased", "--to", str(tmp_path / "1.json"))
    run("list_erased", "--to", str(tmp_path / "2.json"))

    said = run("erase_again", str(tmp_path / "1.json"), str(tmp_path / "2.json"))

    assert came_back == [ROW]
    assert said == "sample: 1 in the lists, 1 erased again.\n"


@pytest.mark.django_db
def test_a_list_that_cannot_be_read_erases_nobody(came_back, tmp_path):
    run("list_erased", "--to", str(tmp_path / "whole.json"))
    torn = tmp_path / "torn.json"
    torn.write_bytes((tmp_path / "whole.json").read_bytes()[:-20])

    with pytest.raises(CommandError, match="is no list of what was erased"):
        run("erase_again", str(tmp_path / "whole.json"), str(torn))

    assert came_back == []


@pytest.mark.django_db(transaction=True)
def test_every_backup_has_the_list_beside_it(came_back, key_file, tmp_path):
    run("backup", "--to", str(tmp_path / "ccs.age"), "--key-file", str(key_file))

    run("erase_again", str(tmp_path / "ccs.erased.json"))

    assert came_back == [ROW]
