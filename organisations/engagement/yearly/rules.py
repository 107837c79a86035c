"""Figures of a programme year that nobody can count here: entered by hand, with their source."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MOST: Final = Decimal(100_000_000)
# Baselines are of the years before the programme, which began in October 2019.
FIRST_YEAR: Final = 2017


class Unit(StrEnum):
    """What a figure is a number of, and whether it has parts."""

    COUNT = "count"
    POUNDS = "pounds"
    HOURS = "hours"


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure that can be entered once for a programme year."""

    code: str
    title: Promise
    about: Promise
    unit: Unit = Unit.COUNT


ENTRIES: Final = (
    Entry(
        "welfare_awards",
        _("Awards by local welfare schemes"),
        _(
            "How many awards local welfare assistance made in the year, or in Wales the"
            " Discretionary Assistance Fund. The council or the scheme knows."
        ),
    ),
    Entry(
        "other_crisis_awards",
        _("Awards by other crisis support schemes"),
        _("How many people were given crisis support by other funds, as grant holders report."),
    ),
    Entry(
        "crisis_referrals",
        _("Referrals to support at the point of crisis, counted elsewhere"),
        _("Only for years before the referral system was used, or what goes past it."),
    ),
    Entry(
        "organisations_engaged",
        _("Organisations engaged, counted elsewhere"),
        _("Only for years before the network’s members were kept here."),
    ),
    Entry(
        "running_cost",
        _("What it cost to run the network"),
        _("All that was paid for in the year: people, the referral system, rooms, training."),
        Unit.POUNDS,
    ),
    Entry(
        "hours_saved",
        _("Hours saved in a week, as users report"),
        _("All those together who said how much time the referral system saves them."),
        Unit.HOURS,
    ),
    Entry(
        "hours_saved_by",
        _("How many people reported the time they save"),
        _("The number of people behind the hours above."),
    ),
)
ENTRIES_BY_CODE: Final = {one.code: one for one in ENTRIES}
