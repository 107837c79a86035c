"""How people of the demo are some weeks after they were helped: asked as a team would ask them."""

import tomllib
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final
from uuid import UUID

import time_machine
from django.utils import timezone

from ccs.outbox.delivery import deliver_batch
from ccs.tenancy.context import enter, system
from organisations.demo.acting import acting
from referrals.aftercare.actions import hand_to_desk, say_no
from referrals.aftercare.jobs import ring_check
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.aftercare.queries import open_checks
from referrals.aftercare.recording import record_check
from referrals.aftercare.said import Said
from referrals.clients.models import Client

_FILE: Final = Path(__file__).with_name("checks.toml")
_THEN: Final = {"say_no": say_no, "hand_to_desk": hand_to_desk}
# After the desk has opened on the day.
_LATER: Final = timedelta(hours=1)
_EMAILS: Final = 50


def ask_all(slug: str, *, network_id: UUID, told_to: str) -> None:
    """Those of the busy service, by who was told that they need food."""
    for person in tomllib.loads(_FILE.read_text(encoding="utf-8"))["people"]:
        given, family = person["who"].split(" ")
        with acting(told_to, slug=slug) as actor:
            known = Client.objects.filter(given_name=given, family_name=family)
            plan = AftercarePlan.objects.get(assessment__client=known.earliest("created_at"))
        for made in person.get("checks", []):
            make_check(slug, network_id, told_to, plan, made)
        if then := person.get("then"):
            with acting(told_to, slug=slug) as actor:
                _THEN[then](actor=actor, plan_id=plan.pk)
        deliver_batch(limit=_EMAILS)
    _ring_what_is_due(network_id)


def make_check(
    slug: str, network_id: UUID, told_to: str, plan: AftercarePlan, made: dict[str, Any]
) -> None:
    """One check, when it was due: first what was tried in vain, then the talk if there was one."""
    tries = [Said(reached=False, way=way) for way in made.get("tries", [])]
    said = {name: value for name, value in made.items() if name != "tries"}
    talks = [Said(reached=True, **_fixed(said))] if said else []
    for one in [*tries, *talks]:
        at = _next(network_id, plan)
        if at is None:
            return
        with time_machine.travel(at), acting(told_to, slug=slug) as actor:
            check = open_checks(plan)[0]
            record_check(actor=actor, check_id=check.pk, said=one)
        deliver_batch(limit=_EMAILS)


def _next(network_id: UUID, plan: AftercarePlan) -> datetime | None:
    """When the next check is made, once its clock has rung; None where it is still to come."""
    with enter(system(network_id)):
        check = open_checks(plan)[0]
    at = (check.next_action_at or timezone.now()) + _LATER
    if at > timezone.now():
        return None
    _ring(network_id, check)
    return at


def _ring_what_is_due(network_id: UUID) -> None:
    with enter(system(network_id)):
        due = list(
            AftercareCheck.objects.filter(
                network=network_id, status="planned", next_action_at__lt=timezone.now()
            )
        )
    for check in due:
        _ring(network_id, check)


def _ring(network_id: UUID, check: AftercareCheck) -> None:
    with time_machine.travel((check.next_action_at or timezone.now()) + timedelta(minutes=5)):
        with enter(system(network_id)):
            ring_check(network_id, check.pk)
        deliver_batch(limit=_EMAILS)


def _fixed(said: dict[str, Any]) -> dict[str, Any]:
    return {
        name: tuple(value) if isinstance(value, list) else value for name, value in said.items()
    }
