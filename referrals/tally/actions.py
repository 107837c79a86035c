"""Writing down what is to be counted, by who may open the letter, in the same transaction.

Rows are only ever added. Nobody here can read them back: that is for the system alone.
"""

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from organisations.needs.rules import is_crisis
from organisations.places.queries import find_place
from organisations.places.rules import Place
from referrals.aftercare.models import AftercareCheck
from referrals.aftercare.records import CheckRecord, HowNow, NeedNow
from referrals.assessments.models import Assessment
from referrals.assessments.queries import person_in, told_in
from referrals.assessments.rules import Person, Relative
from referrals.clients.models import Client, HouseholdMember
from referrals.outcomes.models import Award, Gains
from referrals.tally.models import CheckTally, GainTally, OutcomeTally, PersonTally, StoryTally
from referrals.tally.rules import (
    age_band_of,
    hashed,
    home_identity,
    household_identities,
    nrpf_of,
    own_identities,
    with_children_of,
)


def tally_story(assessment: Assessment) -> None:
    """Once, when something is first sent from it: who it is by keys, and what was told by codes."""
    told = told_in(assessment)
    day = timezone.localdate()
    place = find_place(told.client.postcode)
    known = place if isinstance(place, Place) else None
    needs = list(dict.fromkeys(need.code for need in told.needs))
    StoryTally.objects.create(
        network_id=assessment.network_id,
        assessment=assessment,
        client_id=assessment.client_id,
        day=day,
        needs=needs,
        crisis=[code for code in needs if is_crisis(code)],
        age_band=age_band_of(told.client, day),
        with_children=with_children_of(told, day),
        nrpf=nrpf_of(told, day),
        interpreter_needed=told.client.interpreter_needed,
        local_authority=known.local_authority if known else "",
        ward=known.ward if known else "",
    )
    _keep_keys(assessment.network_id, assessment.client_id, told.client, told.household)


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
    living = HouseholdMember.objects.filter(client=client_id, left_at=None)
    relatives = [
        Relative(one.given_name, one.family_name, one.relationship, one.date_of_birth)
        for one in living
    ]
    _keep_keys(client.network_id, client_id, person_in(client), relatives, also=others)


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


def _keep_keys(
    network_id: UUID,
    client_id: UUID,
    person: Person,
    household: Iterable[Relative],
    *,
    also: Iterable[Person] = (),
) -> None:
    own = {one for known in (person, *also) for one in own_identities(known)}
    home = home_identity(person)
    PersonTally.objects.create(
        network_id=network_id,
        client_id=client_id,
        own=_keys(network_id, own),
        household=_keys(network_id, household_identities(household)),
        home="".join(_keys(network_id, [home] if home else [])),
        at=timezone.now(),
    )


def _keys(network_id: UUID, identities: Iterable[str]) -> list[str]:
    secret = settings.PSEUDONYM_KEY
    return sorted(hashed(one, network_id=network_id, secret=secret) for one in identities)
