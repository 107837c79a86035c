"""Which day somebody was here: once a day, whatever they do."""

from datetime import date
from uuid import UUID

from django.db import DatabaseError, transaction
from django.db.models import F
from django.utils import timezone

from ccs.health.away import database_is_away
from ccs.tenancy.actor import Actor
from organisations.members.models import Membership
from organisations.roles.queries import actor_for


def actor_here(*, user_id: UUID, slug: str) -> Actor | None:
    """`actor_for` of somebody whose request this is: their first of a day is written down."""
    actor, today = actor_for(user_id=user_id, slug=slug), timezone.localdate()
    if actor and actor.seen_on != today:
        _write_down(actor, today)
    return actor


def _write_down(actor: Actor, today: date) -> None:
    """Or leave it to their next page: what can only be read is still there for who reads."""
    here = Membership.objects.filter(pk=actor.identity)
    try:
        with transaction.atomic():
            here.update(seen_before=F("seen_on"), seen_on=today)
    except DatabaseError as error:
        if not database_is_away(error):
            raise
