"""Writing to the other side of a referral."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.messages.models import Message
from referrals.messages.notes import write_note
from referrals.referrals.actions import moving
from referrals.referrals.rules import THREAD_IS_OPEN, EventKind


@transaction.atomic
def post_message(
    *, actor: Actor, reference: str, body: str, message_id: UUID | None = None
) -> Message:
    """`message_id` comes with the form: the same one twice is the same message."""
    referral = moving.lock_referral(actor=actor, reference=reference)
    already = (
        Message.objects.filter(pk=message_id, referral=referral).first() if message_id else None
    )
    if already:
        return already
    side = moving.side_in_thread(referral, actor)
    if side is None:
        raise NotAllowed(_("There is no such referral here."))
    if referral.status not in THREAD_IS_OPEN:
        raise Conflict(moving.what_happened(referral))
    moving.check_letter_is_held(referral)
    if not body.strip():
        raise Problem(_("Write a message."), field="body")
    other = moving.counterpart_of(referral, side)
    now = timezone.now()
    try:
        with transaction.atomic():
            message = write_note(
                referral,
                Message.Kind.MESSAGE,
                actor=actor,
                side=side,
                body=body.strip(),
                at=now,
                message_id=message_id,
            )
    except IntegrityError:
        # Of which other message it is the id, this person may not be told.
        raise Conflict(
            _("This form was used for another message already. Open the referral and write again.")
        ) from None
    event = moving.add_event(referral, EventKind.MESSAGE, actor=actor, at=now, side=side)
    moving.tell(referral, "message", side=other, actor=actor, event=event)
    return message
