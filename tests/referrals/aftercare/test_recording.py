from dataclasses import replace

import pytest

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed
from referrals.aftercare.continuing import continue_from_check
from referrals.aftercare.recording import correct_check, record_check
from referrals.aftercare.records import CheckRecord, NeedNow
from referrals.aftercare.said import Said
from referrals.assessments.models import Assessment
from referrals.assessments.queries import told_in
from referrals.assessments.rules import ToldNeed
from tests.referrals.aftercare.asking import SAID, colleague, first, owner, records
from tests.referrals.aftercare.plans import at, closed, on, plan
from tests.world import World

pytestmark = pytest.mark.django_db


def test_what_they_said_is_kept_and_the_next_check_comes(world: World, other_world: World) -> None:
    closed(world)
    closed(other_world)

    with on(at(11, 16)), world.acting(owner(world)) as actor:
        kept = record_check(actor=actor, check_id=first(world).pk, said=SAID)

    with world.acting(owner(world)):
        needs = dict(NeedNow.objects.filter(record=kept).values_list("need", "state"))
    assert needs == {"food": "partly", "debt": "not"}
    assert (kept.steadiness, kept.crises, kept.words) == (4, ["fuel"], "Answer the phone.")
    assert (first(world).status, first(world).done_at) == ("done", at(11, 16))
    assert plan(world).status == "running"
    assert first(other_world).status == "planned"
    assert records(other_world) == []


def test_a_double_click_writes_one_record(world: World) -> None:
    closed(world)
    form = new_id()

    with on(at(11, 16)), world.acting(owner(world)) as actor:
        once = record_check(actor=actor, check_id=first(world).pk, said=SAID, record_id=form)
        again = record_check(actor=actor, check_id=first(world).pk, said=SAID, record_id=form)

    assert once == again
    assert len(records(world)) == 1


def test_a_second_worker_is_told_who_was_first(world: World) -> None:
    closed(world)
    name = world.people[owner(world)].name
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        record_check(actor=actor, check_id=first(world).pk, said=SAID)

    with (
        on(at(11, 16)),
        world.acting(colleague(world)) as second,
        pytest.raises(Conflict) as refusal,
    ):
        record_check(actor=second, check_id=first(world).pk, said=SAID)

    assert name in refusal.value.message
    assert len(records(world)) == 1


def test_another_team_writes_nothing_though_it_may_read_the_letter(
    world: World, other_world: World
) -> None:
    closed(world)
    others = {"teacher": "adviser", "adviser": "teacher"}[owner(world)]

    with world.acting(others) as actor, pytest.raises(NotAllowed):
        record_check(actor=actor, check_id=first(world).pk, said=SAID)
    with other_world.acting(owner(world)) as actor, pytest.raises(NotAllowed):
        record_check(actor=actor, check_id=first(world).pk, said=SAID)

    assert records(world) == []


def test_three_tries_and_it_is_closed_as_not_reached(world: World) -> None:
    closed(world)

    for day in (16, 18, 20):
        with on(at(11, day, 12)), world.acting(owner(world)) as actor:
            record_check(
                actor=actor, check_id=first(world).pk, said=Said(reached=False, way="text")
            )

    check = first(world)
    assert (check.status, check.tries) == ("not_reached", 3)
    assert [one.reached for one in records(world)] == [False, False, False]


def test_they_want_no_more_and_the_plan_ends(world: World) -> None:
    closed(world)

    with on(at(11, 16)), world.acting(owner(world)) as actor:
        record_check(actor=actor, check_id=first(world).pk, said=replace(SAID, go_on=False))

    assert (plan(world).status, plan(world).ended_how) == ("ended", "enough")


def test_put_right_later_and_what_was_said_before_is_kept(world: World) -> None:
    closed(world)
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        before = record_check(actor=actor, check_id=first(world).pk, said=SAID)

    with on(at(11, 17)), world.acting(colleague(world)) as actor:
        correct_check(
            actor=actor,
            check_id=first(world).pk,
            said=replace(SAID, steadiness=6),
            seen=before.pk,
        )
    with on(at(11, 17)), world.acting(owner(world)) as actor, pytest.raises(Conflict):
        correct_check(actor=actor, check_id=first(world).pk, said=SAID, seen=before.pk)

    kept = [(one.steadiness, one.replaced_at) for one in records(world)]
    assert kept == [(4, at(11, 17)), (6, None)]
    assert first(world).status == "done"


def test_a_new_conversation_takes_along_what_they_told(world: World, other_world: World) -> None:
    referral = closed(world)
    closed(other_world)
    form = new_id()
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        said = record_check(actor=actor, check_id=first(world).pk, said=SAID)

    with on(at(11, 16)), world.acting("teacher") as actor:
        begun = continue_from_check(actor=actor, record_id=said.pk, assessment_id=form)
        again = continue_from_check(actor=actor, record_id=said.pk, assessment_id=form)
        told = told_in(begun)
        before = Assessment.objects.get(pk=referral.assessment_id)

    assert (begun.pk, again.pk, begun.continues_id) == (form, form, before.pk)
    assert begun.client_id == before.client_id
    assert told.needs == (ToldNeed("fuel", "today"), ToldNeed("benefits", "soon"))
    assert "The meter ran out again on Sunday." in told.story
    assert "Told on 2 November 2026:\nAmina has no food" in told.story
    with other_world.acting("teacher") as actor, pytest.raises(NotAllowed):
        continue_from_check(actor=actor, record_id=said.pk, assessment_id=new_id())


def test_nobody_reads_a_record_without_the_letter(world: World) -> None:
    closed(world)
    with on(at(11, 16)), world.acting(owner(world)) as actor:
        record_check(actor=actor, check_id=first(world).pk, said=SAID)

    seen = {}
    for name in ("officer", "manager", "coordinator", "caseworker"):
        with world.acting(name):
            seen[name] = CheckRecord.objects.count() + NeedNow.objects.count()

    assert seen == {"officer": 0, "manager": 0, "coordinator": 0, "caseworker": 0}
