"""Opening a letter is an act: it is written down, and the sender sees that it was opened."""

from django.db import transaction
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import NotAllowed
from referrals.audit.rules import SAME_NAME, is_same_name
from referrals.referrals.actions.answering import mark_seen
from referrals.referrals.actions.moving import check_move, check_not_erased
from referrals.referrals.models import Referral
from referrals.referrals.queries import Letter, find_referral, open_letter


@transaction.atomic(savepoint=False)
def read_letter(*, actor: Actor, referral: Referral) -> Letter | None:
    """The letter, if a share opens it to one of the actor's teams. Each reading is audited."""
    letter = open_letter(referral)
    if letter is not None:
        mark_seen(actor=actor, referral=referral)
        record(
            "letter.read",
            actor=actor,
            subject_kind="referral",
            subject_id=referral.pk,
            reason=str(referral.status),
        )
        if is_same_name(actor.name, letter.client.family_name):
            # No name is kept: that it was the same is enough for a manager to look.
            record(SAME_NAME, actor=actor, subject_kind="referral", subject_id=referral.pk)
    return letter


def prepare_move(*, actor: Actor, reference: str, name: str) -> Referral:
    """For the page that asks before a move. Raises NotAllowed or Conflict as the move would."""
    referral = find_referral(reference, actor=actor)
    if referral is None:
        raise NotAllowed(_("There is no such referral here."))
    check_not_erased(referral)
    check_move(referral, name, actor=actor)
    return referral
