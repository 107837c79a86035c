"""What an import found and did, as the command writes it."""

from collections.abc import Iterator
from typing import Final

from reporting.history.reports import Count, Report

_FILES: Final = ("organisations", "referrals")


def lines_of(report: Report, *, dry_run: bool) -> Iterator[str]:
    """Changed rows one by one, then the sums; last what became of it."""
    yield from _changes(report)
    for file in _FILES:
        yield _sums(file, getattr(report, file))
    yield from _remarks(report)
    if report.wrong:
        return
    if report.empty:
        yield "There is no row in these files: nothing was written."
    elif not report.writes:
        yield "All of it is here already: nothing was written."
    elif dry_run:
        yield "Dry run: nothing was written."
    else:
        yield f"Done. To undo it, look for import {report.batch} on the page “Past referrals”."


def _changes(report: Report) -> Iterator[str]:
    for one in report.changes:
        yield f"{one.file}, row {one.row}: {one.name} has a new {', '.join(one.columns)}"
    if report.unlisted:
        yield f"… and {report.unlisted:,} more rows that change"


def _sums(file: str, count: Count) -> str:
    return f"{file}: {count.new:,} new, {count.changed:,} changed, {count.same:,} unchanged"


def _remarks(report: Report) -> Iterator[str]:
    if report.members:
        yield f"{report.members} of the organisations are members here: each is counted once."
    if report.followed:
        yield f"{report.followed} earlier referrals follow their organisation's new sector or type."
    for year, count in sorted(report.years.items()):
        yield f"accepted from October {year} to September {int(year) + 1}: {count:,}"
    if report.undated:
        yield f"{report.undated:,} accepted without accepted_at: counted on the day they were made."
