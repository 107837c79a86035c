"""A person's page, for the teams that know them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.audit.models import AuditRecord
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict
from referrals.assessments.actions import refer_again
from referrals.assessments.queries import person_in
from referrals.assessments.rules import Person
from referrals.clients.actions import correct_client, stand_of
from referrals.clients.models import Client
from referrals.referrals.models import Referral
from tests.referrals.journey import who
from tests.referrals.pages import browser, text_of
from tests.referrals.people.meeting import help_linda, people
from tests.world import World


def test_the_page_shows_what_was_asked_for_and_no_story(world: World) -> None:
    [referral] = world.refer(world.advice)
    with world.acting("teacher"):
        client_id = Client.objects.get().pk

    page = text_of(browser(world, "teacher").get(people(world, client_id)))

    assert "Amina Pretend" in page
    assert "Yusuf, child" in page
    assert referral.reference in page
    assert "the meter is empty" not in page
    assert "Refer again" in page


def test_a_receiver_sees_its_own_referral_and_not_the_others(world: World) -> None:
    sent = {one.to_team_id: one.reference for one in world.refer(world.advice, world.grants)}
    with world.acting("adviser"):
        client_id = Client.objects.get().pk

    page = text_of(browser(world, "adviser").get(people(world, client_id)))

    assert sent[world.advice_line.pk] in page
    assert sent[world.council.pk] not in page


@pytest.mark.parametrize("more", ["", "details/", "compare/{other}/"])
def test_nobody_opens_the_page_of_another_teams_person(
    world: World, other_world: World, more: str
) -> None:
    linda, elsewhere = help_linda(world, by="adviser"), help_linda(other_world, by="adviser")
    client = browser(world, "caseworker")

    answers = [
        client.get(people(world, one.client_id, more.format(other=linda.client_id)))
        for one in (linda, elsewhere)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_a_receiver_corrects_a_number_for_everybody(world: World) -> None:
    world.refer(world.advice)
    with world.acting("adviser"):
        client = Client.objects.get()
    seen = {"seen": stand_of(client), "family_name": "Pretend"}

    answer = browser(world, "adviser").post(
        people(world, client.pk, "details/"), who(phone="07700 900155", **seen)
    )

    with world.acting("teacher"):
        assert Client.objects.get().phone == "+447700900155"
    with world.acting("coordinator"):
        rows = AuditRecord.objects.filter(subject_id=client.pk, action="client.corrected")
        assert [row.member_id for row in rows] == [world.people["adviser"].pk]
    assert answer.status_code == 302


def test_who_types_over_a_newer_number_is_told(world: World) -> None:
    linda = help_linda(world)
    with world.acting("teacher") as teacher:
        client = Client.objects.get(pk=linda.client_id)
        seen, person = stand_of(client), person_in(client)
        told = {"actor": teacher, "client_id": client.pk, "seen": seen}
        correct_client(person=Person("Linda", phone="+447700900111"), **told)

        with pytest.raises(Conflict):
            correct_client(person=person, **told)


def test_the_page_asks_as_much_for_one_conversation_as_for_many(world: World) -> None:
    [first] = world.refer(world.advice)
    client, counts = browser(world, "teacher"), []
    with world.acting("teacher"):
        client_id = Referral.objects.get(pk=first.pk).assessment.client_id
    for _ in range(2):
        with world.acting("teacher") as teacher:
            for _again in range(6):
                refer_again(actor=teacher, client_id=client_id, assessment_id=new_id())
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(people(world, client_id))
        counts.append(len(captured))

    assert counts[0] == counts[1]
    assert text_of(answer).count("Go on with it") == 12
