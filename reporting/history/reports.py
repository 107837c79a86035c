"""What an import found, and what it did or would do: told after it, and kept with it."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final
from uuid import UUID

from reporting.figures.rules import programme_year
from reporting.history.columns import ORGANISATIONS, REFERRALS
from reporting.history.faults import Problem

# A file of another kind has a problem in every row: these many show what it is.
MOST_PROBLEMS: Final = 500
MOST_CHANGES: Final = 200


@dataclass(slots=True)
class Count:
    """Of one file's rows that are right: how they compare with what is here."""

    new: int = 0
    changed: int = 0
    same: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.changed + self.same

    @property
    def writes(self) -> bool:
        return bool(self.new or self.changed)


@dataclass(frozen=True, slots=True)
class Change:
    """A row whose id is here already, and the columns that say something else now."""

    file: str
    row: int
    name: str
    columns: list[str]


@dataclass(slots=True)
class Report:
    """What was found in both files.

    `members`: organisations that are members here too. `followed`: referrals that changed because
    an organisation did. `years`: accepted referrals by programme year. `undated`: accepted ones
    that do not say when, and count on the day they were made.
    """

    organisations: Count = field(default_factory=Count)
    referrals: Count = field(default_factory=Count)
    members: int = 0
    followed: int = 0
    undated: int = 0
    years: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    wrong: int = 0
    problems: list[Problem] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    batch: UUID | None = None

    @property
    def writes(self) -> bool:
        return self.organisations.writes or self.referrals.writes or bool(self.followed)

    @property
    def empty(self) -> bool:
        """Heads alone."""
        return not (self.organisations.rows or self.referrals.rows)

    @property
    def unlisted(self) -> int:
        """How many changed rows are not among `changes`."""
        return self.organisations.changed + self.referrals.changed - len(self.changes)

    @property
    def counts(self) -> dict[str, Any]:
        """What is remembered of an import."""
        return {
            ORGANISATIONS.file: asdict(self.organisations),
            REFERRALS.file: asdict(self.referrals),
            "followed": self.followed,
        }

    def refuse(self, problem: Problem) -> None:
        self.wrong += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)

    def change(self, change: Change) -> None:
        if len(self.changes) < MOST_CHANGES:
            self.changes.append(change)

    def accepted(self, day: date, *, dated: bool) -> None:
        year = str(programme_year(day).first.year)
        self.years[year] = self.years.get(year, 0) + 1
        self.undated += not dated

    def stands(self, status: str) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "batch": str(self.batch) if self.batch else None}


def report_from(kept: dict[str, Any]) -> Report:
    """As `as_json` wrote it."""
    return Report(
        **{
            **kept,
            "organisations": Count(**kept["organisations"]),
            "referrals": Count(**kept["referrals"]),
            "problems": [Problem(**one) for one in kept["problems"]],
            "changes": [Change(**one) for one in kept["changes"]],
            "batch": UUID(kept["batch"]) if kept["batch"] else None,
        }
    )
