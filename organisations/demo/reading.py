"""Reads what the demo's networks and people are, from the TOML files beside this module."""

import tomllib
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
