"""What a version says, what changed since the one before, what a signature is worth: pure."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.agreements.models import (
    NOTICE,
    AgreementSignature,
    AgreementVersion,
    Kind,
)

# In the language of the text, whoever reads it: what is hashed has to stay the same.
TITLES: Final[dict[str, str]] = {
    Kind.DATA_SHARING: "Data sharing agreement",
    Kind.CHARTER: "Charter",
}
# Whose signature ends is told this long before, as for a new version.
WARNED: Final = NOTICE
LONGEST_MONTHS: Final = 60


@dataclass(frozen=True, slots=True)
class Clause:
    """`meaning` says in plain words what the text means. An id is kept from version to version."""

    id: str
    title: str
    text: str
    meaning: str

    @property
    def as_row(self) -> dict[str, str]:
        return asdict(self)


class Changed(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    ORDER = "order"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Change:
    """`before` and `after` are the clause then and now, where there was and is one."""

    what: Changed
    title: str = ""
    before: Clause | None = None
    after: Clause | None = None


class State(StrEnum):
    """Of an organisation and one agreement. The first two may be sent somebody's details."""

    SIGNED = "signed"
    AGAIN = "again"
    LAPSED = "lapsed"
    NEVER = "never"


class Why(StrEnum):
    """Why it has to be signed again."""

    NEW_VERSION = "new_version"
    RENEWAL = "renewal"


@dataclass(frozen=True, slots=True)
class Standing:
    """`to_sign` is the version that waits for a signature; until `until` the old one holds."""

    state: State
    to_sign: AgreementVersion | None = None
    until: datetime | None = None
    why: Why | None = None
    signature: AgreementSignature | None = None

    @property
    def holds(self) -> bool:
        return self.state in {State.SIGNED, State.AGAIN}

    @property
    def last_day(self) -> date | None:
        """The last day on which to sign without a gap."""
        return last_day_before(self.until) if self.until else None


def clauses_in(rows: Iterable[Mapping[str, Any]]) -> list[Clause]:
    return [Clause(row["id"], row["title"], row["text"], row["meaning"]) for row in rows]


def exact_text(kind: str, number: int, clauses: Iterable[Clause], renew_months: int) -> str:
    """What is signed, to the letter."""
    head = f"{TITLES[kind]}, version {number}\nTo be signed again after {renew_months} months.\n"
    parts = [
        f"{place}. {one.title}\n{one.text.strip()}\nIn plain words: {one.meaning.strip()}\n"
        for place, one in enumerate(clauses, start=1)
    ]
    return "\n".join([head, *parts])


def hash_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def fingerprint(clause: Clause) -> str:
    """Comes with a form: whether it is still the clause that somebody began to change."""
    return hash_of(f"{clause.title}\x00{clause.text}\x00{clause.meaning}")


def changes(
    before: Sequence[Clause], after: Sequence[Clause], *, months: tuple[int, int] = (0, 0)
) -> list[Change]:
    """Clauses added, changed and removed, in the order of the new text; words are not compared."""
    old, new = {one.id: one for one in before}, {one.id: one for one in after}
    found = [
        Change(Changed.CHANGED if one.id in old else Changed.ADDED, one.title, old.get(one.id), one)
        for one in after
        if old.get(one.id) != one
    ]
    found += [Change(Changed.REMOVED, one.title, one) for one in before if one.id not in new]
    if [key for key in old if key in new] != [key for key in new if key in old]:
        found.append(Change(Changed.ORDER))
    if months[0] != months[1]:
        found.append(Change(Changed.RENEWAL))
    return found


def first_day(published_at: datetime) -> date:
    """The earliest on which a new version may take effect."""
    return timezone.localdate(published_at + NOTICE)


def takes_effect(day: date, *, published_at: datetime) -> datetime:
    """As that day begins, and never with less notice than was promised."""
    return max(_begins(day), published_at + NOTICE)


def expires(signed_at: datetime, *, months: int) -> datetime:
    """As the day after the same day of that month begins; the month's last, if it is shorter."""
    day = timezone.localdate(signed_at)
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    last = monthrange(year, month + 1)[1]
    return _begins(date(year, month + 1, min(day.day, last)) + timedelta(days=1))


def last_day_before(moment: datetime) -> date:
    return timezone.localdate(moment - timedelta(seconds=1))


def in_force(versions: Iterable[AgreementVersion], at: datetime) -> AgreementVersion | None:
    """Of one network and one kind: the last that has taken effect."""
    begun = [one for one in versions if one.taken_back_at is None and one.in_force_from <= at]
    return max(begun, key=lambda one: one.number, default=None)


def coming(versions: Iterable[AgreementVersion], at: datetime) -> AgreementVersion | None:
    """Published, and not yet in force."""
    later = [one for one in versions if one.taken_back_at is None and one.in_force_from > at]
    return max(later, key=lambda one: one.number, default=None)


def standing_by(
    versions: Collection[AgreementVersion],
    signatures: Collection[AgreementSignature],
    at: datetime,
) -> Standing:
    """Of one kind: all versions of the network, and the signatures of one organisation."""
    now, later = in_force(versions, at), coming(versions, at)
    if now is None:
        return Standing(State.NEVER)
    known = {one.pk for one in versions if one.taken_back_at is None and one.number <= now.number}
    was = [one for one in signatures if one.version_id in known]
    held = max(
        (one for one in was if one.version_id == now.pk and one.expires_at > at),
        key=lambda one: one.expires_at,
        default=None,
    )
    if held is None:
        last = max(was, key=lambda one: one.signed_at, default=None)
        return Standing(State.LAPSED if was else State.NEVER, to_sign=now, signature=last)
    waits = later if later and all(one.version_id != later.pk for one in signatures) else None
    ends = later.in_force_from if later else None
    if held.expires_at - at <= WARNED and (ends is None or held.expires_at < ends):
        return Standing(State.AGAIN, now, held.expires_at, Why.RENEWAL, held)
    if waits:
        return Standing(State.AGAIN, waits, waits.in_force_from, Why.NEW_VERSION, held)
    return Standing(State.SIGNED, signature=held)


def can_sign_for(actor: Actor, organisation_id: object) -> bool:
    """Its managers, and not the desk: nobody signs for an organisation that is not theirs."""
    return actor.member_id is not None and organisation_id in actor.managed


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
