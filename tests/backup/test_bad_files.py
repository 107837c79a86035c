"""What cannot be believed is told plainly, and changes nothing."""

import subprocess

import psycopg2
import pyrage
import pytest
from django.core.management import CommandError
from django.db import connection
from pyrage import x25519

from ccs.backup.keys import new_key
from ccs.backup.programs import program
from tests.backup.conftest import run
from tests.backup.places import empty_database, everything


def refused(file, key_file, *options):
    with empty_database():
        with pytest.raises(CommandError) as refusal:
            run("restore", str(file), "--key-file", str(key_file), *options)
        assert everything() == {}
    return str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_a_wrong_key(backup, tmp_path):
    other = tmp_path / "other.key"
    other.write_text(new_key()[0])

    said = refused(backup.file, other)

    assert said == f"This key does not open {backup.file}."


@pytest.mark.django_db(transaction=True)
def test_a_key_that_only_writes(backup, tmp_path):
    public = tmp_path / "public.key"
    public.write_text(new_key()[1])

    said = refused(backup.file, public)

    assert "holds no secret key" in said


@pytest.mark.django_db(transaction=True)
def test_a_file_cut_short(backup, key_file, tmp_path):
    short = tmp_path / "short.age"
    short.write_bytes(backup.file.read_bytes()[:-1])

    said = refused(short, key_file)

    assert "was cut short or changed" in said


@pytest.mark.django_db(transaction=True)
def test_a_changed_byte(backup, key_file, tmp_path):
    changed = tmp_path / "changed.age"
    content = bytearray(backup.file.read_bytes())
    content[len(content) // 2] ^= 1
    changed.write_bytes(content)

    said = refused(changed, key_file)

    assert "was cut short or changed" in said


@pytest.mark.django_db(transaction=True)
def test_a_dump_that_breaks_off_inside_its_seal(backup, key_file, tmp_path):
    key = x25519.Identity.from_str(key_file.read_text())
    content = pyrage.decrypt(backup.file.read_bytes(), [key])
    half = tmp_path / "half.age"
    half.write_bytes(pyrage.encrypt(content[: len(content) * 9 // 10], [key.to_public()]))

    said = refused(half, key_file)

    assert "nothing was changed" in said


@pytest.mark.django_db(transaction=True)
def test_a_count_that_is_not_so(backup, key_file, tmp_path):
    key = x25519.Identity.from_str(key_file.read_text())
    content = pyrage.decrypt(backup.file.read_bytes(), [key])
    line, end, dump = content.partition(b"\n")
    untrue = line.replace(b'"networks_network": {"rows": 0', b'"networks_network": {"rows": 7')
    other = tmp_path / "other.age"
    other.write_bytes(pyrage.encrypt(untrue + end + dump, [key.to_public()]))

    said = refused(other, key_file)

    assert "networks_network is not what the backup says: 0 of 7 rows" in said


@pytest.mark.django_db(transaction=True)
def test_reading_to_the_end_restores_nothing(backup, key_file):
    with empty_database():
        said = run("restore", str(backup.file), "--key-file", str(key_file), "--verify")
        left = everything()

    assert "whole and unchanged; nothing was restored" in said
    assert left == {}


@pytest.mark.django_db(transaction=True)
def test_a_site_that_still_runs_is_not_pulled_from_under(backup, key_file, settings):
    with empty_database():
        app = settings.DATABASES["default"]
        name = connection.settings_dict["NAME"]
        runs = psycopg2.connect(
            dbname=name, **{k.lower(): app[k] for k in ("USER", "PASSWORD", "HOST", "PORT")}
        )
        with pytest.raises(CommandError, match="still connected"):
            run("restore", str(backup.file), "--key-file", str(key_file))
        runs.close()


@pytest.mark.django_db(transaction=True)
def test_a_role_behind_the_walls_makes_no_backup(key_file, settings, tmp_path):
    settings.BACKUP_DATABASE = settings.MIGRATION_DATABASE

    with pytest.raises(CommandError, match="it would see no row"):
        run("backup", "--to", str(tmp_path), "--key-file", str(key_file))

    assert list(tmp_path.iterdir()) == []


def test_any_age_tool_and_pg_restore_open_it_without_us(backup, key_file, tmp_path):

    dump = tmp_path / "ccs.dump"
    opened = pyrage.decrypt(
        backup.file.read_bytes(), [x25519.Identity.from_str(key_file.read_text())]
    )
    dump.write_bytes(opened.partition(b"\n")[2])

    listed = subprocess.run(
        [program("pg_restore", major=18), "--list", dump], capture_output=True, check=True
    )

    assert b"TABLE DATA public networks_network" in listed.stdout
