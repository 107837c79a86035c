"""Repeat crises from the letters themselves, in plain Python: no key, no tally, no rule of ours."""

import re
import unicodedata
from collections import defaultdict
from datetime import date
from typing import Any

from django.utils import timezone

from referrals.aftercare.records import CheckRecord, NeedNow
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.clients.models import Client, HouseholdMember
from referrals.outcomes.models import Gains
from tests.faults.people_of_a_year import WORKERS
from tests.world import World

CRISIS = {"food", "fuel", "cash"}


def by_hand(world: World, year: tuple[date, date], counted_to: date) -> dict[str, int]:
    letters: dict[str, list[Any]] = defaultdict(list)
    for worker in WORKERS:
        with world.acting(worker):
            for model in (
                Client,
                HouseholdMember,
                Assessment,
                AssessmentNeed,
                Gains,
                CheckRecord,
                NeedNow,
            ):
                letters[model.__name__] += list(model.objects.all())
    homes = _homes(letters["Client"], letters["HouseholdMember"])
    met, new, reached = _days(letters, homes, counted_to)
    known = {homes[one.pk] for one in letters["Client"] if _marks(one) or _home(one)}
    known |= {homes[one.client_id] for one in letters["HouseholdMember"] if _marks(one)}
    counts: dict[str, int] = defaultdict(int)
    for home in sorted(set(homes.values()), key=str):
        found = _since(sorted(met[home]), sorted(new[home]), year)
        if found is None:
            continue
        if home not in known:
            counts["unrecognised"] += 1
            continue
        since, again = found
        cared = any(
            since <= day <= min(_later(since, 6), again or date.max) for day in reached[home]
        )
        group = "with_aftercare" if cared else "without_aftercare"
        for months in (6, 12):
            if _later(since, months) <= counted_to:
                for name in ("all", group):
                    counts[f"{months}/{name}/n"] += 1
                    counts[f"{months}/{name}/again"] += bool(
                        again and again <= _later(since, months)
                    )
    return {name: count for name, count in counts.items() if count}


def _since(
    met: list[date], new: list[date], year: tuple[date, date]
) -> tuple[date, date | None] | None:
    for since in met:
        again = next((day for day in new if day > since), None)
        in_between = [day for day in met if since < day and (again is None or day < again)]
        if not in_between and year[0] <= since <= year[1]:
            return since, again
    return None


def _days(letters: dict[str, list[Any]], homes: dict[Any, Any], last: date) -> tuple[Any, Any, Any]:
    met, new, reached = defaultdict(set), defaultdict(set), defaultdict(set)
    of_story = {one.pk: homes[one.client_id] for one in letters["Assessment"]}
    day_of = {one.pk: timezone.localdate(one.first_sent_at) for one in letters["Assessment"]}
    for need in letters["AssessmentNeed"]:
        if need.need_id in CRISIS and day_of[need.assessment_id] <= last:
            new[of_story[need.assessment_id]].add(day_of[need.assessment_id])
    first: dict[Any, date] = {}
    said = [
        (one.assessment_id, code, timezone.localdate(one.recorded_at))
        for one in letters["Gains"]
        for code in one.needs_met
    ]
    records = {one.pk: one for one in letters["CheckRecord"] if one.reached}
    for one in records.values():
        day = timezone.localdate(one.at)
        reached[of_story[one.assessment_id]].add(day)
        if one.crisis_since:
            new[of_story[one.assessment_id]].add(day)
    said += [
        (now.assessment_id, now.need_id, timezone.localdate(records[now.record_id].at))
        for now in letters["NeedNow"]
        if now.state == "met"
    ]
    for story, code, day in said:
        if code in CRISIS and day <= last:
            first[story, code] = min(day, first.get((story, code), day))
    for (story, _code), day in first.items():
        met[of_story[story]].add(day)
    return met, new, reached


def _homes(clients: list[Client], members: list[HouseholdMember]) -> dict[Any, Any]:
    """Whoever shares a mark or an address, and whoever shares one with them."""
    marks = {one.pk: {*_marks(one), *_home(one)} for one in clients}
    for member in members:
        marks[member.client_id] |= _marks(member)
    of_mark = defaultdict(set)
    for key, own in marks.items():
        for mark in own:
            of_mark[mark].add(key)
    homes: dict[Any, Any] = {}
    for start in marks:
        waiting = [] if start in homes else [start]
        while waiting:
            key = waiting.pop()
            if key not in homes:
                homes[key] = start
                waiting += [other for mark in marks[key] for other in of_mark[mark]]
    return homes


def _marks(who: Any) -> set[Any]:
    plain = unicodedata.normalize(
        "NFD", f"{who.given_name} {who.family_name}".lower().replace("ł", "l")
    )
    words = re.findall("[a-z]+", "".join(c for c in plain if c.isascii()).replace("'", ""))
    if len(words) < 2:
        return set()
    name = tuple(sorted(words))
    number = re.sub(r"\D", "", getattr(who, "phone", ""))[-9:]
    born = {(name, who.date_of_birth)} if who.date_of_birth else set()
    return born | ({(name, number)} if number else set())


def _home(client: Client) -> set[Any]:
    number = re.match(r"\d+", client.address)
    return {("home", number.group(), client.postcode.upper().replace(" ", ""))} if number else set()


def _later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for number in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    raise AssertionError(day)
