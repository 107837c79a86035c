"""Makes .venv hold exactly what a lock file says: `python3 script/environment.py demo|test`.

Only the standard library: this runs before anything is installed.
"""

import fcntl
import hashlib
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = str(VENV / "bin" / "python")
STAMP = VENV / "installed.json"
OLDEST = (3, 11)
PIP = ["-m", "pip", "--disable-pip-version-check", "--no-input"]
# Nothing of a package runs before its hash is checked; docopt, which the client of GOV.UK Notify
# asks for, is plain Python that was never packed as a wheel.
WHEELS = ["--only-binary", ":all:", "--no-binary", "docopt"]


def main(purpose: str) -> int:
    """Make the environment if it is not there, and install what has changed since."""
    if sys.version_info < OLDEST:
        print("This needs Python 3.11 or newer.", file=sys.stderr)
        return 1
    lock = ROOT / "requirements" / f"{purpose}.txt"
    with (ROOT / "pyproject.toml").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # two starts at once: the second waits
        if not Path(PYTHON).exists() and not make_environment():
            return 1
        wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
        if installed().get(purpose) == wanted:
            return 0
        return install(purpose, lock, wanted)


def make_environment() -> bool:
    """With its own pip where Python can, else borrowing the machine's."""
    # Debian ships venv without ensurepip.
    for options in ([], ["--clear", "--without-pip"]):
        command = [sys.executable, "-m", "venv", *options, str(VENV)]
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        if not made.returncode:
            return True
    print(made.stdout, made.stderr, "Install venv: apt-get install python3-venv", file=sys.stderr)
    return False


def installed() -> dict[str, str]:
    """What was installed here before, by purpose."""
    return json.loads(STAMP.read_text()) if STAMP.exists() else {}


def install(purpose: str, lock: Path, wanted: str) -> int:
    """Install the lock's packages, each checked against its hash."""
    name = lock.relative_to(ROOT)
    print(f"Installing the packages of {name} (one to two minutes, once) ...", flush=True)
    own = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True, check=False)
    pip = [PYTHON, *PIP] if own.returncode == 0 else [sys.executable, *PIP, "--python", PYTHON]
    arguments = ["install", "-qq", "--require-hashes", *WHEELS, "-r", str(lock)]
    if code := subprocess.run([*pip, *arguments], check=False).returncode:
        print("The packages could not be installed; the reason is above.", file=sys.stderr)
        return code
    STAMP.write_text(json.dumps({**installed(), purpose: wanted}))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1]))
    except KeyboardInterrupt:
        sys.exit("Stopped.")
