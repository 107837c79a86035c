"""Writing down what is to be counted, by who may open the letter, in the same transaction.

Rows are only ever added. Nobody here can read them back: that is for the system alone.
"""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from organisations.places.queries import find_place
from organisations.places.rules import Place
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.records import CheckRecord, HowNow, NeedNow
from referrals.assessments.models import Assessment
from referrals.assessments.queries import person_in, told_in
from referrals.assessments.rules import Relative
from referrals.clients.models import Client, HouseholdMember
from referrals.outcomes.models import Award, Gains
from referrals.tally.making import person_row, story_row
from referrals.tally.models import CheckTally, GainTally, OutcomeTally


def tally_story(assessment: Assessment) -> None:
    """Once, when something is first sent from it: who it is by keys, and what was told by codes."""
    told, now = told_in(assessment), timezone.now()
    place = find_place(told.client.postcode)
    known = place if isinstance(place, Place) else None
    story_row(assessment, told, day=timezone.localdate(now), place=known).save(force_insert=True)
    person = [told.client]
    person_row(assessment.client, person, told.household, at=now).save(force_insert=True)


def tally_person(client_id: UUID, *, known_as: Iterable[UUID] = ()) -> None:
    """The keys of somebody as they are now; of nobody of whom nothing was sent.

    `known_as` are records that a team takes for the same person: their keys are theirs too.
    """
    if not Assessment.objects.filter(client=client_id, first_sent_at__isnull=False).exists():
        return
    records = Client.objects.filter(pk__in={client_id, *known_as})
    people = {record.pk: record for record in records}
    others = [person_in(one) for key, one in people.items() if key != client_id]
    client = people[client_id]
    if client.is_erased:
        return
    living = HouseholdMember.objects.filter(client=client_id, left_at=None)
    relatives = [
        Relative(one.given_name, one.family_name, one.relationship, one.date_of_birth)
        for one in living
    ]
    row = person_row(client, [person_in(client), *others], relatives, at=timezone.now())
    row.save(force_insert=True)


def tally_outcome(gains: Gains) -> None:
    """One telling of what came of a referral or a story; its awards are saved before."""
    referral = gains.referral
    ended = referral.ended_at if referral else None
    outcome = OutcomeTally.objects.create(
        network_id=gains.network_id,
        assessment_id=gains.assessment_id,
        referral=referral,
        day=timezone.localdate(ended or gains.recorded_at),
        met=gains.needs_met,
        partly=gains.needs_partly,
        not_met=gains.needs_not,
        soft=gains.soft,
        at=gains.recorded_at,
    )
    GainTally.objects.bulk_create(
        GainTally(
            network_id=gains.network_id,
            outcome=outcome,
            assessment_id=gains.assessment_id,
            kind=award.kind,
            need=award.need,
            scheme_code=award.scheme_code,
            evidence=award.evidence,
            amount=award.amount,
        )
        for award in Award.objects.filter(gains=gains)
    )


def tally_check(check: AftercareCheck, record: CheckRecord) -> None:
    """What a try to reach somebody, or a check, found: with the needs, which are saved before."""
    states: dict[str, list[str]] = {state: [] for state in HowNow.values}
    for code, state in NeedNow.objects.filter(record=record).values_list("need_id", "state"):
        states[state].append(code)
    CheckTally.objects.create(
        network_id=check.network_id,
        check_made=check,
        assessment_id=check.assessment_id,
        number=check.number,
        day=timezone.localdate(check.done_at or record.at),
        reached=record.reached,
        met=states[HowNow.MET],
        partly=states[HowNow.PARTLY],
        not_met=states[HowNow.NOT],
        crisis_again=record.crisis_since,
        crisis=record.crises,
        steadiness=record.steadiness,
        at=record.at,
    )
