"""That somebody was shown a thread, and how far."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction

from ccs.tenancy.actor import Actor
from referrals.messages.models import Message, MessageRead
from referrals.referrals.models import Referral


@transaction.atomic(savepoint=False)
def show_thread(
    *, actor: Actor, referral: Referral, messages: Sequence[Message]
) -> frozenset[UUID]:
    """Which of these were new to the actor. From now on they are not; one that comes later is."""
    theirs = [one for one in messages if one.author_id != actor.identity]
    if actor.user_id is None or not theirs:
        return frozenset()
    marks = MessageRead.objects.filter(referral=referral, user=actor.user_id)
    upto = marks.values_list("upto", flat=True).first()
    new = [one for one in theirs if upto is None or one.at > upto]
    if new:
        _mark(actor.user_id, referral, new[-1])
    return frozenset(one.pk for one in new)


def _mark(user_id: UUID, referral: Referral, last: Message) -> None:
    # Never back: an older page, shown more slowly, does not undo what a newer one has shown.
    marks = MessageRead.objects.filter(referral=referral, user=user_id)
    if marks.filter(upto__lt=last.at).update(upto=last.at):
        return
    mark = MessageRead(
        network_id=referral.network_id, referral=referral, user_id=user_id, upto=last.at
    )
    MessageRead.objects.bulk_create([mark], ignore_conflicts=True)
