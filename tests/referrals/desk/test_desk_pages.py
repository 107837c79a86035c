"""To the desk with one tap, and what the desk does, as the pages show it."""

import pytest

from referrals.desk.models import Offer
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from tests.referrals.desk.brought import with_desk
from tests.referrals.journey import agreed, chosen, seen, step, told
from tests.referrals.pages import browser, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def page_of(world: World, referral: Referral, name: str = "") -> str:
    return f"/{world.network.slug}/referrals/{referral.reference}/{name + '/' if name else ''}"


def brought(world: World) -> Referral:
    """By the pages of the journey: somebody is not sure who can help."""
    client = browser(world, "teacher")
    key = told(world, client)
    client.post(step(world, key, "services"), {"desk": "on"})
    client.post(step(world, key, "agree"), agreed(seen="desk"))
    client.post(step(world, key, "check"), {"seen": "desk"})
    with world.acting("teacher"):
        return Referral.objects.get(assessment=key)


def test_not_sure_it_goes_to_the_desk_with_their_agreement(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    agree = client.post(step(world, key, "services"), {"desk": "on"}, follow=True)
    check = client.post(step(world, key, "agree"), agreed(seen="desk"), follow=True)
    sent = client.post(step(world, key, "check"), {"seen": "desk"}, follow=True)

    assert agree.redirect_chain == [(step(world, key, "agree"), 302)]
    assert "The desk" in text_of(agree)
    assert "The desk of this network" in text_of(check)
    assert sent.redirect_chain == [(step(world, key, "sent"), 302)]
    with world.acting("teacher"):
        [referral] = Referral.objects.filter(assessment=key)
    assert (referral.status, referral.owner_team_id) == ("with_broker", world.desk.pk)


def test_what_a_service_meets_is_not_left_to_the_desk_too(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client, underlying=["housing"], soon_housing="soon")

    client.post(step(world, key, "services"), {"services": [str(world.grants.pk)], "desk": "on"})

    with world.acting("teacher"):
        drafts = Referral.objects.filter(assessment=key).order_by("service_name")
        assert [(one.service_id, one.needs) for one in drafts] == [
            (None, ["housing"]),
            (world.grants.pk, ["food"]),
        ]


def test_the_desk_finds_a_service_and_sends_it(world: World) -> None:
    referral, desk = brought(world), browser(world, "coordinator")

    found = desk.get(page_of(world, referral, "find"))
    onward = desk.post(page_of(world, referral, "find"), {"services": [str(world.grants.pk)]})
    confirm = desk.get(onward["Location"])
    sent = desk.post(onward["Location"], follow=True)

    assert "Hardship grants" in text_of(found)
    assert "Why may I share this?" in text_of(confirm)
    assert "The desk of this network" not in text_of(sent)
    with world.acting("teacher"):
        referral.refresh_from_db()
    assert (referral.status, referral.to_team_id) == ("sent", world.council.pk)


def test_the_referrer_sees_whom_the_desk_asked(world: World) -> None:
    referral, desk = brought(world), browser(world, "coordinator")
    both = {"services": [str(world.grants.pk), str(world.advice.pk)], "offer": "yes"}

    desk.post(page_of(world, referral, "find"), both)

    page = text_of(browser(world, "teacher").get(page_of(world, referral)))
    assert "Whom the desk has asked" in page
    assert "Hardship grants" in page


def test_a_team_that_is_asked_sees_the_need_and_no_name_until_it_says_yes(world: World) -> None:
    referral, desk = brought(world), browser(world, "coordinator")
    asked = {"services": [str(world.grants.pk)], "offer": "yes"}
    desk.post(page_of(world, referral, "find"), asked)
    with world.acting("officer"):
        [offer] = Offer.objects.filter(team=world.council)
    address = f"/{world.network.slug}/offers/{offer.pk}/"

    before = browser(world, "officer").get(address)
    after = browser(world, "officer").post(address, {"yes": "yes"}, follow=True)

    assert "Food" in text_of(before)
    assert "Amina" not in text_of(before)
    assert browser(world, "adviser").get(address).status_code == 404
    assert "Amina" in text_of(after)


def test_after_a_refusal_the_desk_is_asked_once_they_agree(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "agree"), agreed(world.advice))
    client.post(step(world, key, "check"), seen(world.advice))
    with world.acting("adviser") as adviser:
        [referral] = Referral.objects.filter(assessment=key)
        decline(actor=adviser, reference=referral.reference, reason="no_capacity")

    page = client.get(page_of(world, referral))
    answer = client.post(page_of(world, referral, "ask-desk"), {"given": "phone"})

    assert "Ask the desk to find somebody" in text_of(page)
    assert answer.status_code == 302
    with world.acting("teacher"):
        assert Referral.objects.filter(assessment=key, status="with_broker").count() == 1


def test_nobody_outside_the_desk_opens_its_pages(world: World, other_world: World) -> None:
    referral = brought(world)

    answers = {
        name: browser(world, who).get(page_of(world, referral, name)).status_code
        for who, name in (("teacher", "find"), ("adviser", "find"), ("adviser", "split"))
    }
    theirs = browser(other_world, "coordinator").get(page_of(world, referral, "find"))

    assert set(answers.values()) == {404}
    assert theirs.status_code == 404


def test_that_nobody_can_help_is_said_for_everybody_and_not_for_one_service(world: World) -> None:
    referral = with_desk(world)
    desk, school = browser(world, "coordinator"), browser(world, "teacher")

    asked = text_of(desk.get(page_of(world, referral, "decline")))
    desk.post(page_of(world, referral, "decline"), {"reason": "no_capacity"})
    read = text_of(school.get(page_of(world, referral)))

    assert "Nobody has room" in asked
    assert "Declined: Nobody has room" in read
    assert "We have no room" not in asked + read
