"""One start per folder: a second one is told of the first, and does no harm."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class FolderInUseError(Exception):
    """Another process holds the folder's engines."""


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder. The system lets go of it however we end, even by kill -9."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise FolderInUseError(str(folder)) from None
        try:
            yield
        finally:
            _notice(folder).unlink(missing_ok=True)


def announce(folder: Path, address: str) -> None:
    """Say that a site is up here, for the second start and for script/manage."""
    _notice(folder).write_text(json.dumps({"address": address, "process": os.getpid()}))


def announced(folder: Path) -> dict[str, str]:
    """What the holder of the folder said, or nothing while it is still starting."""
    try:
        return {name: str(value) for name, value in json.loads(_notice(folder).read_text()).items()}
    except FileNotFoundError:
        return {}


def _notice(folder: Path) -> Path:
    return folder / "running.json"
