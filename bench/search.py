"""The search for services: read, ranked and explained, against the raw SQL of the same query."""

import sys
from dataclasses import replace
from statistics import median
from uuid import UUID

import django

django.setup()

from django.db import connection  # noqa: E402 - after the set-up
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.measuring import Processors, Timed, compare  # noqa: E402
from ccs.tenancy.context import Context, Role, enter, system  # noqa: E402
from organisations.matching.presenters import match_rows  # noqa: E402
from organisations.matching.queries import candidates, statement_of  # noqa: E402
from organisations.matching.rules import Asked, Facts, bundle, rank  # noqa: E402
from organisations.needs.actions import start_with_words  # noqa: E402
from organisations.places.rules import Place  # noqa: E402

# The first network holds a tenth of everything, the second 500 services.
NETWORKS = {"3,000 services": 1, "500 services": 2}
SHOWN = 20
TARGET = 1.5


def main() -> int:
    """Print a row for each question; 1 if the machine was too restless to say anything."""
    for number in NETWORKS.values():
        with enter(system(network_id(number))):
            start_with_words(network_id=network_id(number))
    print("Milliseconds on a processor, PostgreSQL's with them.\n")
    print("| network | asked | services | raw SQL | all | ratio | floor moved | queries |")
    print("|---|---|---|---|---|---|---|---|")
    valid = True
    for role in (Role.MEMBER, Role.PUBLIC):
        for name, number in NETWORKS.items():
            for question, asked in questions(number).items():
                valid &= measure(role, name, network_id(number), question, asked)
    if not valid:
        print("INVALID: the floor itself moved more than 1.5 times. Measure on a quiet machine.")
    return 0 if valid else 1


def network_id(number: int) -> UUID:
    """As `directory.sql` makes it."""
    return UUID(f"01900000-0001-7000-8000-{number:012x}")


def questions(number: int) -> dict[str, Asked]:
    """What people ask: everything, two needs, and words with a mistake."""
    place = Place("E14NS", f"E09{number:06}", f"E05{number * 20 + 3:06}", "", 535800, 182100)
    somebody = Asked(place=place, facts=Facts(age=34, nrpf=True, languages=("so",)))
    return {
        "every service": somebody,
        "two needs": replace(somebody, needs=("food", "debt")),
        "words": replace(somebody, text="nappys"),
    }


def measure(role: Role, network: str, key: UUID, question: str, asked: Asked) -> bool:
    """As the application's role, behind the walls."""
    with enter(Context(network=key, role=role)):
        statement, values = statement_of(key, asked)

        def raw() -> list[tuple[object, ...]]:
            with connection.cursor() as cursor:
                cursor.execute(statement, values)
                return cursor.fetchall()

        with CaptureQueriesContext(connection) as queries:
            count = search(key, asked)
        timed = compare(raw, lambda: search(key, asked), processors=Processors(backend()))
    print(row(f"{network}, {role}", question, count, timed, len(queries)), flush=True)
    return timed.is_valid


def backend() -> int:
    """The process of PostgreSQL that works for us."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def search(key: UUID, asked: Asked) -> int:
    """All that a page does but its frame: the best 20 in words, and the set for all needs."""
    found = candidates(network_id=key, asked=asked)
    matches = rank(asked, found)
    bundle(asked, matches)
    match_rows(matches[:SHOWN], found, asked=asked, actor=None, now=timezone.now())
    return len(found)


def row(network: str, question: str, count: int, timed: Timed, queries: int) -> str:
    """One line of the table."""
    over = "" if timed.ratio <= TARGET else " (over)"
    return (
        f"| {network} | {question} | {count} | {median(timed.floor):.1f} |"
        f" {median(timed.ours):.1f} | {timed.ratio:.2f}{over} | {timed.moved:.2f} | {queries} |"
    )


if __name__ == "__main__":
    sys.exit(main())
