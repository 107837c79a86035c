"""Whether they may be asked later how they are: said by themselves."""

from dataclasses import replace

from django.db import transaction

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from referrals.aftercare.actions import say_no, say_yes
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.rules import PlanStatus
from referrals.voice.models import PersonLink


@transaction.atomic
def wish_afterwards(*, actor: Actor, link: PersonLink, wanted: bool) -> bool:
    """False where nobody is to ask anyway. Twice changes nothing."""
    with enter(system(link.network_id)):
        plan = AftercarePlan.objects.filter(assessment=link.assessment_id).first()
        if plan is None or plan.status == PlanStatus.ENDED:
            return False
        # They speak to the team that would ask: its plan is changed, and nothing else of it.
        speaking = replace(actor, teams=(plan.team_id,))
        (say_yes if wanted else say_no)(actor=speaking, plan_id=plan.pk)
        record("person.afterwards", actor=actor, subject_kind="person_link", subject_id=link.pk)
    return True


def may_be_asked(link: PersonLink) -> bool | None:
    """None where nobody is to ask anyway. In a context that sees the plan."""
    plan = AftercarePlan.objects.filter(assessment=link.assessment_id).first()
    if plan is None or plan.status == PlanStatus.ENDED:
        return None
    return bool(plan.status != PlanStatus.SAID_NO)
