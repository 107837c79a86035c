from uuid import uuid4

from referrals.assessments.actions.keeping import begin as start
from referrals.assessments.models import Assessment
from referrals.assessments.queries import told_in
from referrals.clients.models import HouseholdMember
from tests.referrals.journey import begin, chosen, kept, refer, sends, step, what, who
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_the_same_first_page_twice_is_one_conversation(world: World) -> None:
    client, key = browser(world, "teacher"), uuid4()

    client.post(refer(world), who(id=str(key)))
    client.post(refer(world), who(id=str(key), given_name="Amina again"))

    with world.acting("teacher"):
        assert Assessment.objects.count() == 1
    assert kept(world, key).client.given_name == "Amina again"


def test_going_back_to_the_first_page_keeps_what_came_after_it(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client, person0_given_name="Yusuf", person1_given_name="Salma")
    client.post(step(world, key, "story"), what(who_food=["1"]))

    client.post(
        step(world, key),
        who(rows="2", person0_was="0", person0_given_name="Yusuf", person0_remove="on",
            person1_was="1", person1_given_name="Salma"),
    )  # fmt: skip

    with world.acting("teacher"):
        assessment = Assessment.objects.get(pk=key)
        assert [one.given_name for one in HouseholdMember.objects.all()] == ["Salma"]
        assert [(need.code, need.member) for need in told_in(assessment).needs] == [("food", 0)]
        assert assessment.story == "No food."


def test_the_back_button_finds_what_the_first_page_kept(world: World) -> None:
    client = browser(world, "teacher")
    blank = client.get(refer(world))["Location"]
    key = blank.partition("?id=")[2]
    client.post(blank, who(id=key))

    back = client.get(blank, follow=True)

    assert back.redirect_chain == [(step(world, key), 302)]
    assert 'value="Amina"' in text_of(back)


def test_after_a_discard_the_first_page_is_a_new_one(world: World) -> None:
    client = browser(world, "teacher")
    blank = client.get(refer(world))["Location"]
    key = blank.partition("?id=")[2]
    client.post(blank, who(id=key))
    client.post(step(world, key, "discard"))

    back = client.get(blank, follow=True)
    again = client.post(blank, who(id=key, given_name="Bilal"))

    assert key not in back.redirect_chain[0][0]
    assert "This form was used already" in text_of(again)
    assert 'value="Bilal"' in text_of(again)


def test_adding_rows_checks_nothing_and_loses_nothing(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(
            refer(world),
            {"given_name": "Amina", "rows": "2", "person0_given_name": "Yusuf", "add": "people"},
        )
    )

    assert "There is a problem" not in page
    assert 'value="Yusuf"' in page
    assert 'name="person3_given_name"' in page
    with world.acting("teacher"):
        assert Assessment.objects.count() == 0


def test_mistakes_are_named_and_what_was_typed_stays(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(
        client.post(refer(world), who(given_name="", family_name="Pretend", phone="", postcode="?"))
    )

    assert "There is a problem" in page
    assert '<a href="#id_given_name">Enter a name. A first name is enough.</a>' in page
    assert '<a href="#id_phone">Enter a phone number, or untick the ways that need one</a>' in page
    assert "Enter a postcode, like NR2 1NH, or its first half" in page
    assert 'value="Pretend"' in page
    assert 'value="?"' in page


def test_a_safe_way_to_reach_them_is_asked_for(world: World) -> None:
    client = browser(world, "teacher")

    nothing = client.post(refer(world), {"given_name": "Amina"})
    through = client.post(refer(world), {"given_name": "Amina", "trusted_person": "Her sister"})

    assert "Tick a safe way to reach them, or say who to go through" in text_of(nothing)
    assert through.status_code == 302


def test_a_form_used_again_after_sending_starts_another_referral(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice)

    page = text_of(client.post(refer(world), who(id=str(key), given_name="Bilal")))

    assert "This form was used already" in page
    assert 'value="Bilal"' in page
    assert f'value="{key}"' not in page
    assert kept(world, key).client.given_name == "Amina"


def test_two_first_pages_at_the_same_moment_are_one_conversation(world: World) -> None:
    key = uuid4()

    with world.acting("teacher") as actor:
        told_once = world.told(needs=())
        first = start(actor=actor, team_id=actor.teams[0], told=told_once, assessment_id=key)
        second = start(actor=actor, team_id=actor.teams[0], told=told_once, assessment_id=key)

        assert (first.pk, second.pk, Assessment.objects.count()) == (key, key, 1)
