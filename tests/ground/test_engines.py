import subprocess
import sys

import psycopg2
import pytest
import redis

from ccs.embedded.cluster import EngineFailedError
from ccs.embedded.engines import forget, running_engines
from ccs.embedded.lock import FolderInUseError, announce, announced, only_one
from ccs.embedded.ports import free_port, is_free
from ccs.embedded.processes import start


def asked(engines, question):
    connection = psycopg2.connect(engines.environment["MIGRATION_DATABASE_URL"])
    try:
        with connection, connection.cursor() as cursor:
            cursor.execute(question)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "a folder with spaces"
    yield folder
    forget(folder)


def test_data_survives_a_restart(folder):
    with running_engines(folder) as engines:
        asked(engines, "CREATE TABLE kept AS SELECT 42 AS number")
        redis.Redis.from_url(engines.environment["REDIS_URL"]).set("kept", "yes")

    with running_engines(folder) as engines:
        rows = asked(engines, "SELECT number FROM kept")
        value = redis.Redis.from_url(engines.environment["REDIS_URL"]).get("kept")

    assert rows == [(42,)]
    assert value == b"yes"


def test_every_engine_ends_with_the_block(folder):
    with running_engines(folder, throw_away=True) as engines:
        alive = [child.alive for child in engines.children]

    assert alive == [True, True, True, True]
    assert [child.alive for child in engines.children] == [False, False, False, False]


def test_roles_are_as_the_walls_need_them(folder):
    with running_engines(folder, throw_away=True) as engines:
        roles = asked(
            engines,
            "SELECT rolname, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'ccs_%' AND rolname <> 'ccs_super' ORDER BY rolname",
        )

    assert roles == [
        ("ccs_app", False, False, False),
        ("ccs_backup", False, True, False),
        ("ccs_owner", False, False, True),
    ]


def test_data_of_another_major_version_are_left_alone(folder):
    with running_engines(folder):
        pass
    version = folder.resolve() / "postgres" / "PG_VERSION"
    version.write_text("17\n")

    with pytest.raises(EngineFailedError) as refusal, running_engines(folder):
        pass

    assert "are of PostgreSQL 17" in str(refusal.value)
    assert "script/manage restore ccs.age" in str(refusal.value)
    assert version.read_text() == "17\n"


def test_what_is_forgotten_is_gone(folder):
    with running_engines(folder) as engines:
        asked(engines, "CREATE TABLE kept AS SELECT 42 AS number")
        password = engines.environment["SECRET_KEY"]

    forget(folder)

    with running_engines(folder, throw_away=True) as engines:
        assert asked(engines, "SELECT to_regclass('kept')") == [(None,)]
        assert engines.environment["SECRET_KEY"] != password


def test_a_folder_is_held_once(tmp_path):
    with only_one(tmp_path):
        announce(tmp_path, "http://localhost:8000")
        with pytest.raises(FolderInUseError), only_one(tmp_path):
            pass
        address = announced(tmp_path)["address"]

    assert address == "http://localhost:8000"
    assert announced(tmp_path) == {}


def test_a_child_dies_with_its_parent(tmp_path):
    script = (
        "import pathlib, os, signal\n"
        "from ccs.embedded.processes import start\n"
        f"child = start('sleeper', ['sleep', '60'], log=pathlib.Path({str(tmp_path / 'log')!r}))\n"
        "print(child.popen.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )

    parent = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False)

    assert parent.returncode == -9
    assert not _runs(int(parent.stdout))


def test_a_child_that_will_not_stop_is_ended(tmp_path):
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
    child = start("deaf", [sys.executable, "-c", deaf], log=tmp_path / "log")
    child.patience = 1

    child.stop()

    assert not child.alive


def test_a_taken_port_is_exchanged(tmp_path):
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        other = free_port(port)

    assert other != port
    assert is_free(other)


def _runs(pid):
    import time
    from pathlib import Path

    deadline = time.monotonic() + 30
    while Path(f"/proc/{pid}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    return Path(f"/proc/{pid}").exists()
