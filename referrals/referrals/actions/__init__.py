"""What can be done with a referral: one function a use case, atomic, told by the outbox."""

from referrals.referrals.actions.agreeing import agree_and_send
from referrals.referrals.actions.answering import accept, decline, mark_seen
from referrals.referrals.actions.asking import answer, return_to_sender
from referrals.referrals.actions.assigning import assign
from referrals.referrals.actions.forwarding import forward
from referrals.referrals.actions.reading import prepare_move, read_letter
from referrals.referrals.actions.revoking import (
    confirm_deleted,
    withdraw_consent,
    withdraw_own_consent,
)
from referrals.referrals.actions.sending import choose_services, send, withdraw
from referrals.referrals.actions.undoing import reopen, undo
from referrals.referrals.actions.working import close, record_contact, try_later

__all__ = [
    "accept",
    "agree_and_send",
    "answer",
    "assign",
    "choose_services",
    "close",
    "confirm_deleted",
    "decline",
    "forward",
    "mark_seen",
    "prepare_move",
    "read_letter",
    "record_contact",
    "reopen",
    "return_to_sender",
    "send",
    "try_later",
    "undo",
    "withdraw",
    "withdraw_consent",
    "withdraw_own_consent",
]
