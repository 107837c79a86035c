"""What can be done with a referral: one function a use case, atomic, told by the outbox."""

from referrals.referrals.actions.agreeing import agree_and_send
from referrals.referrals.actions.answering import accept, decline, mark_seen
from referrals.referrals.actions.asking import answer, return_to_sender
from referrals.referrals.actions.assigning import assign
from referrals.referrals.actions.reading import prepare_move, read_letter
from referrals.referrals.actions.revoking import confirm_deleted, withdraw_consent
from referrals.referrals.actions.sending import choose_services, send, withdraw
from referrals.referrals.actions.working import close, record_contact

__all__ = [
    "accept",
    "agree_and_send",
    "answer",
    "assign",
    "choose_services",
    "close",
    "confirm_deleted",
    "decline",
    "mark_seen",
    "prepare_move",
    "read_letter",
    "record_contact",
    "return_to_sender",
    "send",
    "withdraw",
    "withdraw_consent",
]
