"""Somebody of a world who practises, and the minutes that pass there."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import time_machine
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, enter
from networks.networks.models import Network
from networks.networks.twins import twin_of
from organisations.directory.queries import services_to_refer_to
from organisations.roles.queries import actor_for
from referrals.assessments.actions import record_assessment
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.practice.going import go_and_practise
from referrals.referrals.actions import send
from referrals.referrals.models import Referral
from tests.world import World


def go(world: World, *names: str) -> Network:
    for name in names:
        with world.acting(name) as actor:
            go_and_practise(actor=actor)
    twin = twin_of(world.network.pk)
    assert twin is not None
    return twin


@contextmanager
def practising(world: World, name: str) -> Iterator[Actor]:
    user = world.people[name].user_id
    with enter(Context(user=user)):
        actor = actor_for(user_id=user, slug=f"{world.network.slug}-practice")
        assert actor is not None
        yield actor


def refer(world: World, name: str, service: str = "Practice food parcels", **told: Any) -> Referral:
    with practising(world, name) as actor:
        story = record_assessment(actor=actor, team_id=actor.teams[0], told=world.told(**told))
        record_consent(
            actor=actor, assessment_id=story.pk, agreed=Agreed("consent", given="in_person")
        )
        asked = services_to_refer_to(actor).get(name=service)
        return send(actor=actor, assessment_id=story.pk, service_ids=[asked.pk])[0]


def seen_by(world: World, name: str, referral: Referral) -> Referral:
    with practising(world, name):
        return Referral.objects.get(pk=referral.pk)


def after(**passed: float) -> Any:
    """The scheduler comes by after so long."""
    moment = timezone.now() + timedelta(**passed)
    with time_machine.travel(moment, tick=False):
        run_due(limit=100)
    return time_machine.travel(moment, tick=False)
