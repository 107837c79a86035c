"""What people of the demo asked for by right, and what a network erased when its time was over."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.jobs.actions import cancel
from ccs.jobs.models import Job
from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.context import enter, system
from networks.networks.queries import network_by_id
from networks.settings.actions import change_settings
from networks.settings.queries import known
from networks.settings.rules import Group
from organisations.demo.acting import acting
from referrals.clients.models import Client
from referrals.demo.past import tell_one
from referrals.demo.reading import read_busy_of
from referrals.demo.telling import hours_of
from referrals.retention.actions import ERASE, erase_if_over
from referrals.retention.actions import run as look_for_who_is_over
from referrals.rights import actions
from referrals.rights.actions import Wish, take_at_desk, take_from_team
from referrals.rights.finding import held_by
from referrals.rights.models import RightsRequest

_FILE: Final = Path(__file__).with_name("rights.toml")
_STEPS: Final[dict[str, Callable[..., Any]]] = {
    "propose": actions.propose,
    "agree": actions.agree,
    "release": actions.release,
    "restrict": actions.restrict,
    "finish": actions.finish,
}
_EMAILS: Final = 50
_NO_LONGER: Final = {"do": "withdraw", "reason": "He has found somebody by himself."}


def ask_by_right(pilot: str, slug: str, *, network_id: UUID) -> None:
    """Of the pilots that show it. The night of today is the builder's to begin."""
    told = tomllib.loads(_FILE.read_text(encoding="utf-8")).get(pilot)
    if told is None:
        return
    _tell_of_who_is_gone(pilot, slug, told)
    for asked in told["asked"]:
        _ask(slug, network_id, told, asked)
    with _then(told["declined_since"]), acting(told["desk"], slug=slug) as actor:
        _keep_for(told["declined_months"], actor)
    for days_ago in told["nights"]:
        with _then(days_ago, hour=2):
            _night(network_id)


def _tell_of_who_is_gone(pilot: str, slug: str, told: dict[str, Any]) -> None:
    helped, over = (read_busy_of(pilot, told[who]["name"]) for who in ("erased", "over"))
    over["referrals"][0]["steps"] = [{**_NO_LONGER, "by": over["told_to"]}]
    for who, story in (("erased", helped), ("over", over)):
        then = hours_of(slug).next_moment(_ago(told[who]["days_ago"]))
        tell_one(slug, story, then)


def _ask(slug: str, network_id: UUID, told: dict[str, Any], asked: dict[str, Any]) -> None:
    given, family = asked["who"].split(" ")
    with _then(asked["days_ago"]):
        wish = Wish(asked["kind"], "person", timezone.localdate(), asked.get("identity", ""))
        with acting(told["told_to"], slug=slug) as actor:
            known = Client.objects.filter(given_name=given, family_name=family)
            person = known.earliest("created_at")
            take = partial(take_from_team, actor=actor, client_id=person.pk)
            made = None if asked.get("at_desk") else take(wish=wish)
        if made is None:
            made = _at_the_desk(slug, network_id, told["desk"], person, wish)
    for step in asked.get("steps", ()):
        by = told["desk"] if step.get("desk") else told["told_to"]
        why = {"why": step["why"]} if "why" in step else {}
        with _then(step["days_ago"]), acting(by, slug=slug) as actor:
            _STEPS[step["do"]](actor=actor, request_id=made.pk, **why)


def _at_the_desk(
    slug: str, network_id: UUID, desk: str, person: Client, wish: Wish
) -> RightsRequest:
    """It knows the name and the number, because they rang it."""
    held = held_by(
        network_id,
        given_name=person.given_name,
        family_name=person.family_name,
        date_of_birth=None,
        phone=person.phone,
    )
    with acting(desk, slug=slug) as actor:
        return take_at_desk(actor=actor, held=held, wish=wish)


def _keep_for(months: int, actor: Any) -> None:
    now = known(network_by_id(actor.network.id), Group.KEEPING)
    after = {"standards": {**now["standards"], "declined_months": months}}
    change_settings(actor=actor, group=Group.KEEPING, values=after)


def _night(network_id: UUID) -> None:
    """As the scheduler would: who is over is found, then erased one after another."""
    with enter(system(network_id)):
        look_for_who_is_over(network_id, timezone.now())
        due = list(
            Job.objects.filter(network_id=network_id, kind=ERASE).values_list(
                "subject_id", flat=True
            )
        )
        for client_id in due:
            erase_if_over(network_id, client_id)
        cancel(ERASE, subject_ids=due)


@contextmanager
def _then(days_ago: int, *, hour: int = 11) -> Iterator[None]:
    with time_machine.travel(_ago(days_ago, hour=hour)):
        yield
        deliver_batch(limit=_EMAILS)


def _ago(days: int, *, hour: int = 11) -> datetime:
    return timezone.localtime().replace(hour=hour, minute=20) - timedelta(days=days)
