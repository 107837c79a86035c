"""Aftercare: how a plan begins, is worked on, changed, handed over and ended."""

from referrals.aftercare.actions.beginning import (
    hear_agreement,
    note_crisis_met,
    note_ending,
    open_plan,
)
from referrals.aftercare.actions.changing import change_weeks, say_no, say_yes
from referrals.aftercare.actions.checking import finish_check, lock_check, tried
from referrals.aftercare.actions.ending import stop, take_back
from referrals.aftercare.actions.handing import give_to_team, hand_over_plans, hand_to_desk
from referrals.aftercare.actions.network import change_network_weeks

__all__ = [
    "change_network_weeks",
    "change_weeks",
    "finish_check",
    "give_to_team",
    "hand_over_plans",
    "hand_to_desk",
    "hear_agreement",
    "lock_check",
    "note_crisis_met",
    "note_ending",
    "open_plan",
    "say_no",
    "say_yes",
    "stop",
    "take_back",
    "tried",
]
