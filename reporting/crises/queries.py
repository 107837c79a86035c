"""What the tallies hold of one stretch of time, read as the system: keys, codes and days.

A fixed number of queries, each by an index of days or by the ids that the ones before found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from ccs.tenancy.actor import Actor
from ccs.tenancy.context import enter, system
from organisations.needs.rules import is_crisis
from referrals.aftercare.models import AftercarePlan
from referrals.aftercare.rules import EndedHow, PlanStatus
from referrals.tally.models import CheckTally, OutcomeTally, PersonTally, StoryTally
from reporting.crises.counting import (
    Counts,
    Figure,
    Gaps,
    counted_six,
    counted_twelve,
    counts_of,
    figure_of,
)
from reporting.crises.households import Known, households
from reporting.crises.rules import History, Why, followed, months_after, name_of
from reporting.disclosure.published import published
from reporting.disclosure.sums import Counted
from reporting.figures.rules import Period
from reporting.people.left_out import left_out

# What can be published of a period when so many months are over.
SIX: Final = "crises_6"
TWELVE: Final = "crises_12"


@dataclass(frozen=True, slots=True)
class Told:
    """The rows of a stretch of time, and of everything told of the same conversations."""

    last: date
    stories: list[StoryTally]
    outcomes: list[OutcomeTally]
    checks: list[CheckTally]
    plans: dict[UUID, Why]
    people: dict[UUID, Known]


def repeat_crises(actor: Actor, period: Period) -> Figure:
    """Of a programme year or a quarter of it. Who may ask is for `can_read_reports`."""
    with enter(system(actor.network.id)):
        return figure_in(actor.network.id, period)


def figure_in(network_id: UUID, period: Period) -> Figure:
    """As it was published; inside the network's `system` context."""
    return figure_of(published(network_id, SIX, period), published(network_id, TWELVE, period))


def six_months(network_id: UUID, period: Period) -> Counted:
    """Nothing is hidden yet: for nobody's eyes."""
    return counted_six(_of_period(network_id, period, months=6))


def twelve_months(network_id: UUID, period: Period) -> Counted:
    return counted_twelve(_of_period(network_id, period, months=12))


def _of_period(network_id: UUID, period: Period, *, months: int) -> Counts:
    last = months_after(period.last, months)
    return counts_in(network_id, [period], last=last)[name_of(period)]


def counts_in(network_id: UUID, periods: list[Period], *, last: date) -> dict[str, Counts]:
    """By the name of a period: what was written down up to the last day.

    Nothing is hidden yet: for nobody's eyes. Inside the network's `system` context.
    """
    told = told_between(network_id, periods[0].first, last)
    stands = households(told.people)
    known = {stands[client] for client, one in told.people.items() if one.recognised}
    histories = histories_of(told, stands)
    views = {}
    for period in periods:
        found = {home: followed(one, period) for home, one in histories.items()}
        views[name_of(period)] = counts_of(
            [one for home, one in found.items() if one and home in known],
            Gaps(
                unrecognised=sum(
                    one is not None and home not in known for home, one in found.items()
                ),
                not_said=len({stands[one] for one in _silent(told, period)}),
            ),
            counted_to=last,
        )
    return views


def told_between(network_id: UUID, first: date, last: date) -> Told:
    """From the first day to the last; inside the network's `system` context."""
    own, days = {"network_id": network_id}, {"day__gte": first, "day__lte": last}
    touched = {
        *OutcomeTally.objects.filter(**own, **days).values_list("assessment_id", flat=True),
        *CheckTally.objects.filter(**own, **days).values_list("assessment_id", flat=True),
    }
    in_time = StoryTally.objects.filter(**own, **days)
    every = [*in_time, *_missing(touched - {one.assessment_id for one in in_time})]
    out = left_out(network_id).clients
    stories = [one for one in every if one.client_id not in out]
    asked = [one.assessment_id for one in stories]
    return Told(
        last=last,
        stories=stories,
        outcomes=list(OutcomeTally.objects.filter(assessment__in=asked).order_by("at", "id")),
        checks=list(
            CheckTally.objects.filter(assessment__in=asked, day__lte=last)
            .order_by("check_made_id", "-at", "-id")
            .distinct("check_made_id")
        ),
        plans=dict(_plans(asked)),
        people=known_people({one.client_id for one in stories}),
    )


def _missing(assessments: Collection[UUID]) -> Iterable[StoryTally]:
    """Conversations from before, of which something was said in the time."""
    return StoryTally.objects.filter(assessment__in=assessments)


def _plans(assessments: Collection[UUID]) -> Iterator[tuple[UUID, Why]]:
    rows = AftercarePlan.objects.filter(assessment__in=assessments)
    columns = ("assessment_id", "status", "ended_how", "begun_at")
    for assessment, status, ended_how, begun_at in rows.values_list(*columns):
        if status == PlanStatus.SAID_NO or ended_how == EndedHow.SAID_NO:
            yield assessment, Why.SAID_NO
        elif begun_at:
            yield assessment, Why.NOT_REACHED


def known_people(clients: Collection[UUID]) -> dict[UUID, Known]:
    """Their keys as they were last told; none for a record of which none are kept."""
    last = PersonTally.objects.filter(client__in=clients).order_by("client_id", "-at", "-id")
    rows = last.distinct("client_id")
    found = {one.client_id: Known(one.own, one.household, one.home) for one in rows}
    return {client: found.get(client, Known()) for client in clients}


def histories_of(told: Told, stands: dict[UUID, UUID]) -> dict[UUID, History]:
    """By household, days on which something was met, told, or asked."""
    histories: dict[UUID, History] = defaultdict(History)
    of_story = {one.assessment_id: stands[one.client_id] for one in told.stories}
    for story in told.stories:
        if story.crisis:
            histories[of_story[story.assessment_id]].new.add(story.day)
    for check in told.checks:
        history = histories[of_story[check.assessment_id]]
        if check.reached:
            history.reached.add(check.day)
        if check.crisis_again:
            history.new.add(check.day)
    for (assessment, _need), day in _first_met(told).items():
        history = histories[of_story[assessment]]
        history.met.add(day)
        if assessment in told.plans:
            history.why[day] = told.plans[assessment]
    return histories


def _first_met(told: Told) -> dict[tuple[UUID, str], date]:
    """Of each crisis need of each conversation: saying it again later moves nothing.

    What was said of a referral counts as long as the last telling of it still says so.
    """
    tellings: dict[tuple[UUID, UUID | None], list[OutcomeTally]] = defaultdict(list)
    for one in told.outcomes:
        tellings[one.assessment_id, one.referral_id].append(one)
    days = [
        (assessment, need, one.day)
        for (assessment, _referral), rows in tellings.items()
        for one in rows
        for need in set(one.met) & set(rows[-1].met)
    ]
    days += [(one.assessment_id, need, one.day) for one in told.checks for need in one.met]
    first: dict[tuple[UUID, str], date] = {}
    for assessment, need, day in days:
        if day <= told.last and is_crisis(need):
            first[assessment, need] = min(day, first.get((assessment, need), day))
    return first


def _silent(told: Told, period: Period) -> Iterator[UUID]:
    """Who told of a crisis in the period, and of none of it anybody said how it stands."""
    said = [(one.assessment_id, {*one.met, *one.partly, *one.not_met}) for one in told.outcomes]
    said += [(one.assessment_id, {*one.met, *one.partly, *one.not_met}) for one in told.checks]
    needs: dict[UUID, set[str]] = defaultdict(set)
    for assessment, named in said:
        needs[assessment] |= named
    for story in told.stories:
        asked = period.first <= story.day <= period.last and set(story.crisis)
        if asked and not asked & needs[story.assessment_id]:
            yield story.client_id
