"""How the person agreed, for how long it holds, and which words were said."""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID

from django.utils import translation

from referrals.consent.words import desk_words, notice

NOTICE_VERSION: Final = "2026-11"
# The origin team hears this long before an agreement is over, while something is still open.
REMIND_BEFORE: Final = timedelta(days=14)
# Whoever was asked to delete their copies and has not said so is asked again, in working days.
ASK_AGAIN_AFTER: Final = 5


@dataclass(frozen=True, slots=True)
class Agreed:
    """How the person agreed; or, for another basis than consent, why their details are shared."""

    basis: str
    given: str = ""
    reason: str = ""
    language: str = "en"
    notice_version: str = NOTICE_VERSION
    organisations: tuple[UUID, ...] = ()
    pass_on: bool = False
    names_desk: bool = False
    aftercare: bool = True


def months_later(moment: datetime, months: int) -> datetime:
    """On the same day of that month, or on its last."""
    years, month = divmod(moment.month - 1 + months, 12)
    year = moment.year + years
    last = monthrange(year, month + 1)[1]
    return moment.replace(year=year, month=month + 1, day=min(moment.day, last))


def covers(named: Collection[UUID], organisation: UUID | None) -> bool:
    """Whether an agreement is for this organisation; one that names nobody is for all."""
    return not named or organisation in named


def notice_sha256(language: str, *, names_desk: bool = False) -> str:
    """The hash of the words as they stand in that language: evidence of what was said."""
    with translation.override(language):
        said = [*notice(), desk_words()] if names_desk else notice()
        return sha256("\n".join(said).encode()).hexdigest()
