"""Reading a letter in an emergency: said why, told at once, kept like every reading."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter
from ccs.tenancy.problems import NotAllowed, Problem
from referrals.audit.rules import SAME_NAME, is_same_name
from referrals.emergency.models import EmergencyReading
from referrals.emergency.queries import (
    Beside,
    beginning_now,
    envelope_of,
    held_beside,
    is_restricted,
    reading_now,
    running,
    teams_of,
)
from referrals.emergency.rules import LASTS, Reason
from referrals.emergency.telling import tell
from referrals.referrals.models import Referral
from referrals.referrals.queries import Letter
from referrals.referrals.queries.letters import unsent_letter
from referrals.referrals.rules import normalise_reference


@dataclass(frozen=True, slots=True)
class Opened:
    """`letter` is None once it is over."""

    reading: EmergencyReading
    referral: Referral
    letter: Letter | None
    restricted: bool


@transaction.atomic
def ask_to_read(
    *, actor: Actor, reference: str, reason: str, words: str
) -> EmergencyReading | None:
    """For a day, for this worker alone. None where there is nothing like that for them.

    Not raised, so that the try itself is kept. Twice is once, as long as the first lasts.
    """
    if not teams_of(actor):
        raise NotAllowed(_("There is nothing like that here."))
    if reason not in Reason.values:
        raise Problem(_("Choose why you have to read it now"), field="reason")
    if not words.strip():
        raise Problem(_("Say what has happened"), field="words")
    now, beside = timezone.now(), held_beside(normalise_reference(reference), actor=actor)
    if beside is None:
        network = actor.network.id
        record("emergency.not_found", actor=actor, subject_kind="network", subject_id=network)
        return None
    for one, _reference in running(actor, now=now):
        if one.referral_id == beside.referral.pk:
            return one
    return _begin(actor, beside, reason, words.strip(), now)


@transaction.atomic
def read_in_emergency(*, actor: Actor, emergency_id: UUID) -> Opened:
    """The letter, as long as it lasts. Each reading is audited; nothing else can be done by it."""
    if not teams_of(actor):
        raise NotAllowed(_("There is nothing like that here."))
    with enter(reading_now(actor, timezone.now())):
        reading = EmergencyReading.objects.filter(pk=emergency_id).first()
        if reading is None:
            raise NotAllowed(_("There is nothing like that here."))
        letter = unsent_letter(reading.assessment_id)
    if letter is not None:
        _note(actor, reading, letter)
    return Opened(reading, envelope_of(reading), letter, is_restricted(reading))


def _begin(
    actor: Actor, beside: Beside, reason: str, words: str, now: datetime
) -> EmergencyReading:
    with enter(beginning_now(actor, now)):
        reading = EmergencyReading.objects.create(
            network_id=actor.network.id,
            client_id=beside.share.client_id,
            assessment_id=beside.share.assessment_id,
            referral=beside.referral,
            share=beside.share,
            organisation_id=beside.organisation_id,
            team=beside.team,
            member_id=actor.identity,
            reason=reason,
            words=words,
            at=now,
            ends_at=now + LASTS,
        )
    _record(actor, reading, "emergency.opened")
    tell(reading, actor=actor, beside=beside)
    return reading


def _note(actor: Actor, reading: EmergencyReading, letter: Letter) -> None:
    _record(actor, reading, "emergency.read")
    if is_same_name(actor.name, letter.client.family_name):
        _record(actor, reading, SAME_NAME)


def _record(actor: Actor, reading: EmergencyReading, what: str) -> None:
    record(
        what,
        actor=actor,
        subject_kind="referral",
        subject_id=reading.referral_id,
        reason="" if what == SAME_NAME else reading.reason,
    )
