"""What people have learnt and practised: one query, however many people."""

from collections import defaultdict
from collections.abc import Collection
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import Context, Role, enter
from organisations.engagement.lessons.models import LessonDone
from organisations.members.models import Membership


def live_network_of(actor: Actor) -> UUID:
    """What is learnt in a practice network counts in the one whose twin it is."""
    return actor.network.twin_of or actor.network.id


def done_by(memberships: Collection[UUID], *codes: str) -> dict[UUID, dict[str, LessonDone]]:
    """By membership, then by code; of everything without `codes`. The wall says who may read."""
    rows = LessonDone.objects.filter(membership__in=memberships).order_by("first_at", "id")
    found: dict[UUID, dict[str, LessonDone]] = defaultdict(dict)
    for row in rows.filter(code__in=codes) if codes else rows:
        found[row.membership_id][row.code] = row
    return dict(found)


def own_done(actor: Actor) -> dict[str, LessonDone]:
    """One's own, by code; in a practice network those of the live one."""
    network = live_network_of(actor)
    if network == actor.network.id:
        return done_by([actor.identity]).get(actor.identity, {})
    with enter(Context(network=network, user=actor.user_id, role=Role.MEMBER)):
        own = Membership.objects.filter(network=network, user=actor.user_id)
        rows = LessonDone.objects.filter(membership__in=own.values("pk"))
        return {row.code: row for row in rows}
