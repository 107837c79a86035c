"""A referral that may be passed on, for the tests that do so."""

from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.referrals.actions import send
from referrals.referrals.models import Referral
from tests.world import World


def refer_with_leave(world: World) -> Referral:
    """The school asks crisis advice, and they agreed that it may be passed on."""
    assessment = world.assess(agreed=False)
    with world.acting("teacher") as actor:
        record_consent(
            actor=actor,
            assessment_id=assessment.pk,
            agreed=Agreed("consent", given="in_person", pass_on=True),
        )
        return send(actor=actor, assessment_id=assessment.pk, service_ids=[world.advice.pk])[0]
