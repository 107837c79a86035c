"""Reads the demo's stories from the TOML files beside this module."""

import tomllib
from pathlib import Path
from typing import Any, Final

_FOLDER: Final = Path(__file__).parent


def read_stories(pilot: str) -> list[dict[str, Any]]:
    """Each one conversation, with the `referrals` made from it and the steps that followed."""
    stories: list[dict[str, Any]] = tomllib.loads(
        (_FOLDER / f"{pilot}.toml").read_text(encoding="utf-8")
    )["stories"]
    return stories
