"""What goes on around a person: asking them how they are, and what waits for somebody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from ccs.tenancy.actor import Actor
from referrals.aftercare.actions.beginning import refuse
from referrals.aftercare.models import AftercarePlan
from referrals.assessments.models import OpenNeed
from referrals.clocks.actions import clear_need_clocks
from referrals.referrals.models import Referral
from referrals.voice.models import NotCalled
from referrals.voice.questions.actions.asking import ask_no_more
from referrals.voice.settling import settle_not_called


def ask_nothing_more(client_id: UUID, stories: Collection[UUID], *, actor: Actor) -> None:
    """In the system's context: no aftercare, and no questions at the end, unless they agree anew.

    What they said before stays.
    """
    plans = AftercarePlan.objects.select_for_update(of=("self",)).order_by("id")
    for plan in plans.filter(assessment__in=stories):
        refuse(plan, actor=actor)
    ask_no_more(network_id=actor.network.id, client_id=client_id)


def nothing_waits(stories: Collection[UUID], *, actor: Actor, at: datetime) -> None:
    """In the system's context, of a record that is erased: nobody could do it any more."""
    left = OpenNeed.objects.filter(assessment__in=stories, settled_at=None)
    ids = sorted(left.values_list("pk", flat=True))
    left.update(settled_at=at, settled_how=OpenNeed.Settled.NO_LONGER)
    clear_need_clocks(ids)
    for referral in Referral.objects.filter(assessment__in=stories):
        settle_not_called(referral, NotCalled.Settled.ENDED, actor=actor, at=at)
