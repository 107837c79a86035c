"""`script/demo`: the whole site with made-up people, in one terminal."""

import argparse
import sys
import time
from contextlib import ExitStack
from pathlib import Path

from ccs.embedded.binaries import EngineMissingError
from ccs.embedded.cluster import EngineFailedError
from ccs.embedded.engines import forget, running_engines
from ccs.embedded.lock import FolderInUseError, announce, announced, only_one
from ccs.embedded.ports import is_free
from ccs.embedded.run import django, var
from ccs.embedded.signals import StopAskedError, stopping_on_signals
from ccs.embedded.site import starters, wait_until_up
from ccs.embedded.supervisor import ChildEndedError, Supervisor

PORT = 8000
TROUBLE = (ChildEndedError, EngineFailedError, EngineMissingError)


class CannotStartError(Exception):
    """What stands in the way, in words for the person at the terminal."""


def main() -> int:
    """Run the demo until it is stopped; answer the exit code."""
    options = _options()
    folder = var()
    try:
        with stopping_on_signals(), only_one(folder):
            _run(folder, options)
    except StopAskedError:
        print("Stopped. What you did is kept in var/ for the next start.")
    except FolderInUseError:
        address = announced(folder).get("address", "(still starting)")
        print(f"CCS Referrals already runs from this folder: {address}. Nothing was changed.")
        return 1
    except (CannotStartError, *TROUBLE) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/demo", description=__doc__)
    parser.add_argument("--port", type=int, help=f"where the site answers (default: {PORT})")
    parser.add_argument("--fresh", action="store_true", help="forget everything and build it anew")
    return parser.parse_args()


def _run(folder: Path, options: argparse.Namespace) -> None:
    started = time.monotonic()
    port = _port(options.port)
    if options.fresh:
        forget(folder)
    with ExitStack() as stack:
        engines = stack.enter_context(running_engines(folder))
        address = f"http://localhost:{port}"
        environment = {
            **engines.environment,
            "DJANGO_SETTINGS_MODULE": "ccs.settings.embedded",
            "SITE_URL": address,
        }
        if django(["prepare_demo"], environment):
            raise CannotStartError("The demo could not be prepared; the reason is above.")
        supervisor = Supervisor(starters(folder, port, environment), engines.children)
        stack.callback(supervisor.stop)
        children = {name: supervisor.start(name) for name in supervisor.starters}
        if not wait_until_up(children["web"], port):
            raise CannotStartError(f"The site did not start.\n{children['web'].last_words()}")
        announce(folder, address)
        _greet(address, folder, time.monotonic() - started)
        supervisor.watch()


def _port(wanted: int | None) -> int:
    if wanted is None:
        return next(port for port in range(PORT, PORT + 100) if is_free(port))
    if not is_free(wanted):
        raise CannotStartError(f"Port {wanted} is taken. Choose another: script/demo --port N")
    return wanted


def _greet(address: str, folder: Path, seconds: float) -> None:
    print(
        f"""
CCS Referrals is up after {seconds:.0f} seconds, with four networks of made-up people.

  The site          {address}/
  Sign in           {address}/demo/       choose a person; no password, no code
  Mail it has sent  {address}/demo/mail/
  Texts             {address}/demo/texts/      read them, and answer as the person would

  Data and logs are in {folder}/. Press Ctrl-C to stop.
""",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
