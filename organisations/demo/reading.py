"""Reads what the demo's networks and people are, from the TOML files beside this module."""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import time
from pathlib import Path
from typing import Any, Final

# In the order in which the programme speaks of them.
PILOTS: Final = ("norfolk", "tower_hamlets", "oldham", "swansea")
_FOLDER: Final = Path(__file__).parent


def read_pilot(pilot: str) -> dict[str, Any]:
    """One file: `network`, and `organisations` with their `teams` and the teams' `services`."""
    return tomllib.loads((_FOLDER / f"{pilot}.toml").read_text(encoding="utf-8"))


def read_people() -> list[dict[str, Any]]:
    """Each with `places`: one for each role held."""
    people: list[dict[str, Any]] = tomllib.loads(
        (_FOLDER / "people.toml").read_text(encoding="utf-8")
    )["people"]
    return people


def served(areas: Iterable[str]) -> Iterator[tuple[str, str]]:
    """`network`, a council's code or a postcode, each with the kind of area it is."""
    for area in areas:
        if area == "network":
            yield "network", ""
        elif " " in area:
            yield "postcode", area.replace(" ", "")
        else:
            yield "authority", area


def openings(hours: Iterable[str]) -> Iterator[tuple[int, time, time, bool]]:
    """`1-5 09:00-17:00` is Monday to Friday from nine to five: a line for each day.

    The last value: whether it is so on bank holidays, written as `1-7 00:00-23:59 holidays`.
    """
    for line in hours:
        days, times, *holidays = line.split(" ")
        first, _, last = days.partition("-")
        opens, closes = (time.fromisoformat(moment) for moment in times.split("-"))
        for weekday in range(int(first), int(last or first) + 1):
            yield weekday, opens, closes, bool(holidays)
