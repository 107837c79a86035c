"""What the made-up people have learnt and practised, and who was long away."""

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import time_machine
from django.utils import timezone

from organisations.demo.acting import acting
from organisations.engagement.lessons.actions import record_done

_FILE: Final = Path(__file__).with_name("learnt.toml")


def read_learnt() -> dict[str, list[dict[str, Any]]]:
    """`learnt`: who did which `codes` how long ago; `away`: who was here last so long ago."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def days_away(slug: str) -> dict[str, int]:
    """By email, of those who come back after a long time."""
    away = read_learnt()["away"]
    return {one["email"]: one["days_ago"] for one in away if one["network"] == slug}


def learn_all(slug: str) -> None:
    now = timezone.now()
    for one in read_learnt()["learnt"]:
        if one["network"] == slug:
            with (
                time_machine.travel(now - timedelta(days=one["days_ago"])),
                acting(one["email"], slug=slug) as actor,
            ):
                for code in one["codes"]:
                    record_done(actor=actor, code=code)
