"""Medians of several rounds against a floor measured in the same rounds.

What is measured is the time on a processor, ours and PostgreSQL's for us, because other people's
work on the same machine lengthens the time on the wall and nothing else.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Final

ROUNDS: Final = 21
# In so many parts the rounds are compared: a machine that was disturbed shows itself.
_PARTS: Final = 3
_STEADY: Final = 1.5


@dataclass
class Timed:
    """Milliseconds of each round."""

    floor: list[float] = field(default_factory=list)
    ours: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median of the rounds' own ratios would hide a slow floor: medians are divided."""
        return median(self.ours) / median(self.floor)

    @property
    def moved(self) -> float:
        """How far the floor itself moved between the parts of the run."""
        size = len(self.floor) // _PARTS
        parts = [median(self.floor[part * size : (part + 1) * size]) for part in range(_PARTS)]
        return max(parts) / min(parts)

    @property
    def is_valid(self) -> bool:
        return self.moved <= _STEADY


def _nothing() -> None:
    pass


class Processors:
    """The time that this process and one backend of PostgreSQL have spent on a processor."""

    def __init__(self, backend: int) -> None:
        self._backend = Path(f"/proc/{backend}/schedstat")
        if not self._backend.exists():
            raise SystemExit("This needs Linux: nothing else tells how long a process ran.")

    def milliseconds(self) -> float:
        """Since they began."""
        nanoseconds = int(self._backend.read_text().split()[0])
        return nanoseconds / 1e6 + time.process_time() * 1000


def compare(
    floor: Callable[[], object],
    ours: Callable[[], object],
    *,
    processors: Processors,
    before: tuple[Callable[[], object], Callable[[], object]] = (_nothing, _nothing),
    rounds: int = ROUNDS,
) -> Timed:
    """The two take turns; the first turn of each is not counted, nor is what is done `before`."""
    timed = Timed()
    turns = [(before[0], floor, timed.floor), (before[1], ours, timed.ours)]
    for number in range(rounds + 1):
        for prepare, call, found in turns:
            prepare()
            cost = _cost(call, processors)
            if number:
                found.append(cost)
    return timed


def costs(call: Callable[[], object], *, processors: Processors) -> list[float]:
    """Of what has no floor."""
    call()
    return [_cost(call, processors) for _round in range(ROUNDS)]


def _cost(call: Callable[[], object], processors: Processors) -> float:
    started = processors.milliseconds()
    call()
    return processors.milliseconds() - started
