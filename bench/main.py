"""`script/bench`: engines, migrations, data, then each benchmark in a process of its own."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise

from bench.filling import add_envelopes, fill
from ccs.embedded.engines import forget, running_engines
from ccs.embedded.lock import FolderInUseError, only_one
from ccs.embedded.run import var
from ccs.embedded.signals import StopAskedError, stopping_on_signals

SETTINGS = "ccs.settings.test"
# What each asks of the data: the directory alone, or envelopes too.
DIRECTORY = ("search",)
ENVELOPES = ("reports", "writers", "exports")
SIZES = (100_000, 1_000_000)
MEASURED = (*DIRECTORY, *ENVELOPES)
FAULTS = 200
FAULTS_OF = ("pages", "calls", "races", "kills", "mail", "room", "clocks")


def main(wanted: Sequence[str], sizes: Sequence[int], faults: int) -> int:
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
                if faults:
                    return run_faults(environment, wanted, faults)
                return run_all(environment, wanted, sizes)
        finally:
            forget(folder)


def migrated(environment: Mapping[str, str]) -> int:
    return python(["manage.py", "migrate", "--no-input", "--verbosity", "0"], environment)


def run_faults(environment: Mapping[str, str], wanted: Sequence[str], times: int) -> int:
    """Without the data: what goes wrong does so in small networks too."""
    command = ["-m", "bench.faults", str(times), *wanted]
    return migrated(environment) or python(command, environment)


def run_all(environment: Mapping[str, str], wanted: Sequence[str], sizes: Sequence[int]) -> int:
    """Migrate, fill, measure; answer the exit code."""
    if code := migrated(environment):
        return code
    owner = environment["MIGRATION_DATABASE_URL"]
    with timed("The directory"):
        fill(owner)
    codes = [measured(name, environment) for name in DIRECTORY if name in wanted]
    for smaller, size in pairwise([0, *sizes]):
        # Lists as long as those of the targets are in the largest alone.
        names = ENVELOPES if size == sizes[-1] else ENVELOPES[:1]
        if not set(names) & set(wanted):
            continue
        with timed(f"{size:,} referrals"):
            add_envelopes(owner, first=smaller + 1, last=size)
        with timed("Their sums"):
            codes.append(python(["manage.py", "rebuild_figures"], environment, quiet=True))
        codes += [measured(name, environment) for name in names if name in wanted]
    return max(codes, default=0)


def measured(name: str, environment: Mapping[str, str]) -> int:
    print(f"\n== {name}", flush=True)
    return python(["-m", f"bench.{name}"], environment)


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - started:.0f} s.", flush=True)


def python(arguments: Sequence[str], environment: Mapping[str, str], *, quiet: bool = False) -> int:
    """Run this Python on something."""
    command = [sys.executable, *arguments]
    output = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, env=dict(environment), check=False, stdout=output).returncode


def asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument(
        "wanted",
        nargs="*",
        metavar="what",
        help=f"of {', '.join(MEASURED)}; with --faults of {', '.join(FAULTS_OF)}; or all",
    )
    parser.add_argument(
        "--referrals",
        nargs="+",
        type=int,
        default=SIZES,
        help="how many, from few to many; 10000000 takes half an hour and 20 GB",
    )
    parser.add_argument(
        "--faults",
        nargs="?",
        type=int,
        const=FAULTS,
        default=0,
        help=f"instead: what goes wrong, so many times ({FAULTS} unless said otherwise)",
    )
    chosen = parser.parse_args(arguments)
    every = FAULTS_OF if chosen.faults else MEASURED
    if unknown := set(chosen.wanted) - set(every):
        parser.error(f"There is no {', '.join(sorted(unknown))}.")
    return argparse.Namespace(
        wanted=chosen.wanted or list(every),
        sizes=sorted(set(chosen.referrals)),
        faults=chosen.faults,
    )


if __name__ == "__main__":
    chosen = asked(sys.argv[1:])
    try:
        with stopping_on_signals():
            sys.exit(main(chosen.wanted, chosen.sizes, chosen.faults))
    except FolderInUseError:
        sys.exit("A benchmark already runs in this folder. Nothing was changed.")
    except StopAskedError:
        sys.exit("Stopped.")
