"""Answering once, by a link from an email, as the person who was signed in by their code."""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed
from referrals.links.queries import own_link, still_good
from referrals.links.rules import ANSWERS
from referrals.referrals.actions import accept, decline
from referrals.referrals.actions.moving import already_done_by, lock_referral, what_happened
from referrals.referrals.models import Referral
from referrals.referrals.rules import Status

_ACTS: Final[dict[str, Callable[..., Referral]]] = {"accept": accept, "decline": decline}


@transaction.atomic
def answer_by_link(
    *, actor: Actor, reference: str, link_id: UUID, answer: str, **told: Any
) -> Referral:
    """`told` is what the move itself takes. A double click answers once."""
    referral = lock_referral(actor=actor, reference=reference)
    link = own_link(link_id, actor=actor, reference=reference)
    if link is None:
        raise NotAllowed(_("There is no such link here."))
    if already_done_by(referral, actor=actor, status=ANSWERS[answer]):
        return referral
    if not still_good(link, referral):
        unused = _("This link no longer works. Nothing was done.")
        raise Conflict(unused if referral.status == Status.SENT else what_happened(referral))
    referral = _ACTS[answer](actor=actor, reference=reference, **told)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    return referral
