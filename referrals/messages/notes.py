"""Keeping words in the letter, for the actions that have some to keep."""

from datetime import datetime
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.models import new_id
from referrals.messages.models import Message
from referrals.referrals.models import Referral
from referrals.referrals.rules import Side


def write_note(
    referral: Referral,
    kind: Message.Kind,
    *,
    actor: Actor,
    side: Side,
    body: str,
    at: datetime,
    message_id: UUID | None = None,
) -> Message:
    """The words of one side, in the letter: only the two teams read them, while they may."""
    return Message.objects.create(
        id=message_id or new_id(),
        network_id=referral.network_id,
        referral=referral,
        assessment_id=referral.assessment_id,
        from_team_id=referral.from_team_id,
        to_team_id=referral.writes_to,
        author_id=actor.identity,
        by_name=actor.name,
        kind=kind,
        team_id=referral.from_team_id if side == Side.SENDER else referral.writes_to,
        body=body,
        at=at,
    )
