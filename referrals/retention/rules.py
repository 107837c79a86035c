"""How long what a network knows of somebody stays: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from referrals.rights.rules import months_later

# Of made-up people: what was practised.
PRACTISED_FOR: Final = timedelta(days=30)
AHEAD_MONTHS: Final = 12


class Held(TextChoices):
    """Why somebody stays although their time is over."""

    OPEN = "open", _("A referral of theirs is still open")
    AFTERCARE = "aftercare", _("Somebody still asks how they are")
    RESTRICTED = "restricted", _("Their record is restricted: it is kept and not used")
    REQUEST = "request", _("They asked for something by right, and it is not answered yet")


@dataclass(frozen=True, slots=True)
class Limits:
    """In months, after the last thing that happened. `practice`: nobody of these is real."""

    taken_on: int
    turned_down: int
    practice: bool = False

    def over_on(self, last: date, *, taken_on: bool) -> date:
        """The day in whose night the record is erased."""
        if self.practice:
            return last + PRACTISED_FOR
        return months_later(last, self.taken_on if taken_on else self.turned_down)

    @property
    def shortest(self) -> timedelta:
        """No record is over sooner than this."""
        if self.practice:
            return PRACTISED_FOR
        return timedelta(days=28 * min(self.taken_on, self.turned_down))


@dataclass(frozen=True, slots=True)
class Standing:
    """Of one record: when anything last happened, whether a team took them on, what holds it."""

    last: date
    taken_on: bool
    held: tuple[Held, ...] = ()


def limits_of(standards: Mapping[str, int], *, practice: bool) -> Limits:
    return Limits(
        taken_on=12 * standards["retention_years"],
        turned_down=standards["declined_months"],
        practice=practice,
    )
