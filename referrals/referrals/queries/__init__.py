"""Reading referrals: envelopes for whoever may know of them, letters for whoever holds a share."""

from referrals.referrals.queries.boxes import Box, Filters, referrals_in
from referrals.referrals.queries.envelopes import (
    events_of,
    find_referral,
    services_that_could_take,
    services_to_suggest,
)
from referrals.referrals.queries.letters import Letter, colleagues_of, open_letter, unsent_letter

__all__ = [
    "Box",
    "Filters",
    "Letter",
    "colleagues_of",
    "events_of",
    "find_referral",
    "open_letter",
    "referrals_in",
    "services_that_could_take",
    "services_to_suggest",
    "unsent_letter",
]
