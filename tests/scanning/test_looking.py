"""The scanner is asked in its own protocol, and believed only when it answers in it."""

import logging
import tempfile
from typing import Any

import pytest

from ccs.scanning.looking import first_infected
from ccs.tenancy.problems import NotNow
from tests.scanning.server import EICAR, Scanner, scanner_running

# More than one chunk, and a last one that is not full.
LONG = b"a long letter " * 20_000


def test_the_first_that_holds_something_is_told(scanner: Scanner) -> None:
    found = first_infected([LONG, LONG + EICAR, EICAR])

    assert found == 1


def test_what_holds_nothing_passes(scanner: Scanner) -> None:
    found = first_infected([LONG, b"a short one"])

    assert found is None


def test_a_scanner_on_the_same_machine_is_asked_through_its_file(settings: Any) -> None:
    with tempfile.TemporaryDirectory(dir="/tmp") as folder, scanner_running(f"{folder}/s") as one:
        settings.CLAMAV_URL = one.address

        found = [first_infected([content]) for content in (LONG, EICAR)]

    assert found == [None, 0]


@pytest.mark.parametrize(
    ("fails", "why"),
    [
        ("hangs", "slow"),
        ("mumbles", "unclear"),
        ("babbles", "unclear"),
        ("full", "too_large"),
    ],
)
def test_what_is_no_answer_is_no_yes(
    scanner: Scanner, settings: Any, caplog: Any, fails: str, why: str
) -> None:
    scanner.fails = fails
    settings.CLAMAV_TIMEOUT = 0.5 if fails == "hangs" else 10

    with caplog.at_level(logging.WARNING, "ccs.scanning"), pytest.raises(NotNow):
        first_infected([b"a letter"])

    assert [(one.message, one.why) for one in caplog.records] == [("scanning.not_looked", why)]


def test_one_that_hangs_up_or_is_away_is_no_yes(scanner: Scanner, settings: Any) -> None:
    scanner.fails = "closes"
    with pytest.raises(NotNow):
        first_infected([LONG])

    settings.CLAMAV_URL = "unix:/nowhere/clamd.ctl"

    with pytest.raises(NotNow):
        first_infected([LONG])
