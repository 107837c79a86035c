"""What people do in a practice network: others are to answer it, and it counts as practised."""

from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from ccs.audit.registry import Written
from ccs.jobs.actions import schedule
from ccs.jobs.tasks import run
from organisations.engagement.lessons.actions import record_done
from referrals.practice.rules import ANSWER, SOON

# After these it is, or may be, the turn of somebody who is made up.
_THEIR_TURN: Final = frozenset(
    f"referral.{kind}"
    for kind in ("sent", "with_broker", "placed", "answered", "returned", "undone", "forwarded")
)
_PRACTISED: Final = {
    "referral.sent": "practice_refer",
    "referral.with_broker": "practice_refer",
    "referral.accepted": "practice_answer",
    "referral.declined": "practice_answer",
    "referral.returned": "practice_answer",
    "referral.forwarded": "practice_answer",
    "referral.contact": "practice_contact",
    "referral.closed": "practice_close",
    "aftercare.recorded": "practice_aftercare",
    **{
        f"capacity.{said}": "practice_capacity"
        for said in ("open", "limited", "waiting_list", "paused", "confirmed")
    },
}


def heard(written: Written) -> None:
    """For the audit to call: in every other network it is nothing."""
    actor = written.actor
    if not actor.network.is_practice:
        return
    if written.action in _THEIR_TURN:
        answer_soon(written.subject_id, network_id=actor.network.id)
    if actor.user_id and written.action in _PRACTISED:
        record_done(actor=actor, code=_PRACTISED[written.action])


def answer_soon(referral_id: UUID, *, network_id: UUID) -> None:
    """A worker is asked to look at that moment; without its queue the next sweep does."""
    schedule(ANSWER, network_id=network_id, due=[(referral_id, timezone.now() + SOON)])
    transaction.on_commit(_wake, robust=True)


def _wake() -> None:
    seconds = SOON.total_seconds()
    run.apply_async(retry=False, countdown=seconds, expires=seconds + 60)
