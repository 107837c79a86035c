"""A referral that has ended, and what the person was asked and answered about it."""

from datetime import datetime
from typing import Any

import time_machine

from ccs.tenancy.context import enter, system
from referrals.referrals.actions import accept, close, record_contact
from referrals.referrals.models import Referral
from referrals.voice.questions.models import EndQuestions, Quote
from referrals.voice.tasks import ask_at_the_end
from tests.referrals.clocks import tick
from tests.referrals.voice.cards import Card, card
from tests.world import World


def helped(world: World, reference: str) -> None:
    """By the advice line, in full."""
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=reference)
        record_contact(actor=actor, reference=reference, made=True, way="phone")
        close(actor=actor, reference=reference, outcome="helped_in_full")


def ended_card(world: World, *services: object, **made: Any) -> Card:
    given = card(world, *services, **made)
    helped(world, given.referral.reference)
    return given


def asks_at(moment: datetime) -> None:
    """The scheduler's hour, and the minute after it."""
    with time_machine.travel(moment, tick=False):
        ask_at_the_end()
    tick(moment)


def row_of(world: World, referral: Referral) -> EndQuestions:
    with enter(system(world.network.pk)):
        return EndQuestions.objects.get(referral=referral)


def codes(row: EndQuestions) -> tuple[str, str, str, str]:
    return row.contacted, row.repeated, row.respect, row.better


def quotes(world: World) -> list[str]:
    with enter(system(world.network.pk)):
        return list(Quote.objects.values_list("words", flat=True))
