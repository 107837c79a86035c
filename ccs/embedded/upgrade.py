"""A data folder of an older major version becomes one of ours, or stays as it was.

Everything is copied into a new folder beside it and compared; only then do the two change names.
"""

import os
import shutil
import sys
import time
from pathlib import Path

import psycopg2

from ccs.embedded.binaries import major
from ccs.embedded.cluster import (
    STOP_SECONDS,
    EngineFailedError,
    initialise,
    major_of_data,
    private_server,
    wait_for_predecessor,
)
from ccs.embedded.copying import copy_all
from ccs.embedded.kept import kept_programs
from ccs.embedded.sameness import described, differences
from ccs.embedded.user import give

# What an empty cluster has, and what it writes ahead while it is filled.
ROOM_BESIDES = 1_200_000_000
MEGABYTE = 1_000_000


def upgrade(binaries: Path, data: Path, *, password: str, log: Path) -> None:
    """Nothing where the data are ours already; else bring them along, or refuse and say why."""
    ours, theirs = major(binaries), major_of_data(data)
    if theirs == ours:
        return
    old_programs = kept_programs(data)
    if theirs > ours or old_programs is None:
        raise EngineFailedError(_refusal(data, theirs, ours))
    wait_for_predecessor(data, STOP_SECONDS)
    new = _emptied(_unfinished(data))
    _see_that_there_is_room(data)
    print(f"The data are brought from PostgreSQL {theirs} to {ours} ...", file=sys.stderr)
    try:
        _build(old_programs, data, binaries, new, password=password, log=log)
    except (EngineFailedError, psycopg2.Error, OSError) as error:
        _emptied(new)
        raise EngineFailedError(_failure(data, theirs, ours, error)) from error
    except BaseException:
        _emptied(new)
        raise
    old = _swap(data, new, theirs)
    print(
        f"Every row is there. The old data are kept in {old}. They hold what was erased since, so"
        " remove them as soon as all is well, within 35 days.",
        file=sys.stderr,
    )


def finish_upgrade(place: Path) -> None:
    """A start that was killed between the last two steps: the data have no name but a new one."""
    data = place.resolve()
    ready = _ready(data)
    if data.exists():
        _emptied(ready)  # the swap had not begun, and the data may have changed since
    elif ready.exists():
        _rename(ready, data)


def leftovers(data: Path) -> list[Path]:
    """Everything that stands beside a data folder because of this."""
    kinds = ("programs-*", "upgrading", "upgraded", "[0-9]*")
    return [found for kind in kinds for found in data.parent.glob(f"{data.name}-{kind}")]


def _build(
    old_programs: Path, data: Path, binaries: Path, new: Path, *, password: str, log: Path
) -> None:
    new.mkdir()
    give(new)
    initialise(binaries, new, password)
    with (
        private_server(old_programs, data, password=password, log=log) as old_server,
        private_server(binaries, new, password=password, log=log) as new_server,
    ):
        copy_all(binaries, old_server, new_server)
        if differing := differences(described(old_server), described(new_server)):
            raise EngineFailedError(f"not the same afterwards: {', '.join(differing)}")


def _swap(data: Path, new: Path, theirs: int) -> Path:
    ready = _rename(new, _ready(data))
    old, count = data.with_name(f"{data.name}-{theirs}"), 1
    while old.exists():
        count += 1
        old = data.with_name(f"{data.name}-{theirs}.{count}")
    _rename(data, old)
    _rename(ready, data)
    return old


def _rename(folder: Path, to: Path) -> Path:
    folder.rename(to)
    parent = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(parent)  # before the next step
    finally:
        os.close(parent)
    return to


def _emptied(folder: Path) -> Path:
    if folder.exists():
        wait_for_predecessor(folder, STOP_SECONDS)
    until = time.monotonic() + STOP_SECONDS
    while folder.exists():
        try:
            shutil.rmtree(folder)
        except OSError:
            # The initdb of a start that was killed clears up, or writes on, until it notices.
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
    return folder


def _unfinished(data: Path) -> Path:
    return data.with_name(f"{data.name}-upgrading")


def _ready(data: Path) -> Path:
    return data.with_name(f"{data.name}-upgraded")


def _see_that_there_is_room(data: Path) -> None:
    used = sum(file.lstat().st_size for file in data.rglob("*") if file.is_file())
    free = shutil.disk_usage(data.parent).free
    if free < used + ROOM_BESIDES:
        raise EngineFailedError(
            f"A new version of PostgreSQL needs {(used + ROOM_BESIDES) // MEGABYTE} MB beside"
            f" {data} to bring the data along; {free // MEGABYTE} MB are free. Nothing was changed."
        )


def _failure(data: Path, theirs: int, ours: int, error: Exception) -> str:
    return (
        f"The data could not be brought from PostgreSQL {theirs} to {ours}: {error}\n"
        f"They are as they were, in {data}. {_steps(data)}"
    )


def _refusal(data: Path, theirs: int, ours: int) -> str:
    return (
        f"The data in {data} are of PostgreSQL {theirs}, and this version of the site brings"
        f" {ours}. Nothing was changed. {_steps(data)}"
    )


def _steps(data: Path) -> str:
    return (
        "\nTo keep them, with the version of the site that made them:\n"
        "  script/manage backup_key ccs.key\n"
        "  script/manage backup --to ccs.age --key-file ccs.key\n"
        f"Then, with this one, move {data} away and:\n"
        "  script/manage restore ccs.age --key-file ccs.key\n"
        "  script/manage migrate\n"
        "To throw them away: script/demo --fresh"
    )
