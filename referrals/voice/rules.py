"""How long the person's link lives, how often one may guess, and when to say nothing at all."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from referrals.referrals.rules import ENDED, EventKind, Status

KIND: Final = "person_link"
# No letter and no figure that is taken for another on paper. So many of them: 128 random bits,
# and where somebody may have to type it from paper 99, which is long enough to type.
LETTERS: Final = "23456789abcdefghjkmnpqrstuvwxyz"
SECRET_LENGTH: Final = 26
PAPER_LENGTH: Final = 20
CODE_LENGTH: Final = 6

LASTS: Final = timedelta(days=365)
LASTS_AFTER_END: Final = timedelta(days=90)
LASTS_AFTER_LEAVING: Final = timedelta(days=30)
# After the second check, without doing anything.
SURE_FOR: Final = timedelta(minutes=20)
SENT_CODE_LASTS: Final = timedelta(minutes=15)
TRIES_BEFORE_WAIT: Final = 5
TRIES_AT_ALL: Final = 10
WAIT: Final = timedelta(hours=1)
NOT_CALLED_A_DAY: Final = 2

# What nobody else should learn by finding a card or reading a text.
SENSITIVE: Final = frozenset({"domestic_abuse", "drugs_alcohol", "mental_health", "immigration"})
# That somebody reached them, or has tried.
CALLED: Final = (EventKind.CONTACT, EventKind.ATTEMPT)


@dataclass(frozen=True, slots=True)
class Lock:
    """`tries` are the wrong ones since the last right one or since it was made anew."""

    tries: int
    until: datetime | None

    def is_shut(self, now: datetime) -> bool:
        return self.tries >= TRIES_AT_ALL or (self.until is not None and now < self.until)

    def after_wrong(self, now: datetime) -> "Lock":
        tries = self.tries + 1
        return Lock(tries, now + WAIT if tries == TRIES_BEFORE_WAIT else self.until)


def is_discreet(needs: Collection[str], *, secret_place: bool, asked: bool) -> bool:
    return asked or secret_place or not SENSITIVE.isdisjoint(needs)


def lives_until(
    *,
    expires_at: datetime,
    renewed_at: datetime,
    ends: Sequence[tuple[str, datetime | None]],
) -> datetime:
    """`ends` are status and end of each referral: the link outlives the last by some weeks."""
    if not ends or any(status not in ENDED for status, _at in ends):
        return expires_at
    last = max([renewed_at, *(at for _status, at in ends if at)])
    return min(expires_at, last + LASTS_AFTER_END)


def plain_secret(typed: str) -> str:
    """As it is kept: typed from paper, in capitals, with the marks between or without."""
    return typed.strip().lower().replace("-", "").replace(" ", "")


def grouped(secret: str, size: int = 5) -> str:
    return "-".join(secret[at : at + size] for at in range(0, len(secret), size))


def plain_code(typed: str) -> str:
    """Figures of any script: a phone set to Arabic types Arabic ones."""
    return "".join(str(int(one)) for one in typed if one.isdecimal())


def born_on(day: str, month: str, year: str) -> str:
    """What is compared: empty where it is no date."""
    parts = [plain_code(part) for part in (year, month, day)]
    try:
        return date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        return ""


def is_over(status: str) -> bool:
    return status in ENDED


def waits_for_call(status: str) -> bool:
    """Somebody is to contact them, or has and may not again."""
    return status in (
        Status.WITH_BROKER, Status.SENT, Status.RETURNED, Status.ACCEPTED, Status.IN_PROGRESS,
    )  # fmt: skip
