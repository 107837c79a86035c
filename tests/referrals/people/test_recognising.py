"""At the start of a referral: somebody known is recognised, and nobody is typed twice."""

from uuid import UUID

import pytest
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed
from referrals.assessments.actions import keep_person, refer_again
from referrals.assessments.models import Assessment, AssessmentNeed
from referrals.assessments.rules import Person, Relative
from referrals.clients.models import Client, HouseholdMember
from referrals.referrals.actions import decline
from referrals.referrals.presenters.letter import show_letter
from referrals.referrals.queries.letters import unsent_letter
from tests.referrals.journey import begin, kept, refer, step, what, who
from tests.referrals.pages import browser, text_of
from tests.referrals.people.meeting import help_linda
from tests.world import World


def test_somebody_found_is_referred_again_with_all_that_is_known(world: World) -> None:
    linda, client = help_linda(world), browser(world, "teacher")
    found = text_of(client.post(f"{refer(world)}known/", {"q": "lynda pretnd", "id": new_id()}))

    answer = client.post(f"{refer(world)}known/chosen/", {"choice": linda.client_id})
    page = text_of(client.get(answer["Location"]))

    again = kept(world, UUID(answer["Location"].split("/")[3]))
    assert "Linda Pretend" in found
    assert "no food and the meter" not in found + page
    assert (again.client_id, again.pk != linda.pk) == (linda.client_id, True)
    assert 'value="07700 900101"' in page
    assert 'value="Casey"' in page


def test_somebody_typed_again_is_asked_about_before_anything_is_made(world: World) -> None:
    help_linda(world)
    client, typed = browser(world, "teacher"), who(given_name="Lynda", family_name="Pretend")

    page = text_of(client.post(refer(world), typed))

    with world.acting("teacher"):
        made = Assessment.objects.count()
    assert "Is it one of these people?" in page
    assert "Linda Pretend" in page
    assert 'name="given_name" value="Lynda"' in page
    assert made == 1


def test_yes_keeps_what_was_typed_and_fills_in_the_rest(world: World) -> None:
    linda = help_linda(world)
    typed = who(given_name="Linda", family_name="Pretend", phone="07700 900199")
    household = {"rows": "2", "person0_given_name": "Mike", "person0_relationship": "partner"}

    answer = browser(world, "teacher").post(
        refer(world), {**typed, **household, "recognised": linda.client_id}
    )

    again = kept(world, UUID(answer["Location"].split("/")[3]))
    with world.acting("teacher"):
        people = list(HouseholdMember.objects.values_list("given_name", flat=True))
    assert answer["Location"].endswith("/story/")
    assert again.client_id == linda.client_id
    assert (again.client.phone, again.client.postcode) == ("+447700900199", "NR7 7DT")
    assert again.client.contact_notes == "After 4pm."
    assert people == ["Casey", "Mike"]


def test_no_makes_somebody_new_of_what_was_typed(world: World) -> None:
    linda = help_linda(world)

    key = begin(world, browser(world, "teacher"), given_name="Linda", recognised="nobody")

    assert kept(world, key).client_id != linda.client_id


def test_nobody_is_asked_about_people_of_another_team_or_network(
    world: World, other_world: World
) -> None:
    help_linda(world, by="adviser")
    help_linda(other_world)
    typed = {"given_name": "Linda", "family_name": "Pretend", "phone": "07700 900101"}

    key = begin(world, browser(world, "teacher"), **typed)

    assert kept(world, key).client.full_name == "Linda Pretend"


def test_nobody_begins_with_a_person_whom_their_team_does_not_know(
    world: World, other_world: World
) -> None:
    linda, elsewhere = help_linda(world, by="adviser"), help_linda(other_world)

    answers = [
        browser(world, "caseworker").post(f"{refer(world)}known/chosen/", {"choice": choice})
        for choice in (linda.client_id, elsewhere.client_id, new_id(), "member:nobody")
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404, 404]


def test_who_lives_with_somebody_known_becomes_a_person_with_the_household(world: World) -> None:
    linda = help_linda(world)
    with world.acting("teacher"):
        casey = HouseholdMember.objects.get(client=linda.client_id)

    answer = browser(world, "teacher").post(
        f"{refer(world)}known/chosen/", {"choice": f"member:{casey.pk}"}
    )

    own = kept(world, UUID(answer["Location"].split("/")[3]))
    with world.acting("teacher"):
        [parent] = HouseholdMember.objects.filter(client=own.client_id)
    assert (own.client.full_name, own.client.postcode) == ("Casey Pretend", "NR7 7DT")
    assert (own.client.phone, own.client.safe_to) == ("", [])
    assert (parent.given_name, parent.relationship) == ("Linda", "parent")


def test_a_receiver_knows_the_person_and_not_after_declining(world: World) -> None:
    world.refer(world.advice)
    with world.acting("adviser") as adviser:
        client_id = Client.objects.get().pk
        again = refer_again(actor=adviser, client_id=client_id, assessment_id=new_id())
        stories = list(Assessment.objects.filter(pk=again.pk).values_list("story", flat=True))
    [other] = world.refer(world.grants)
    with world.acting("officer") as officer:
        known = Client.objects.get().pk
        decline(actor=officer, reference=other.reference, reason="no_capacity")

    with world.acting("officer") as officer, pytest.raises(NotAllowed):
        refer_again(actor=officer, client_id=known, assessment_id=new_id())

    assert (again.client_id, stories) == (client_id, [""])


def test_beginning_twice_with_one_form_is_one_conversation(world: World) -> None:
    linda, key = help_linda(world), new_id()
    client = browser(world, "teacher")

    for _ in range(2):
        client.post(f"{refer(world)}known/chosen/", {"choice": linda.client_id, "id": key})

    with world.acting("teacher"):
        assert Assessment.objects.filter(client=linda.client_id).count() == 2


def test_who_left_the_household_is_still_named_by_what_was_told_before(world: World) -> None:
    linda = help_linda(world)
    with world.acting("teacher") as teacher:
        again = refer_again(actor=teacher, client_id=linda.client_id, assessment_id=new_id())
        keep_person(
            actor=teacher,
            team_id=world.school.pk,
            assessment_id=again.pk,
            client=Person("Linda", "Pretend"),
            household=[(None, Relative("Mike", relationship="partner"))],
        )

        named = AssessmentNeed.objects.exclude(member=None).get(assessment=linda).member
        now = list(
            HouseholdMember.objects.filter(left_at=None).values_list("given_name", flat=True)
        )

    assert named.given_name == "Casey"
    assert now == ["Mike"]


def test_each_look_at_somebody_chosen_is_written_down(world: World) -> None:
    linda = help_linda(world).client_id

    browser(world, "teacher").post(f"{refer(world)}known/chosen/", {"choice": linda})

    with world.acting("coordinator"):
        rows = AuditRecord.objects.filter(subject_id=linda).values_list("action", "member_id")
        assert list(rows) == [("client.read", world.people["teacher"].pk)]


def test_the_first_page_of_what_was_sent_is_not_opened_again_by_choosing(world: World) -> None:
    [referral] = world.refer(world.advice)
    with world.acting("teacher"):
        client_id = Client.objects.get().pk

    answer = browser(world, "teacher").post(
        f"{refer(world)}known/chosen/", {"choice": client_id, "id": referral.assessment_id}
    )

    assert answer["Location"].split("/")[3] != str(referral.assessment_id)


def test_a_need_for_everyone_is_each_ones_and_is_read_as_everyones(world: World) -> None:
    linda, client = help_linda(world, by="teacher"), browser(world, "teacher")
    typed = what(who_food=["everyone"])

    client.post(step(world, linda.pk, "story"), typed)

    with world.acting("teacher"):
        letter = unsent_letter(linda.pk)
        assert letter is not None
        shown = show_letter(letter, now=timezone.now())
    assert len(letter.needs) == 2
    assert shown.needs == ["Food, for everyone in the household. Needed today."]
