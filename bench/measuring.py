"""Medians of several rounds against a floor measured in the same rounds."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
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


def compare(floor: Callable[[], object], ours: Callable[[], object]) -> Timed:
    """The two take turns; the first turn of each is not counted."""
    floor()
    ours()
    timed = Timed()
    for _round in range(ROUNDS):
        timed.floor.append(_milliseconds(floor))
        timed.ours.append(_milliseconds(ours))
    return timed


def _milliseconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return (time.perf_counter() - started) * 1000
