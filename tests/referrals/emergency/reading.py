"""The school refers to the advice line; a caseworker of the same agency has to read it."""

from referrals.emergency.actions import ask_to_read
from referrals.emergency.models import EmergencyReading
from referrals.referrals.models import Referral
from tests.world import World

WHY = {"reason": "life", "words": "They rang us and then the line went dead."}


def read_by(world: World, name: str, referral: Referral) -> EmergencyReading | None:
    with world.acting(name) as actor:
        return ask_to_read(actor=actor, reference=referral.reference, **WHY)
