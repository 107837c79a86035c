"""What the desk does with a referral, and how one comes to it."""

from referrals.desk.actions.assigning import assign
from referrals.desk.actions.bringing import (
    ask_desk_after_refusal,
    choose_desk,
    left_beside,
    send_to_desk,
)
from referrals.desk.actions.deciding import desk_answer, desk_decline, desk_return, hand_back
from referrals.desk.actions.offering import accept_offer, offer, refuse_offer
from referrals.desk.actions.placing import place
from referrals.desk.actions.splitting import split

__all__ = [
    "accept_offer",
    "ask_desk_after_refusal",
    "assign",
    "choose_desk",
    "desk_answer",
    "desk_decline",
    "desk_return",
    "hand_back",
    "left_beside",
    "offer",
    "place",
    "refuse_offer",
    "send_to_desk",
    "split",
]
