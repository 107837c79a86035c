"""What counting costs those who write, how soon it shows, and how fast it is added up."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from statistics import median
from typing import Any, Final

import django
import psycopg2

django.setup()

from django.db import transaction  # noqa: E402 - after the set-up
from django.utils import timezone  # noqa: E402

from bench.measuring import Processors, Timed, compare, costs  # noqa: E402
from bench.reports import LARGEST, YEAR, sums  # noqa: E402
from bench.search import backend  # noqa: E402
from ccs.tenancy.context import enter, system  # noqa: E402
from referrals.referrals.actions import accept  # noqa: E402
from referrals.referrals.models import Referral  # noqa: E402
from reporting.facts.actions import fold  # noqa: E402
from reporting.facts.queries import counted  # noqa: E402
from reporting.figures.rules import Period  # noqa: E402
from tests.world import World, build_world  # noqa: E402

AT_ONCE: Final = 20
TARGET: Final = 1.1
# So many envelopes change before they are added up; each change is some facts.
CHANGED: Final = (0, 1_000, 10_000)
TRIGGER: Final = "reporting_counts_changed"
ROUTES: Final = ("routes", "accepted", {"from_sector": "from_sector", "to_sector": "to_sector"})


def main() -> int:
    """1 if a figure was late, or the machine was too restless."""
    fresh = is_fresh()
    print(f"An acceptance is in the figure of the next statement: {'yes' if fresh else 'NO'}.")
    print("\n| accepting | not counted | counted | ratio | floor moved |\n|---|---|---|---|---|")
    world = build_world("writers", "Writers Network")
    [referral] = world.refer()
    timed = [
        of_writing("one UPDATE", update_some),
        of_writing("the whole action", lambda: accept_some(world, referral.reference)),
    ]
    print("\n| facts not added up yet | `routes` | adding up | a second |\n|---|---|---|---|")
    for changed in CHANGED:
        of_adding_up(changed)
    return 0 if fresh and all(one.is_valid for one in timed) else 1


def is_fresh() -> bool:
    """Every one of some acceptances, in the statement after it."""
    today = timezone.localdate()
    on_day = Period(today, today)
    seen = []
    with taken_back(), enter(system(LARGEST)):
        for key in waiting(AT_ONCE):
            before = _total(on_day)
            _accept(key)
            seen.append(_total(on_day) - before)
    return set(seen) == {1}


def _total(period: Period) -> int:
    return sum(row.n for row in counted(LARGEST, "routes", "accepted", period))


def of_writing(name: str, call: Callable[[], None]) -> Timed:
    """With and without the trigger, which only the owner can lift."""
    with closing(psycopg2.connect(os.environ["MIGRATION_DATABASE_URL"])) as owner:
        owner.autocommit = True
        timed = compare(
            call,
            call,
            processors=Processors(backend()),
            before=(lambda: switch(owner, "DISABLE"), lambda: switch(owner, "ENABLE")),
        )
    over = "" if timed.ratio <= TARGET else " (over)"
    print(
        f"| {name} | {median(timed.floor) / AT_ONCE:.2f} | {median(timed.ours) / AT_ONCE:.2f} |"
        f" {timed.ratio:.2f}{over} | {timed.moved:.2f} |",
        flush=True,
    )
    return timed


def switch(owner: Any, how: str) -> None:
    with owner.cursor() as cursor:
        cursor.execute(f"ALTER TABLE referrals_referral {how} TRIGGER {TRIGGER}")


def update_some() -> None:
    with taken_back(), enter(system(LARGEST)):
        for key in waiting(AT_ONCE):
            _accept(key)


def accept_some(world: World, reference: str) -> None:
    """The same one each time."""
    for _again in range(AT_ONCE):
        with taken_back(), world.acting("adviser") as adviser:
            accept(actor=adviser, reference=reference)


def waiting(most: int) -> list[Any]:
    rows = Referral.objects.filter(network_id=LARGEST, status="sent").order_by("id")
    return list(rows.values_list("pk", flat=True)[:most])


def _accept(key: Any) -> None:
    now = timezone.now()
    Referral.objects.filter(pk=key).update(
        status="accepted",
        accepted_at=now,
        answered_at=now,
        answer_minutes=60,
        answer_in_time=True,
        changed_at=now,
    )


def of_adding_up(changed: int) -> None:
    """What is read before and after, and how long the adding up takes between."""
    with enter(system(LARGEST)):
        rows = Referral.objects.filter(network_id=LARGEST, status="closed").order_by("id")
        keys = list(rows.values_list("pk", flat=True)[:changed])
        Referral.objects.filter(pk__in=keys).update(urgency="today")
    cost = costs(lambda: sums(*ROUTES, YEAR), processors=Processors(backend()))
    started, facts = time.perf_counter(), 0
    while added := fold(LARGEST):
        facts += added
    seconds = time.perf_counter() - started
    pace = f"{facts / seconds:,.0f}" if facts else ""
    print(f"| {facts:,} | {median(cost):.1f} | {seconds:.1f} s | {pace} |", flush=True)


@contextmanager
def taken_back() -> Iterator[None]:
    """Each round finds the same."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


if __name__ == "__main__":
    sys.exit(main())
