"""Programme years, and what funded work is for."""

from datetime import date
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

# Programme years run from October to September.
FIRST_MONTH: Final = 10


class Focus(TextChoices):
    """What the evaluation says the money of each year was for."""

    ACCESS = "access", _("Improving access to services")
    CAPACITY = "capacity", _("Building capacity of organisations")
    COORDINATION = "coordination", _("Coordination")
    REFERRAL_SYSTEM = "referral_system", _("Digital referral system")
    OTHER = "other", _("Something else")


def programme_year(day: date) -> int:
    """The calendar year in which the programme year of that day began."""
    return day.year if day.month >= FIRST_MONTH else day.year - 1


def year_in_words(year: int) -> str:
    """`2025/26`."""
    return f"{year}/{(year + 1) % 100:02}"


def begins(year: int) -> date:
    return date(year, FIRST_MONTH, 1)
