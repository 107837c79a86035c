"""A virus scanner, ClamAV's daemon, for files that people send. Without one none is asked."""

import os
from urllib.parse import urlsplit

from ccs.settings.environment import Problems, number

# For one file, in seconds.
CLAMAV_TIMEOUT = number("CLAMAV_TIMEOUT_SECONDS", 10)
_LONGEST = 60


def scanner_in_environment(problems: Problems) -> str:
    """`tcp://host:3310`, or `unix:/run/clamav/clamd.ctl`; empty where there is none."""
    address = os.environ.get("CLAMAV_URL", "").strip()
    problems.refuse(
        "CLAMAV_URL must be tcp://host:port or unix:/path",
        when=bool(address) and not _is_one(address),
    )
    problems.refuse(
        f"CLAMAV_TIMEOUT_SECONDS must be between 1 and {_LONGEST}",
        when=not 1 <= CLAMAV_TIMEOUT <= _LONGEST,
    )
    return address


def _is_one(address: str) -> bool:
    try:
        where = urlsplit(address)
        there = where.hostname and where.port
    except ValueError:
        return False
    if where.scheme == "unix":
        return where.path.startswith("/") and not where.netloc
    return where.scheme == "tcp" and bool(there)
