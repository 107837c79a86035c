"""Figures of the largest network: against their own SQL, and against GROUP BY over envelopes."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median
from typing import Any, Final

import django

django.setup()

from django.db import connection  # noqa: E402 - after the set-up

from bench.by_hand import ASKED, grouped  # noqa: E402
from bench.measuring import Processors, Timed, compare  # noqa: E402
from bench.search import backend, network_id  # noqa: E402
from ccs.tenancy.context import enter, system  # noqa: E402
from reporting.facts.queries import counted  # noqa: E402
from reporting.figures.asking import asked_for, count  # noqa: E402
from reporting.figures.report import Figure, figures  # noqa: E402
from reporting.figures.rules import Period  # noqa: E402

LARGEST: Final = network_id(1)
TODAY: Final = date(2026, 11, 22)
YEAR: Final = Period(date(2025, 10, 1), date(2026, 9, 30))
# Whole months, and days at both ends of them.
RAGGED: Final = Period(date(2025, 10, 15), date(2026, 11, 10))
TARGET: Final = 2.0

Statement = tuple[str, Any]


def main() -> int:
    """1 if a number was not that of the envelopes, or the machine was too restless."""
    # A worker of PostgreSQL's would work on a processor that is not looked at.
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
    wrong = [one for one in ASKED if not check(*one)]
    print("\n| figure | its SQL | all | ratio | floor moved | statements | rows |")
    print("|---|---|---|---|---|---|---|")
    timed = [of_figure(one) for one in figures().values() if not one.of_people]
    print("\n| sums | GROUP BY | counted | times faster | floor moved |\n|---|---|---|---|---|")
    timed += [of_sums(cube, measure, columns) for cube, measure, columns in ASKED]
    valid = all(one.is_valid for one in timed)
    if not valid:
        print("INVALID: a floor moved more than 1.5 times. Measure on a quiet machine.")
    return 0 if valid and not wrong else 1


def check(cube: str, measure: str, columns: dict[str, str]) -> bool:
    """Whether the sums say what the envelopes say, in whole months and in a ragged period."""
    wrong = [
        one
        for one in (YEAR, RAGGED)
        if sums(cube, measure, columns, one) != by_hand(measure, columns, one)
    ]
    for period in wrong:
        print(f"WRONG: {cube} {measure} by {', '.join(columns)}, {period}")
    return not wrong


def sums(cube: str, measure: str, columns: dict[str, str], period: Period) -> Any:
    rows = counted(LARGEST, cube, measure, period, by=list(columns))
    return {row.key: row.n for row in rows}


def by_hand(measure: str, columns: dict[str, str], period: Period) -> Any:
    with enter(system(LARGEST)):
        return grouped(LARGEST, measure, columns, period)


def of_figure(figure: Figure) -> Timed:
    """The floor sends what the figure sends, and makes nothing of it."""
    asked = asked_for(figure, LARGEST, YEAR, today=TODAY)
    statements: list[Statement] = []

    def look(execute: Callable[..., Any], sql: str, params: Any, *others: Any) -> Any:
        statements.append((sql, params))
        return execute(sql, params, *others)

    with connection.execute_wrapper(look):
        sheet = count(figure, asked)
    timed = compare(
        lambda: replay(statements), lambda: count(figure, asked), processors=Processors(backend())
    )
    over = "" if timed.ratio <= TARGET else " (over)"
    print(
        f"| {figure.code} | {median(timed.floor):.1f} | {median(timed.ours):.1f} |"
        f" {timed.ratio:.2f}{over} | {timed.moved:.2f} | {len(statements)} | {len(sheet.rows)} |",
        flush=True,
    )
    return timed


def replay(statements: Sequence[Statement]) -> None:
    with enter(system(LARGEST)), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)
            if cursor.description:
                cursor.fetchall()


def of_sums(cube: str, measure: str, columns: dict[str, str]) -> Timed:
    timed = compare(
        lambda: by_hand(measure, columns, YEAR),
        lambda: sums(cube, measure, columns, YEAR),
        processors=Processors(backend()),
    )
    print(
        f"| {cube}: {measure} by {', '.join(columns)} | {median(timed.floor):.1f} |"
        f" {median(timed.ours):.1f} | {1 / timed.ratio:.1f} | {timed.moved:.2f} |",
        flush=True,
    )
    return timed


if __name__ == "__main__":
    sys.exit(main())
