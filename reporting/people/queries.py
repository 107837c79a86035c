"""What the tallies hold of one period, read as the system, as records that may be published.

A fixed number of queries, each by an index of days or by the ids that the ones before found.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import Final
from uuid import UUID

from networks.networks.queries import network_by_id
from referrals.outcomes.rules import Awarded, Gained, Met
from referrals.tally.models import GainTally, OutcomeTally, StoryTally
from reporting.crises.queries import known_people
from reporting.disclosure.families import Record
from reporting.figures.rules import Period
from reporting.people.gains import Telling, awards_of, money_of, needs_of
from reporting.people.left_out import left_out
from reporting.people.rules import Answers, cells_of, people_of, persons

_STATES: Final = {"met": Met.MET.value, "partly": Met.PARTLY.value, "not_met": Met.NOT.value}


def people_helped(network_id: UUID, period: Period) -> Iterator[Record]:
    """Each person of whom something was first sent from a conversation in the period."""
    councils = network_by_id(network_id).area_codes
    rows = StoryTally.objects.filter(
        network_id=network_id, day__gte=period.first, day__lte=period.last
    )
    out = left_out(network_id).clients
    told = [
        (one.client_id, _answers(one))
        for one in rows.order_by("day", "id")
        if one.client_id not in out
    ]
    keys = known_people({client for client, _answers in told})
    for one in people_of(told, keys).values():
        yield Record(cells_of(one, councils=councils))


def needs_told(network_id: UUID, period: Period) -> Iterator[Record]:
    """Each need of each person, and how it stands, of what was told in the period."""
    for (_person, need), state in needs_of(_tellings(network_id, period)).items():
        yield Record({"need": need, "state": state})


def money_told(network_id: UUID, period: Period) -> Iterator[Record]:
    for (_person, kind, evidence), one in money_of(_tellings(network_id, period)).items():
        yield Record({"kind": kind, "evidence": evidence}, amounts={"pounds": one.pounds})


def awards_told(network_id: UUID, period: Period) -> Iterator[Record]:
    for (_person, scheme), one in awards_of(_tellings(network_id, period)).items():
        yield Record(
            {"scheme": scheme}, amounts={"awards": Decimal(one.gains), "pounds": one.pounds}
        )


def _answers(one: StoryTally) -> Answers:
    return Answers(
        with_children=one.with_children,
        nrpf=one.nrpf,
        interpreter=one.interpreter_needed,
        age_band=one.age_band,
        ethnicity=one.ethnicity,
        council=one.local_authority,
        ward=one.ward,
    )


def _tellings(network_id: UUID, period: Period) -> list[Telling]:
    """The last of each referral and story, where its day is in the period."""
    own, days = {"network_id": network_id}, {"day__gte": period.first, "day__lte": period.last}
    stories = set(OutcomeTally.objects.filter(**own, **days).values_list("assessment", flat=True))
    stories -= left_out(network_id).stories
    rows = OutcomeTally.objects.filter(**own, assessment__in=stories).order_by("at", "id")
    last = {(one.assessment_id, one.referral_id): one for one in rows}
    counted = [one for one in last.values() if period.first <= one.day <= period.last]
    gains, who = _gains({one.pk for one in counted}), _persons(stories)
    return [
        Telling(
            person=who.get(one.assessment_id, one.assessment_id),
            assessment_id=one.assessment_id,
            referral_id=one.referral_id,
            gained=Gained(needs=tuple(_needs(one)), awards=tuple(gains[one.pk])),
        )
        for one in counted
    ]


def _needs(one: OutcomeTally) -> Iterator[tuple[str, str]]:
    for name, state in _STATES.items():
        yield from ((need, state) for need in getattr(one, name))


def _gains(outcomes: Collection[UUID]) -> dict[UUID, list[Awarded]]:
    found: dict[UUID, list[Awarded]] = defaultdict(list)
    for one in GainTally.objects.filter(outcome__in=outcomes).order_by("id"):
        found[one.outcome_id].append(
            Awarded(
                kind=one.kind,
                amount=one.amount,
                scheme_code=one.scheme_code,
                need=one.need,
                evidence=one.evidence,
            )
        )
    return found


def _persons(stories: Iterable[UUID]) -> dict[UUID, UUID]:
    """To each conversation the record that stands for its person."""
    told = StoryTally.objects.filter(assessment__in=set(stories))
    of_story = dict(told.values_list("assessment", "client"))
    stands = persons(known_people(set(of_story.values())))
    return {story: stands[client] for story, client in of_story.items()}
