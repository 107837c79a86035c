"""Which user the database runs as: PostgreSQL refuses to be root."""

import os
import pwd
import subprocess
from pathlib import Path
from typing import Any

NOBODY = "nobody"


def demoted() -> dict[str, Any]:
    """What subprocess needs to start a child as somebody other than root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam(NOBODY)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def give(path: Path, mode: int = 0o700) -> None:
    """Make the path belong to the database's user, and to nobody else."""
    path.chmod(mode)
    if os.geteuid() == 0:
        nobody = pwd.getpwnam(NOBODY)
        os.chown(path, nobody.pw_uid, nobody.pw_gid)


def can_run(binary: Path) -> bool:
    """Whether the database's user can reach and start this program."""
    try:
        finished = subprocess.run(
            [binary, "--version"], cwd="/", capture_output=True, check=False, **demoted()
        )
    except (PermissionError, FileNotFoundError):
        return False
    return finished.returncode == 0


def can_enter(folder: Path) -> bool:
    """Whether the database's user can reach this folder."""
    asked = subprocess.run(["test", "-x", folder], cwd="/", check=False, **demoted())
    return asked.returncode == 0
