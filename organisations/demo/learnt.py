"""When the made-up people were here last, and what they have learnt and practised."""

import tomllib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

import time_machine
from django.utils import timezone

from ccs.tenancy.context import Context, enter
from organisations.demo.acting import acting
from organisations.engagement.lessons.actions import record_done
from organisations.members.models import Membership
from organisations.members.seen import actor_here

_FILE: Final = Path(__file__).with_name("learnt.toml")


def read_learnt() -> dict[str, list[dict[str, Any]]]:
    """`learnt`: who did which `codes` how long ago; `away`: who was here last so long ago."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def learn_all(slug: str, people: Sequence[Membership]) -> None:
    told, now = read_learnt(), timezone.now()
    away = {one["email"]: one["days_ago"] for one in told["away"] if one["network"] == slug}
    for person in people:
        with time_machine.travel(now - timedelta(days=away.get(person.user.email, 1))):
            _come_by(slug, person)
    for one in told["learnt"]:
        if one["network"] == slug:
            with time_machine.travel(now - timedelta(days=one["days_ago"])):
                _learn(slug, one["email"], one["codes"])


def _come_by(slug: str, person: Membership) -> None:
    with enter(Context(user=person.user_id)):
        actor_here(user_id=person.user_id, slug=slug)


def _learn(slug: str, email: str, codes: Sequence[str]) -> None:
    with acting(email, slug=slug) as actor:
        for code in codes:
            record_done(actor=actor, code=code)
