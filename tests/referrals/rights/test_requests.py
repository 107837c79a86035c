from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.aftercare.models import AftercareCheck, AftercarePlan
from referrals.assessments.models import Assessment
from referrals.clients.actions import correct_client, read_client, stand_of
from referrals.clients.models import Client
from referrals.referrals.actions import send
from referrals.rights.actions import (
    Wish,
    agree,
    finish,
    lift,
    propose,
    refuse,
    release,
    restrict,
    take_at_desk,
    take_from_team,
    take_longer,
    uphold,
)
from referrals.rights.finding import held_by
from referrals.rights.models import Correction, Erasure, RightsRequest
from referrals.rights.reading import record_of
from referrals.rights.rules import due, months_later
from referrals.rights.standing import objected_at
from referrals.voice.questions.actions.asking import ask_those_due
from tests.referrals.pages import browser, text_of
from tests.referrals.rights.asked import AMINA, asked, helped, person_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("received", "extended", "by"),
    [
        (date(2026, 11, 3), False, date(2026, 12, 3)),
        (date(2026, 1, 31), False, date(2026, 2, 28)),
        (date(2027, 12, 31), True, date(2028, 3, 31)),
        (date(2027, 11, 30), True, date(2028, 2, 29)),
    ],
)
def test_the_answer_is_due_on_the_same_day_of_a_later_month_or_its_last(received, extended, by):
    assert due(received, extended=extended) == by


def test_an_erasure_is_done_when_a_second_person_agrees_and_not_before(world):
    referral = helped(world)
    request = asked(world, person_of(world, referral), "erase")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)
        with pytest.raises(Problem):
            agree(actor=teacher, request_id=request.pk)
        before = Client.objects.get().given_name

    with world.acting("adviser") as adviser:
        agree(actor=adviser, request_id=request.pk)

    with world.acting("teacher"):
        client, story = Client.objects.get(), Assessment.objects.get()
        done = RightsRequest.objects.get()
        erasure = Erasure.objects.get()
    assert before == "Amina"
    assert (client.given_name, client.phone, client.date_of_birth) == ("(erased)", "", None)
    assert story.story == ""
    assert done.state == "done"
    assert erasure.asked_by_id == world.people["teacher"].pk
    assert erasure.confirmed_by_id == world.people["adviser"].pk


def test_nothing_is_erased_while_a_referral_is_open(world):
    [referral] = world.refer()
    request = asked(world, person_of(world, referral), "erase")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)

    with world.acting("adviser") as adviser, pytest.raises(Problem) as refusal:
        agree(actor=adviser, request_id=request.pk)

    assert referral.reference in refusal.value.message


def test_nothing_is_agreed_before_it_is_known_that_it_is_they(world):
    request = asked(world, person_of(world, helped(world)), "erase", identity="")

    with world.acting("teacher") as teacher, pytest.raises(Problem) as refusal:
        propose(actor=teacher, request_id=request.pk)

    assert "First say how it was checked" in refusal.value.message


def test_the_desk_finds_a_person_across_teams_by_keys_and_reads_no_letter(world, other_world):
    helped(world)
    helped(world, by="officer")
    helped(other_world)

    with world.acting("coordinator") as desk:
        held = held_by(
            world.network.pk,
            given_name="AMINA",
            family_name="Pretend",
            date_of_birth=date(1988, 3, 12),
            phone="",
        )
        take_at_desk(actor=desk, held=held, wish=Wish("access", "person", date(2026, 11, 2)))
        seen = Client.objects.count()

    assert len(held.clients) == 2
    assert set(held.teams) == {world.school.pk, world.council.pk, world.advice_line.pk}
    assert seen == 0


@pytest.mark.parametrize(
    ("family_name", "born", "phone"),
    [("", date(1988, 3, 12), ""), ("Pretend", None, ""), ("Other", date(1988, 3, 12), "")],
)
def test_by_less_than_a_name_and_a_birthday_nobody_is_found(world, family_name, born, phone):
    helped(world)

    held = held_by(
        world.network.pk,
        given_name="Amina",
        family_name=family_name,
        date_of_birth=born,
        phone=phone,
    )

    assert held.clients == ()


def test_the_copy_holds_what_every_team_wrote_and_is_made_only_once_two_agreed(world):
    first = helped(world)
    helped(world, by="officer")
    request = asked(world, person_of(world, first), "access")
    with world.acting("coordinator") as desk, pytest.raises(NotAllowed):
        release(actor=desk, request_id=request.pk)
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)

    with world.acting("coordinator") as desk:
        agree(actor=desk, request_id=request.pk)
        record = release(actor=desk, request_id=request.pk)
        noted = AuditRecord.objects.filter(action="rights.released", subject_kind="client").count()

    values = [value for section in record.paper.sections for _label, value in section.rows]
    assert values.count("Amina has no food and the meter is empty.") == 2
    received = [row for one in record.paper.sections for table in one.tables for row in table.rows]
    assert [row for row in received if "Quay advice line, Quay Advice" in row[0]]
    assert noted == 2


def test_what_is_kept_as_a_code_is_read_out_in_words(world):
    spoken = replace(AMINA, languages=("pt",))
    answers = {"nrpf": "Yes", "ethnicity": "black_african"}
    [referral] = world.refer(client=spoken, answers=answers)

    told = str(record_of(world.network.pk, [person_of(world, referral)]).as_json)

    assert "Whether they have no recourse to public funds" in told
    assert "Português" in told and "Phone call" in told and "African" in told
    assert "black_african" not in told and "'nrpf'" not in told and "'call'" not in told


def test_a_team_never_makes_the_copy_itself(world):
    request = asked(world, person_of(world, helped(world)), "access")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)
    with world.acting("coordinator") as desk:
        agree(actor=desk, request_id=request.pk)

    with world.acting("teacher") as teacher, pytest.raises(NotAllowed):
        release(actor=teacher, request_id=request.pk)


def test_a_restricted_record_goes_to_nobody_else_until_that_is_lifted(world):
    referral = helped(world)
    request = asked(world, person_of(world, referral), "restrict")
    with world.acting("teacher") as teacher:
        restrict(actor=teacher, request_id=request.pk, why="accuracy")
        with pytest.raises(Problem) as refusal:
            send(
                actor=teacher,
                assessment_id=referral.assessment_id,
                service_ids=[world.grants.pk],
            )
        lift(actor=teacher, request_id=request.pk, why="checked")

        [sent] = send(
            actor=teacher, assessment_id=referral.assessment_id, service_ids=[world.grants.pk]
        )

    assert "restricted" in refusal.value.message
    assert sent.status == "sent"


def test_what_was_put_right_is_kept_as_it_was_and_as_it_is(world):
    client_id = person_of(world, helped(world))

    with world.acting("teacher") as teacher:
        client = read_client(actor=teacher, client_id=client_id)
        changed = replace(AMINA, phone="020 7946 0019")
        correct_client(actor=teacher, client_id=client_id, person=changed, seen=stand_of(client))
        [trail] = Correction.objects.all()

    assert (trail.field, trail.before, trail.after) == ("phone", "020 7946 0018", "020 7946 0019")
    assert trail.by_name == "Teacher Sample"


def test_it_takes_longer_once_and_by_two_months(world):
    client_id = person_of(world, helped(world))
    with world.acting("teacher") as teacher:
        wish = Wish("access", "person", timezone.localdate(), "known")
        request = take_from_team(actor=teacher, client_id=client_id, wish=wish)

        take_longer(actor=teacher, request_id=request.pk, why="complex")
        take_longer(actor=teacher, request_id=request.pk, why="complex")

        request.refresh_from_db()
    assert request.due_on == months_later(request.received_on, 3)


def test_asked_twice_is_one_request_and_of_two_who_are_first_one_is_told(world):
    client_id = person_of(world, helped(world))
    request = asked(world, client_id, "erase")
    again = asked(world, client_id, "erase")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)

    with world.acting("coordinator") as desk, pytest.raises(Conflict):
        propose(actor=desk, request_id=request.pk)

    assert again.pk == request.pk


def test_another_network_and_an_uninvolved_team_see_no_request(world, other_world):
    asked(world, person_of(world, helped(world)), "access")

    seen = []
    for here, who in ((world, "officer"), (other_world, "coordinator"), (other_world, "teacher")):
        with here.acting(who):
            seen.append(RightsRequest.objects.count())

    assert seen == [0, 0, 0]


def test_an_objection_that_is_upheld_ends_all_asking_until_they_agree_anew(world):
    referral = helped(world)
    request = asked(world, person_of(world, referral), "object")
    with world.acting("teacher") as teacher:
        with pytest.raises(Problem):
            finish(actor=teacher, request_id=request.pk)
        uphold(actor=teacher, request_id=request.pk)

    with enter(system(world.network.pk)):
        ask_those_due(world.network.pk, uuid4())
        standing = AftercarePlan.objects.get().status
        due = AftercareCheck.objects.filter(status__in=["planned", "due"]).count()
        since = objected_at(world.network.pk, person_of(world, referral))
    shown = text_of(browser(world, "teacher").get(f"/{world.network.slug}/rights/{request.pk}/"))

    assert (standing, due) == ("said_no", 0)
    assert since is not None
    assert "You objected, and we agree." in shown


def test_an_objection_is_refused_for_reasons_that_weigh_more_and_nothing_else_is(world):
    client_id = person_of(world, helped(world))
    objection, copy = asked(world, client_id, "object"), asked(world, client_id, "access")
    with world.acting("teacher") as teacher:
        with pytest.raises(Problem):
            refuse(actor=teacher, request_id=copy.pk, why="compelling")
        refuse(actor=teacher, request_id=objection.pk, why="compelling")

    shown = text_of(browser(world, "teacher").get(f"/{world.network.slug}/rights/{objection.pk}/"))
    offered = text_of(
        browser(world, "teacher").get(f"/{world.network.slug}/rights/{copy.pk}/refuse/")
    )

    assert "There are reasons that weigh more than their objection" in shown
    assert "ico.org.uk" in shown
    assert "weigh more" not in offered
