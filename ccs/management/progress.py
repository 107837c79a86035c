"""How far a long command is, for a person at a terminal and for nobody else."""

import time
from typing import Final

from django.core.management.base import OutputWrapper

_EVERY: Final = 0.5
_MEGABYTE: Final = 1_000_000


class Progress:
    """Counts bytes; on a terminal it says how many, twice a second."""

    def __init__(self, out: OutputWrapper, what: str) -> None:
        self._out, self._what = out, what
        self._count, self._said = 0, time.monotonic()

    def __call__(self, count: int) -> None:
        self._count += count
        now = time.monotonic()
        if now - self._said >= _EVERY and self._out.isatty():
            self._said = now
            self._out.write(f"\r{self._what}: {self._count / _MEGABYTE:,.0f} MB ", ending="")
            self._out.flush()

    def end(self) -> None:
        """Leave the line to what comes next."""
        if self._out.isatty():
            self._out.write("\r\033[K", ending="")
