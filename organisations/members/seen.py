"""Which day somebody was here: once a day, whatever they do."""

from uuid import UUID

from django.db.models import F
from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership
from organisations.roles.queries import actor_for


def actor_here(*, user_id: UUID, slug: str) -> Actor | None:
    """`actor_for` of somebody whose request this is: their first of a day is written down."""
    actor, today = actor_for(user_id=user_id, slug=slug), timezone.localdate()
    if actor and actor.seen_on != today:
        Membership.objects.filter(pk=actor.identity).update(seen_before=F("seen_on"), seen_on=today)
    return actor
