"""`script/test` and `script/lint`: python -m script.check lint|tests|all [pytest arguments]."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

from ccs.embedded.engines import forget, running_engines
from ccs.embedded.lock import FolderInUseError, only_one
from ccs.embedded.run import var
from ccs.embedded.signals import StopAskedError, stopping_on_signals
from script.browser import find_or_install
from script.steps import Steps

PYTHON = sys.executable
MANAGE = [PYTHON, "manage.py"]
SETTINGS = "ccs.settings.test"
# Each has a database, browsers and processes of its own: more would want a bigger machine.
MOST_WORKERS = 4
APPS = ["ccs", "networks", "organisations", "referrals", "reporting"]


def main(part: str, arguments: list[str]) -> int:
    """Run the part that was asked for; answer the exit code."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": SETTINGS}
    steps = Steps(environment)
    prepare(steps)
    if part in {"lint", "all"}:
        lint(steps)
    if part in {"tests", "all"}:
        browser = find_or_install()
        if not browser:
            return 1
        environment["CHROMIUM"] = browser
        on_engines(steps, environment, part, arguments)
    return steps.finish()


def prepare(steps: Steps) -> None:
    """What the pages need before they can be shown."""
    steps.run("assets", [*MANAGE, "fetch_assets"])
    steps.run("messages: compile", [*MANAGE, "messages", "compile"])


def lint(steps: Steps) -> None:
    """Everything that is found without running the product."""
    steps.run("ruff", [PYTHON, "-m", "ruff", "check", "--output-format", "concise", "."])
    formatted = [PYTHON, "-m", "ruff", "format", "--check", "--output-format", "concise", "."]
    steps.run("ruff format", formatted)
    steps.run("mypy", [PYTHON, "-m", "mypy", "--no-error-summary", *APPS])
    steps.run("imports", [Path(PYTHON).with_name("lint-imports")])
    steps.run("messages: complete", [*MANAGE, "messages", "check"])


def on_engines(steps: Steps, environment: dict[str, str], part: str, arguments: list[str]) -> None:
    """Everything that needs a database, on one that is thrown away."""
    folder = var() / "test"
    with only_one(folder):
        forget(folder)
        with running_engines(folder, throw_away=True) as engines:
            environment.update(engines.environment)
            if part == "all" and migrations(steps):
                address = urlsplit(environment["DATABASE_URL"])
                environment["CCS_TEST_TEMPLATE"] = address.path.strip("/")
            steps.run("tests", [PYTHON, "-m", "pytest", *sharing(arguments), *arguments], show=True)


def sharing(arguments: list[str]) -> list[str]:
    """A whole run is shared between workers; a few tests start sooner in one process."""
    # A word without a dash is a file, a folder, or what -k and -m look for.
    if any(not word.startswith("-") for word in arguments):
        return []
    workers = min(os.cpu_count() or 1, MOST_WORKERS)
    # In the order that tests/sharing.py gives them.
    return ["-n", str(workers), "--dist", "loadgroup", "--no-loadscope-reorder"]


def migrations(steps: Steps) -> bool:
    """They say all that models say, and whether they have been applied; a test takes them back."""
    quiet = ["--no-input", "--verbosity", "0"]
    steps.run("migrations: complete", [*MANAGE, "makemigrations", "--check", "--dry-run"])
    steps.run("migrations: safe to run beside the old version", [*MANAGE, "lintmigrations"])
    return steps.run("migrations: forward", [*MANAGE, "migrate", *quiet])


if __name__ == "__main__":
    try:
        with stopping_on_signals():
            sys.exit(main(sys.argv[1], sys.argv[2:]))
    except FolderInUseError:
        sys.exit("Tests already run in this folder. Nothing was changed.")
    except StopAskedError:
        sys.exit("Stopped.")
