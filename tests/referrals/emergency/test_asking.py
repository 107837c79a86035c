from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from referrals.audit.models import UnusualReading
from referrals.audit.watching import look_at_day
from referrals.clients.models import Client
from referrals.emergency.actions import ask_to_read, read_in_emergency
from referrals.emergency.models import EmergencyReading
from referrals.referrals.models import Referral, ReferralEvent
from referrals.rights.models import Restriction
from tests.referrals.emergency.reading import WHY, read_by
from tests.world import World

pytestmark = pytest.mark.django_db


def count_of(world: World) -> int:
    with enter(system(world.network.pk)):
        return EmergencyReading.objects.count()


def test_the_team_its_manager_and_the_desk_are_told_at_once(world, other_world) -> None:
    [referral] = world.refer()

    reading = read_by(world, "caseworker", referral)

    people = {world.people[name].pk: name for name in world.people}
    with enter(system(world.network.pk)):
        owed = OutboxMessage.objects.filter(event_id=reading.pk)
        told = {(one.template, people[one.recipient_id]) for one in owed}
        event = ReferralEvent.objects.get(kind="emergency")
        [found] = UnusualReading.objects.all()
    assert told == {
        ("emergency_to_team", "adviser"),
        ("emergency_to_team", "adviser2"),
        ("emergency_to_look", "manager"),
        ("emergency_to_look", "coordinator"),
    }
    assert event.by_name == "Caseworker Sample, Quay casework"
    assert (found.kind, found.for_desk, found.emergency_id) == ("emergency", False, reading.pk)


def test_each_reading_stands_in_the_audit_with_the_reason(world) -> None:
    [referral] = world.refer()
    reading = read_by(world, "caseworker", referral)

    with world.acting("caseworker") as caseworker:
        opened = read_in_emergency(actor=caseworker, emergency_id=reading.pk)

    assert opened.letter.client.given_name == "Amina"
    assert (opened.letter.answers, opened.letter.messages) == ({}, [])
    with world.acting("coordinator"):
        kept = AuditRecord.objects.filter(subject_id=referral.pk, action__startswith="emergency.")
        rows = list(kept.order_by("at", "id").values_list("action", "reason"))
    assert rows == [("emergency.opened", "life"), ("emergency.read", "life")]


def test_asked_twice_it_is_one_and_nobody_is_told_twice(world) -> None:
    [referral] = world.refer()

    first, second = (read_by(world, "caseworker", referral) for _ in range(2))

    assert first.pk == second.pk
    with enter(system(world.network.pk)):
        assert OutboxMessage.objects.filter(template="emergency_to_team").count() == 2


def test_what_is_absent_drafted_or_not_theirs_answers_the_same(world, other_world) -> None:
    [held] = world.refer()
    [elsewhere] = other_world.refer()
    tries = [("officer", held), ("caseworker", elsewhere), ("caseworker", Referral(reference="X"))]

    answers = [read_by(world, name, referral) for name, referral in tries]

    assert answers == [None, None, None]
    assert count_of(world) == count_of(other_world) == 0
    with world.acting("coordinator"):
        kept = AuditRecord.objects.filter(action="emergency.not_found")
        assert {one.subject_id for one in kept} == {world.network.pk}


def test_a_day_later_it_is_over_and_may_be_asked_for_again(world) -> None:
    [referral] = world.refer()
    reading = read_by(world, "caseworker", referral)

    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        with world.acting("caseworker") as caseworker:
            over = read_in_emergency(actor=caseworker, emergency_id=reading.pk)
        again = read_by(world, "caseworker", referral)

    assert over.letter is None
    assert again.pk != reading.pk


@pytest.mark.parametrize("name", ["manager", "coordinator", "analyst"])
def test_who_works_in_no_team_of_the_organisation_does_not_ask(world, name) -> None:
    [referral] = world.refer()

    with world.acting(name) as actor, pytest.raises(NotAllowed):
        ask_to_read(actor=actor, reference=referral.reference, **WHY)

    assert count_of(world) == 0


def test_a_key_of_a_team_does_not_ask(world) -> None:
    [referral] = world.refer()

    with world.acting("caseworker") as worker:
        key = replace(worker, member_id=None, user_id=None, key_id=new_id())
    with world.acting("caseworker"), pytest.raises(NotAllowed):
        ask_to_read(actor=key, reference=referral.reference, **WHY)

    assert count_of(world) == 0


def test_it_takes_words_as_well_as_a_reason(world) -> None:
    [referral] = world.refer()

    with world.acting("caseworker") as actor, pytest.raises(Problem) as refusal:
        ask_to_read(actor=actor, reference=referral.reference, reason="life", words="  ")

    assert refusal.value.field == "words"


def test_a_restricted_record_may_be_read_and_says_so(world) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as teacher:
        client = Client.objects.get()
        Restriction.objects.create(
            network=world.network,
            client=client,
            why="accuracy",
            since=timezone.now(),
            by_id=teacher.member_id,
        )

    reading = read_by(world, "caseworker", referral)

    with world.acting("caseworker") as caseworker:
        opened = read_in_emergency(actor=caseworker, emergency_id=reading.pk)
    assert opened.restricted and opened.letter is not None


def test_the_night_is_still_looked_at_after_an_emergency_of_that_day(world) -> None:
    [referral] = world.refer()
    late = timezone.localtime().replace(hour=23, minute=0) + timedelta(days=1)

    with time_machine.travel(late, tick=True):
        reading = read_by(world, "caseworker", referral)
        with world.acting("caseworker") as caseworker:
            read_in_emergency(actor=caseworker, emergency_id=reading.pk)
    morning = time_machine.travel(late + timedelta(hours=9), tick=True)
    with morning, enter(system(world.network.pk)):
        found = look_at_day(world.network.pk, late.date())

    assert [one.kind for one in found] == ["night"]
