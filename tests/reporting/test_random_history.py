"""Whatever happens, in whatever order: the sums are what a count of everything would find."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import time_machine
from django.db import transaction
from django.utils import timezone
from hypothesis import given, seed, settings
from hypothesis import strategies as st

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from networks.calendar.rules import LONDON
from referrals.referrals.models import Referral
from reporting.facts.actions import fold, rebuild
from reporting.facts.cubes import CUBES
from reporting.facts.latest import days_before, days_lately
from reporting.facts.queries import Counted, counted
from reporting.figures.rules import Period
from reporting.history.models import HistoryImport, HistoryReferral
from tests.referrals.test_walks import FIRST, LIKELY, MONDAY, Walk, agreed_to_all
from tests.world import World

EVER = Period(date(2019, 10, 1), date(2030, 9, 30))
# Read by years: whole ones, and one of which days and months are taken away at both ends.
LONG = (
    EVER,
    Period(date(2026, 10, 20), date(2027, 8, 14)),
    Period(date(2020, 9, 30), MONDAY.date()),
)
ORGANISATION = UUID(int=7)
# Now, in the month of the history, after it, and long after everything.
UNTIL = (MONDAY.date(), date(2020, 9, 30), date(2020, 10, 1), date(2020, 10, 15), date(2029, 3, 1))
NOT_LATER = (None, "accepted", "closed", "declined", "withdrawn", "pending")


def test_the_sums_are_those_of_a_count_from_scratch(world: World, other_world: World) -> None:
    seen: Counter[str] = Counter()

    @seed(11)
    @settings(max_examples=3, deadline=None, database=None)
    @given(steps=st.lists(st.one_of(people_act, history_comes), min_size=12, max_size=20))
    def go_on(steps: list[tuple[str, str, int]], first: list[tuple[str, str]]) -> None:
        with time_machine.travel(MONDAY, tick=False) as clock, transaction.atomic():
            walk = Walk(world, clock, agreed_to_all(world))
            for who, what, which in [*((*one, 0) for one in first), *steps]:
                step(walk, who, what, which)
            incremental = everything(world)
            assert last_seen(world) == seen_by_hand(world)
            assert services_by_year(world) == services_by_month(world)
            rebuild(world.network.pk)
            assert everything(world) == incremental
            assert services_by_year(world) == services_by_month(world)
            assert last_seen(world) == seen_by_hand(world)
            assert accepted_by_day(world) == counted_by_day(world, "accepted")
            assert everything(other_world) == {}
            seen.update(one.measure for found in incremental.values() for one in found)
            transaction.set_rollback(True)

    for first in FIRST:
        go_on(first=first)

    assert {*seen} == {
        *("sent", "accepted", "answered", "contacted", "declined", "withdrawn", "closed")
    }


people_act = st.tuples(st.sampled_from(LIKELY), st.integers(0, 1)).map(
    lambda drawn: (*drawn[0], drawn[1])
)
history_comes = st.tuples(
    st.just("history"),
    st.sampled_from(["comes", "is corrected", "goes", "is folded"]),
    st.integers(0, len(NOT_LATER) - 1),
)


def step(walk: Walk, who: str, what: str, which: int) -> None:
    if who != "history":
        walk.step(who, what, which)
    elif what == "is folded":
        fold(walk.world.network.pk)
    else:
        HISTORY[what](walk.world, NOT_LATER[which] or "in_progress")


def comes(world: World, status: str) -> None:
    with enter(system(world.network.pk)):
        batch = HistoryImport.objects.create(network=world.network, at=timezone.now())
        HistoryReferral.objects.create(**row_of(world, batch, str(new_id()), status))


def is_corrected(world: World, status: str) -> None:
    """The old row counts no more, and the new one of the same id does."""
    with enter(system(world.network.pk)):
        old = HistoryReferral.objects.filter(replaced_by=None).order_by("id").first()
        if old is None:
            return
        batch = HistoryImport.objects.create(network=world.network, at=timezone.now())
        old.replaced_by = batch
        old.save(update_fields=["replaced_by"])
        HistoryReferral.objects.create(**row_of(world, batch, old.referral_id, status))


def goes(world: World, status: str) -> None:
    with enter(system(world.network.pk)):
        HistoryReferral.objects.filter(replaced_by=None).delete()


HISTORY = {"comes": comes, "is corrected": is_corrected, "goes": goes}


def row_of(world: World, batch: HistoryImport, referral_id: str, status: str) -> dict[str, object]:
    made_at = datetime(2020, 9, 30, 22, 30, tzinfo=UTC)
    return {
        "network": world.network,
        "batch": batch,
        "referral_id": referral_id,
        "from_key": ORGANISATION,
        "to_key": world.school.organisation_id,
        "from_org": "1",
        "to_org": "2",
        "from_sector": "statutory",
        "to_sector": "school",
        "need": "food",
        "status": status,
        "made_at": made_at,
        "accepted_at": made_at + timedelta(hours=1),
        "ended_at": made_at + timedelta(days=9),
        "outcome": "helped_in_full" if status == "closed" else "",
    }


def everything(world: World) -> dict[str, list[Counted]]:
    measures = ("sent", "accepted", "answered", "contacted", "declined", "withdrawn", "closed")
    found = {
        cube: counted(world.network.pk, cube, measures, EVER, by=("month", *keys))
        for cube, keys in CUBES.items()
    }
    return {cube: rows for cube, rows in found.items() if rows}


def services_by_year(world: World) -> list[Counter[tuple[str, str]]]:
    return [services(world, period, by=("service",)) for period in LONG]


def services_by_month(world: World) -> list[Counter[tuple[str, str]]]:
    return [services(world, period, by=("service", "month")) for period in LONG]


def services(world: World, period: Period, *, by: tuple[str, ...]) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for one in counted(world.network.pk, "services", ("sent", "accepted", "closed"), period, by=by):
        found[one.measure, one.key[0]] += one.n
    return found


def last_seen(world: World) -> list[dict[str, date]]:
    """When each organisation last sent, and last answered; one never did."""
    every = {str(key) for key, *_rest in deeds(world)} | {str(UUID(int=8))}
    asked = [
        ("senders", ("sent",), "from_organisation"),
        ("receivers", ("accepted", "declined"), "to_organisation"),
    ]
    found = []
    for until in UNTIL:
        for cube, measures, by in asked:
            lately = days_lately(world.network.pk, cube, measures, until, by=by)
            silent = every - {*lately}
            before = days_before(world.network.pk, cube, measures, until, by=by, of=silent)
            found.append(lately | before)
    return found


def seen_by_hand(world: World) -> list[dict[str, date]]:
    done = sorted(deeds(world), key=lambda deed: deed[2])
    return [
        {str(key): day for key, sent, day in done if sent is wanted and day <= until}
        for until in UNTIL
        for wanted in (True, False)
    ]


def deeds(world: World) -> list[tuple[UUID, bool, date]]:
    """By whom, whether it was a sending, and the day."""
    with enter(system(world.network.pk)):
        live = [
            (one.from_organisation_id, one.to_organisation_id, one, one.sent_at)
            for one in Referral.objects.exclude(status="draft").exclude(to_team=None)
        ]
        past = [
            (one.from_key, one.to_key, one, one.made_at)
            for one in HistoryReferral.objects.filter(replaced_by=None)
        ]
    found = [(sender, True, sent) for sender, _to, _one, sent in [*live, *past]]
    for _from, receiver, one, _sent in [*live, *past]:
        if one.status in ("accepted", "in_progress", "closed"):
            found.append((receiver, False, one.accepted_at))
        elif one.status == "declined":
            found.append((receiver, False, one.ended_at))
    return [(key, sent, at.astimezone(LONDON).date()) for key, sent, at in found if key and at]


def accepted_by_day(world: World) -> Counter[tuple[str, date]]:
    """Row by row, without any of what is tested."""
    with enter(system(world.network.pk)):
        live = Referral.objects.filter(
            status__in=["accepted", "in_progress", "closed"], accepted_at__isnull=False
        )
        past = HistoryReferral.objects.filter(
            status__in=["accepted", "in_progress", "closed"], replaced_by=None
        )
        rows = [*live, *past]
        return Counter(
            (f"{one.from_sector} {one.to_sector}", one.accepted_at.astimezone(LONDON).date())
            for one in rows
        )


def counted_by_day(world: World, measure: str) -> Counter[tuple[str, date]]:
    days = {day for _route, day in accepted_by_day(world)}
    found: Counter[tuple[str, date]] = Counter()
    for day in days:
        for one in counted(
            world.network.pk,
            "routes",
            measure,
            Period(day, day),
            by=("from_sector", "to_sector"),
        ):
            found[" ".join(one.key), day] += one.n
    return found
