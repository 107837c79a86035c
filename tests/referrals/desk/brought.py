"""Stories that have come to the desk, as its tests and those of every address share them."""

from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.consent.actions import record_consent
from referrals.consent.rules import Agreed
from referrals.desk.actions import send_to_desk
from referrals.referrals.models import Referral
from tests.world import World


def with_desk(world: World, **told: object) -> Referral:
    """A story that its teller agreed the desk may read, sent there by the teacher."""
    assessment = world.assess(agreed=False, **told)
    with world.acting("teacher") as teacher:
        record_consent(
            actor=teacher,
            assessment_id=assessment.pk,
            agreed=Agreed("consent", given="in_person", names_desk=True),
        )
        return send_to_desk(actor=teacher, assessment_id=assessment.pk)


def passed_on_by_the_clock(world: World) -> Referral:
    """To the advice line, which did not answer in time."""
    [referral] = world.refer()
    with enter(system(world.network.pk)):
        Referral.objects.filter(pk=referral.pk).update(
            owner_team=world.desk, desk_team=world.desk, next_action_at=timezone.now()
        )
    return referral
