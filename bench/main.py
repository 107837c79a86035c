"""`script/bench`: engines, migrations, data, then each benchmark in a process of its own."""

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

from bench.filling import fill
from ccs.embedded.engines import forget, running_engines
from ccs.embedded.lock import FolderInUseError, only_one
from ccs.embedded.run import var
from ccs.embedded.signals import StopAskedError, stopping_on_signals

SETTINGS = "ccs.settings.test"
BENCHMARKS = ("bench.search",)


def main() -> int:
    """Nothing of it is left behind, however it ends."""
    folder = var() / "bench"
    with only_one(folder):
        forget(folder)
        try:
            with running_engines(folder, throw_away=True) as engines:
                environment = {
                    **os.environ,
                    **engines.environment,
                    "DJANGO_SETTINGS_MODULE": SETTINGS,
                }
                return run_all(environment)
        finally:
            forget(folder)


def run_all(environment: Mapping[str, str]) -> int:
    """Migrate, fill, measure; answer the exit code."""
    if code := python(["manage.py", "migrate", "--no-input", "--verbosity", "0"], environment):
        return code
    started = time.monotonic()
    fill(environment["MIGRATION_DATABASE_URL"])
    print(f"Data made in {time.monotonic() - started:.0f} s.", flush=True)
    return max(python(["-m", name], environment) for name in BENCHMARKS)


def python(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run this Python on something."""
    command = [sys.executable, *arguments]
    return subprocess.run(command, env=dict(environment), check=False).returncode


if __name__ == "__main__":
    try:
        with stopping_on_signals():
            sys.exit(main())
    except FolderInUseError:
        sys.exit("A benchmark already runs in this folder. Nothing was changed.")
    except StopAskedError:
        sys.exit("Stopped.")
