import pytest
from django.test import Client

from ccs.audit.models import AuditRecord
from organisations.members.models import Organisation
from tests.referrals.journey import begin, chosen, refer, sends, statuses, step, what
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_from_a_name_to_two_referrals_sent(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    answer = sends(world, client, key, world.advice, world.grants, follow=True)

    assert answer.redirect_chain == [(step(world, key, "sent"), 302)]
    assert "Quay advice line, Quay Advice" in text_of(answer)
    assert "If they accept, they contact Amina" in text_of(answer)
    assert statuses(world, key) == ["sent", "sent"]


def test_each_page_is_kept_as_it_is_sent(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(
        world, client, family_name="Pretend", postcode="e1 4ns", language="so",
        person0_given_name="Yusuf", person0_relationship="child",
    )  # fmt: skip
    client.post(
        step(world, key, "story"),
        what(crisis=["food", "fuel"], soon_fuel="urgent", who_fuel=["client", "0"], wants="Warmth"),
    )

    page = text_of(client.get(step(world, key)))
    story = text_of(client.get(step(world, key, "story")))

    assert 'value="E1 4NS"' in page
    assert '<option value="so" selected>Somali</option>' in page
    assert 'value="Yusuf"' in page
    assert "Warmth" in story
    assert story.count('type="checkbox" value="fuel" checked') == 1
    assert story.count('name="who_fuel" type="checkbox" value="0" checked') == 1


def test_reading_a_conversation_back_is_recorded(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    client.get(step(world, key))

    with world.acting("coordinator"):
        read = AuditRecord.objects.get(action="assessment.read", subject_id=key)
    assert read.member_id == world.people["teacher"].pk


@pytest.mark.parametrize("name", ["", "story", "services", "check", "sent", "card", "discard"])
def test_a_conversation_is_not_there_for_anybody_else(
    world: World, other_world: World, name: str
) -> None:
    key = chosen(world, browser(world, "teacher"), world.advice)

    others = ("adviser", "coordinator", "manager", "analyst")
    answers = [browser(world, other).get(step(world, key, name)) for other in others]
    elsewhere = browser(other_world, "teacher").get(step(other_world, key, name))

    assert [answer.status_code for answer in [*answers, elsewhere]] == [404] * 5


@pytest.mark.parametrize(
    ("person", "status"),
    [("teacher", 200), ("adviser", 200), ("coordinator", 200), ("manager", 404), ("analyst", 404)],
)
def test_who_may_make_a_referral(world: World, person: str, status: int) -> None:
    answer = browser(world, person).get(refer(world), follow=True)

    assert answer.status_code == status


def test_who_only_receives_is_told_so(world: World) -> None:
    with world.acting("coordinator"):
        Organisation.objects.filter(name="Borough Council").update(makes_referrals=False)

    page = text_of(browser(world, "officer").get(refer(world)))

    assert "Your team does not make referrals here" in page


@pytest.mark.django_db
def test_signed_out_one_comes_back_after_signing_in() -> None:
    answer = Client().get("/hamlets/refer/")

    assert answer["Location"] == "/accounts/login/?next=/hamlets/refer/"
