"""The browser for journeys: the machine's own Chromium."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt-get install -y --no-install-recommends chromium"


def find_or_install() -> str | None:
    """Where Chromium is. Root installs Debian's; anybody else is told the one missing command."""
    if found := _find():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("-- installing Chromium for the browser tests", flush=True)
        for command in ("apt-get update", INSTALL):
            environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
            subprocess.run([*command.split(), "-qq"], env=environment, check=False)
        if found := _find():
            return found
    print(f"The browser tests need Chromium. Install it: sudo {INSTALL}", file=sys.stderr)
    return None


def _find() -> str | None:
    chosen = os.environ.get("CHROMIUM")
    return chosen or next(filter(None, map(shutil.which, NAMES)), None)
