"""What a network promises: how soon somebody answers and calls, how long it keeps what it knows."""

from typing import Final

# Working hours to the first response, working days to it, and working days to first contact;
# how often nobody is reached before there is a choice to make; how long an agreement holds,
# and how long a record is kept: of who was helped, and of whom no team took on.
_DEFAULT_STANDARDS: Final[dict[str, int]] = {
    "respond_today_hours": 4,
    "respond_urgent_days": 1,
    "respond_soon_days": 3,
    "contact_today_days": 1,
    "contact_urgent_days": 2,
    "contact_soon_days": 5,
    "failed_contacts": 3,
    "consent_months": 12,
    "retention_years": 6,
    "declined_months": 12,
}


def default_aftercare_weeks() -> list[int]:
    return [2, 6, 12]


def default_standards() -> dict[str, int]:
    return dict(_DEFAULT_STANDARDS)
