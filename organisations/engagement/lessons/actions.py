"""Writing down what a person has learnt and practised."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, Role, enter
from organisations.engagement.lessons.models import LessonDone
from organisations.engagement.lessons.queries import live_network_of
from organisations.engagement.lessons.remembered import forget, practised_now
from organisations.engagement.lessons.rules import CODES, PRACTISED
from organisations.members.models import Membership


@transaction.atomic
def record_done(*, actor: Actor, code: str) -> None:
    """Once more. From a practice network: in the live one's row of the same user.

    Somebody who is no member of the live network has no row. ValueError for an unknown code.
    """
    if code not in CODES:
        raise ValueError(f"{code!r} is nothing that can be learnt or practised.")
    network = live_network_of(actor)
    with enter(Context(network=network, user=actor.user_id, role=Role.MEMBER)):
        own = Membership.objects.filter(network=network, user=actor.user_id, left_at=None)
        member = own.values_list("pk", flat=True).first()
        if member:
            _count(network, member, code)
            forget(network, actor.user_id)
            if code in PRACTISED:
                practised_now(actor.user_id)
            there = replace(actor.network, id=network)
            learner = replace(actor, network=there, member_id=member)
            record(
                "lesson.done",
                actor=learner,
                subject_kind="membership",
                subject_id=member,
                reason=code,
            )


def _count(network: UUID, member: UUID, code: str) -> None:
    """Two at the same moment are one: a double click learns nothing twice."""
    now = timezone.now()
    rows = LessonDone.objects.filter(network=network, membership=member, code=code)
    if not rows.update(last_at=now, times=F("times") + 1):
        first = LessonDone(
            network_id=network, membership_id=member, code=code, first_at=now, last_at=now
        )
        LessonDone.objects.bulk_create([first], ignore_conflicts=True)
