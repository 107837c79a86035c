"""What the steps of one import share."""

from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from io import SEEK_END
from itertools import islice
from typing import Any, Final, NamedTuple
from uuid import UUID

from django.db import connection

from reporting.history.columns import Layout
from reporting.history.faults import Problem
from reporting.history.models import HistoryImport
from reporting.history.reading import Line, Source, read
from reporting.history.reports import Report

BATCH: Final = 2000
_COLUMNS: Final = {
    "key": "name",
    "is_member": "name",
    **{f"from_{name}": "from_org" for name in ("key", "sector", "type")},
    **{f"to_{name}": "to_org" for name in ("key", "sector", "type")},
}
# Told how much of all files is done, in per cent.
Progress = Callable[[int], None]


class Known(NamedTuple):
    """What a referral takes over from an organisation, frozen with it."""

    key: UUID
    sector: str
    type: str


@dataclass(slots=True)
class Run:
    """One import under way. `organisations`: all that referrals may name, by their id there.

    `named` are those and the ones whose row is wrong. `checks_organisations`: false where their
    file could not be read, so that not every referral is told of it again.
    """

    network_id: UUID
    batch: HistoryImport
    now: datetime
    dry_run: bool
    report: Report
    progress: Progress
    size: int = 0
    done: int = 0
    organisations: dict[str, Known] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)
    checks_organisations: bool = True
    # The numbers of the referrals that the file holds.
    referrals: Container[str] = ()

    @property
    def writes(self) -> bool:
        """Nothing more is written once something is wrong: all of it will be taken back."""
        return not self.dry_run and not self.report.wrong

    def batches(self, layout: Layout, source: Source) -> Iterator[list[Line | Problem]]:
        """The file by thousands of rows, never held whole."""
        before = self.done
        with source() as opened:
            found = read(layout, opened)
            while some := list(islice(found, BATCH)):
                yield some
                self.done = before + opened.tell()
                self.progress(min(99, self.done * 100 // max(self.size, 1)))
            self.done = before + opened.tell()


def size_of(source: Source | None) -> int:
    """In bytes."""
    if source is None:
        return 0
    with source() as opened:
        return opened.seek(0, SEEK_END)


def wait_for_turn(network_id: UUID) -> None:
    """One import or undoing of a network at a time, until commit."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('reporting.history'), hashtext(%s))",
            [str(network_id)],
        )


def differing(names: tuple[str, ...], before: tuple[Any, ...], after: tuple[Any, ...]) -> list[str]:
    """The names of the values that are not the same."""
    return [name for name, old, new in zip(names, before, after, strict=True) if old != new]


def columns_in(names: Iterable[str]) -> list[str]:
    """As the files call them: what we add stands for the column that it came from."""
    return list(dict.fromkeys(_COLUMNS.get(name, name) for name in names))
