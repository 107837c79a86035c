"""What somebody has not read yet, and the notes they may see. Each one query, however many."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from ccs.tenancy.actor import Actor
from organisations.members.models import Membership
from referrals.messages.models import Message, MessageRead, Note
from referrals.referrals.models import Referral


def unread_in(referral_ids: Collection[UUID], *, actor: Actor) -> dict[UUID, int]:
    """How many messages of others wait in these threads; those with none are left out.

    What was written before somebody joined the network is not news to them.
    """
    if actor.user_id is None or actor.member_id is None or not referral_ids:
        return {}
    read = MessageRead.objects.filter(user=actor.user_id, referral=OuterRef("referral"))
    joined = Membership.objects.filter(pk=actor.member_id)
    upto = Coalesce(Subquery(read.values("upto")), Subquery(joined.values("joined_at")))
    waiting = (
        Message.objects.filter(referral__in=referral_ids)
        .exclude(author_id=actor.identity)
        .annotate(upto=upto)
        .filter(at__gt=F("upto"))
    )
    counted = waiting.order_by().values("referral").annotate(count=Count("pk"))
    return dict(counted.values_list("referral", "count"))


def notes_of(referral: Referral, *, actor: Actor) -> list[Note]:
    """The actor's own and their team's, oldest first: which those are, the wall decides."""
    return list(Note.objects.filter(referral=referral)) if actor.member_id else []


def find_note(note_id: UUID, *, actor: Actor, reference: str) -> Note | None:
    """A note that is the actor's own to change."""
    own = Note.objects.filter(author=actor.member_id, referral__reference=reference)
    return own.filter(pk=note_id, network=actor.network.id).select_related("referral").first()
