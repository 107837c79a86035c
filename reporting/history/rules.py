"""What a row of a history says, checked value by value and against the others of its row."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final, NamedTuple, TypeVar
from uuid import UUID, uuid5

from networks.calendar.rules import LONDON
from organisations.members.models import Sector
from organisations.needs.rules import CRISIS, UNDERLYING
from referrals.referrals.rules import Outcome, Status
from reporting.history.columns import ORGANISATIONS, REFERRALS, Layout
from reporting.history.faults import Fault, Problem, problem
from reporting.history.reading import Line

# A group of its own, where the finer sector is not known.
SECTORS: Final = (*Sector.values, "statutory")
STATUSES: Final = (*Status.values, "pending")
NEEDS: Final = (*CRISIS, *UNDERLYING)
# Counted as accepted. Without its own date, by the day on which it was made.
COUNTED: Final = frozenset({"accepted", "in_progress", "closed"})
_YES_OR_NO: Final = {
    **dict.fromkeys(("yes", "y", "true", "1"), True),
    **dict.fromkeys(("no", "n", "false", "0"), False),
}
# Clocks of other systems are not ours.
_AHEAD: Final = timedelta(days=1)
_YEARS: Final = 50
_MOST_TEAMS: Final = 10_000
_When = TypeVar("_When", bound=date)


class OrganisationRow(NamedTuple):
    """A member as the file knows it. `teams`: how many; None where the file does not say."""

    row: int
    org_id: str
    name: str
    sector: str
    type: str
    registered_on: date
    left_on: date | None
    teams: int | None
    can_receive: bool | None


class ReferralRow(NamedTuple):
    """A referral as the file knows it."""

    row: int
    referral_id: str
    from_org: str
    to_org: str
    from_team: str
    to_team: str
    need: str
    status: str
    outcome: str
    made_at: datetime
    accepted_at: datetime | None
    ended_at: datetime | None


@dataclass(slots=True)
class Seen:
    """The ids of one file so far, each with its row; the organisations that referrals may name.

    None: nobody knows which, and it is told elsewhere.
    """

    layout: Layout
    now: datetime
    rows: dict[str, int] = field(default_factory=dict)
    organisations: Collection[str] | None = ()


def plain_name(name: str) -> str:
    """As names are compared: without case and without spaces that are too many."""
    return " ".join(name.split()).casefold()


def own_key(network_id: UUID, org_id: str) -> UUID:
    """Who an organisation is in figures that is no member here: every import makes the same."""
    return uuid5(network_id, f"history:{org_id}")


def organisation_of(line: Line, seen: Seen) -> OrganisationRow | list[Problem]:
    cells = _Cells(line, seen)
    registered, left = cells.day("registered_on"), cells.day("left_on")
    if registered and left and left < registered:
        cells.wrong("left_on", Fault.LEFT_FIRST, other=cells.text("registered_on"))
    found = OrganisationRow(
        row=line.row,
        org_id=cells.only_once("org_id"),
        name=cells.text("name"),
        sector=cells.one_of("sector", SECTORS, Fault.SECTOR),
        type=cells.text("type"),
        registered_on=registered or date.min,
        left_on=left,
        teams=cells.teams("teams"),
        can_receive=cells.yes_or_no("can_receive"),
    )
    return cells.found or found


def referral_of(line: Line, seen: Seen) -> ReferralRow | list[Problem]:
    cells = _Cells(line, seen)
    made, accepted = cells.moment("made_at"), cells.moment("accepted_at")
    ended = cells.moment("ended_at")
    cells.in_order("made_at", made, "accepted_at", accepted, Fault.ACCEPTED_FIRST)
    cells.in_order("made_at", made, "ended_at", ended, Fault.ENDED_FIRST)
    cells.in_order("accepted_at", accepted, "ended_at", ended, Fault.ENDED_UNACCEPTED)
    found = ReferralRow(
        row=line.row,
        referral_id=cells.only_once("referral_id"),
        from_org=cells.organisation("from_org"),
        to_org=cells.organisation("to_org"),
        from_team=cells.text("from_team"),
        to_team=cells.text("to_team"),
        need=cells.one_of("need", NEEDS, Fault.NEED),
        status=cells.one_of("status", STATUSES, Fault.STATUS),
        outcome=cells.one_of("outcome", Outcome.values, Fault.OUTCOME),
        made_at=made or seen.now,
        accepted_at=accepted,
        ended_at=ended,
    )
    return cells.found or found


def new_organisations(now: datetime) -> Seen:
    return Seen(ORGANISATIONS, now)


def new_referrals(now: datetime, organisations: Collection[str] | None) -> Seen:
    """`organisations`: the ids that are known, of the other file or from earlier."""
    return Seen(REFERRALS, now, organisations=organisations)


class _Cells:
    """One row's values, and what is wrong with them in the order of looking."""

    def __init__(self, line: Line, seen: Seen) -> None:
        self.line, self.seen, self.found = line, seen, list[Problem]()
        for column in seen.layout.needed:
            if not self.text(column):
                self.wrong(column, Fault.BLANK)
        for column, value in line.cells.items():
            most = seen.layout.longest.get(column)
            if most and len(value) > most:
                self.wrong(column, Fault.TOO_LONG, other=str(most))
            if "\x00" in value:
                self.wrong(column, Fault.CHARACTER)

    def text(self, column: str) -> str:
        return self.line.cells.get(column, "")

    def wrong(self, column: str, fault: Fault, *, other: str = "") -> None:
        self.found.append(
            problem(
                self.seen.layout.file,
                self.line.row,
                column,
                fault,
                value=self.text(column),
                other=other,
            )
        )

    def one_of(self, column: str, known: Collection[str], fault: Fault) -> str:
        """A code, however it is written; empty where nothing is said."""
        value = self.text(column).casefold()
        if value and value not in known:
            self.wrong(column, fault, other=", ".join(known))
        return value

    def only_once(self, column: str) -> str:
        value = self.text(column)
        before = self.seen.rows.setdefault(value, self.line.row)
        if value and before != self.line.row:
            self.wrong(column, Fault.TWICE, other=str(before))
        return value

    def organisation(self, column: str) -> str:
        value = self.text(column)
        known = self.seen.organisations
        if value and known is not None and value not in known:
            self.wrong(column, Fault.NO_ORGANISATION)
        return value

    def day(self, column: str) -> date | None:
        """A date; of a time with an offset, its date in London."""
        value = self.text(column)
        if not value:
            return None
        try:
            day = date.fromisoformat(value)
        except ValueError:
            moment = _moment(value)
            if moment is None or moment.tzinfo is None:
                self.wrong(column, Fault.NOT_A_DATE)
                return None
            day = moment.astimezone(LONDON).date()
        # When somebody leaves may be known beforehand.
        return self._likely(column, day, day, may_be_ahead=column == "left_on")

    def moment(self, column: str) -> datetime | None:
        value = self.text(column)
        if not value:
            return None
        moment = _moment(value)
        if moment is None:
            self.wrong(column, Fault.NOT_A_TIME)
            return None
        if moment.tzinfo is None:
            self.wrong(column, Fault.NO_OFFSET)
            return None
        return self._likely(column, moment, moment.date())

    def _likely(
        self, column: str, value: _When, day: date, *, may_be_ahead: bool = False
    ) -> _When | None:
        """A slip in the year would stand in the figures for ever."""
        today = self.seen.now.astimezone(LONDON).date()
        if day > today + _AHEAD and not may_be_ahead:
            self.wrong(column, Fault.IN_FUTURE)
        elif day.year < today.year - _YEARS:
            self.wrong(column, Fault.TOO_EARLY)
        else:
            return value
        return None

    def in_order(
        self, one: str, first: datetime | None, other: str, then: datetime | None, fault: Fault
    ) -> None:
        if first and then and then < first:
            self.wrong(other, fault, other=self.text(one))

    def yes_or_no(self, column: str) -> bool | None:
        value = self.text(column).casefold()
        if value and value not in _YES_OR_NO:
            self.wrong(column, Fault.YES_OR_NO)
        return _YES_OR_NO.get(value)

    def teams(self, column: str) -> int | None:
        """How many; or their names, parted by semicolons."""
        value = self.text(column)
        if not value:
            return None
        if not value.lstrip("-").replace(".", "", 1).isdigit():
            return sum(1 for name in value.split(";") if name.strip())
        if not value.isdecimal() or int(value) > _MOST_TEAMS:
            self.wrong(column, Fault.NUMBER)
            return None
        return int(value)


def _moment(value: str) -> datetime | None:
    """None for what is no time of a day: a date alone is none."""
    try:
        date.fromisoformat(value)
    except ValueError:
        pass
    else:
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
