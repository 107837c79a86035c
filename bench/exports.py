"""Long lists of the largest network against COPY, and years of history brought in."""

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from io import StringIO
from pathlib import Path
from statistics import median
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - after the set-up
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from bench.measuring import Processors, compare  # noqa: E402
from bench.reports import LARGEST  # noqa: E402
from bench.search import backend  # noqa: E402
from ccs.tenancy.context import Context, enter, system  # noqa: E402
from organisations.members.actions import Invited, enrol  # noqa: E402
from organisations.members.models import Membership  # noqa: E402
from reporting.exports.jobs import step  # noqa: E402
from reporting.exports.models import Export, ExportPart  # noqa: E402
from reporting.exports.rules import State  # noqa: E402

ROUNDS: Final = 3
TARGETS: Final = {"csv": 1.2, "xlsx": 2.5}
ROWS: Final = 100_000
LONDON: Final = ZoneInfo("Europe/London")
# The columns of the list as they stand: codes and times, where ours has words and days.
COPY: Final = """
    COPY (
        SELECT r.reference, r.sent_at, r.accepted_at, r.ended_at, f.name, a.name, r.from_sector,
            r.from_type, t.name, b.name, r.to_sector, r.to_type, r.service_name, r.needs,
            r.urgency, r.status, r.decline_reason, r.outcome, r.answer_minutes, r.answer_in_time,
            r.contact_minutes, r.contact_in_time
        FROM referrals_referral r
        JOIN organisations_organisation f ON f.id = r.from_organisation_id
        JOIN organisations_organisation t ON t.id = r.to_organisation_id
        JOIN organisations_team a ON a.id = r.from_team_id
        JOIN organisations_team b ON b.id = r.to_team_id
        WHERE r.network_id = '{network}' ORDER BY r.sent_at, r.id
    ) TO STDOUT WITH (FORMAT csv, HEADER)
"""


class Nowhere:
    """Takes what is written, and keeps nothing."""

    def write(self, piece: bytes) -> None:
        pass


def main() -> int:
    """1 if the machine was too restless."""
    with enter(system(LARGEST)):
        invited = Invited(email="bench@example.org", name="Bench Sample")
        member = enrol(network_id=LARGEST, invited=invited)
    copy()
    print("\n| list | rows | COPY | ours | ratio | floor moved | memory more |")
    print("|---|---|---|---|---|---|---|")
    valid = [of_format(kind, member) for kind in TARGETS]
    with tempfile.TemporaryDirectory() as folder:
        of_history(Path(folder))
    return 0 if all(valid) else 1


def of_format(kind: str, member: Membership) -> bool:
    """The file as a worker makes it, step by step, kept in the database."""
    before = most_memory()
    rows: list[int] = []
    timed = compare(
        copy,
        lambda: rows.append(export(kind, member)),
        processors=Processors(backend()),
        rounds=ROUNDS,
    )
    over = "" if timed.ratio <= TARGETS[kind] else " (over)"
    print(
        f"| {kind.upper()} | {rows[-1]:,} | {median(timed.floor):,.0f} |"
        f" {median(timed.ours):,.0f} | {timed.ratio:.2f}{over} | {timed.moved:.2f} |"
        f" {most_memory() - before:.0f} MB |",
        flush=True,
    )
    return timed.is_valid


def copy() -> None:
    with enter(system(LARGEST)), connection.cursor() as cursor:
        cursor.copy_expert(COPY.format(network=LARGEST), Nowhere())


def export(kind: str, member: Membership) -> int:
    """From the row that somebody's click leaves to the finished file; answers how many rows."""
    key = asked(kind, member)
    state, rows = State.WAITING, 0
    while state in (State.WAITING, State.RUNNING):
        with enter(system(LARGEST)):
            step(LARGEST, key)
            state, rows = Export.objects.values_list("state", "rows_of").get(pk=key)
    if state != State.READY:
        raise SystemExit("The list could not be made.")
    with enter(system(LARGEST)):
        ExportPart.objects.filter(export=key).delete()
    return rows


def asked(kind: str, member: Membership) -> UUID:
    as_coordinator = Context(network=LARGEST, user=member.user_id, role="coordinator")
    with enter(as_coordinator):
        return Export.objects.create(
            network_id=LARGEST,
            user_id=member.user_id,
            asked_by=member,
            asked_at=timezone.now(),
            first=date(2024, 9, 1),
            last=date(2026, 11, 30),
            format=kind,
            language="en",
            in_full=True,
        ).pk


def most_memory() -> float:
    """That this process has ever had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def of_history(folder: Path) -> None:
    """Brought in once, and the same files again."""
    files = {name: folder / f"{name}.csv" for name in ("organisations", "referrals")}
    files["organisations"].write_text("\n".join(organisations()))
    files["referrals"].write_text("\n".join(referrals()))
    print(f"\n| {ROWS:,} rows of history | seconds on the wall |\n|---|---|")
    for name in ("new", "the same again"):
        started = time.perf_counter()
        call_command("import_history", network="bench-200", stdout=StringIO(), **files)
        print(f"| {name} | {time.perf_counter() - started:.0f} |", flush=True)


def organisations() -> Iterator[str]:
    yield "org_id,sector,registered_on"
    for number in range(200):
        yield f"{number},{'vcs' if number % 3 else 'local_authority'},2019-10-01"


def referrals() -> Iterator[str]:
    yield "referral_id,from_org,to_org,status,made_at,accepted_at,ended_at,need,outcome"
    first = datetime(2019, 10, 1, 9, tzinfo=LONDON)
    for number in range(ROWS):
        made = first + timedelta(minutes=number * 15)
        times = [made, made + timedelta(days=1), made + timedelta(days=30)]
        said = ",".join(at.isoformat() for at in times)
        sides = f"{number % 200},{number * 7 % 200}"
        yield f"R{number},{sides},closed,{said},food,helped_in_full"


if __name__ == "__main__":
    sys.exit(main())
