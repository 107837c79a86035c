import pytest

from referrals.messages.actions import post_message
from referrals.rights.actions import agree, propose
from referrals.rights.counting import count, went
from tests.referrals.pages import browser, text_of
from tests.referrals.rights.asked import asked, helped, person_of

pytestmark = pytest.mark.django_db


def test_what_is_counted_beforehand_is_what_then_goes_and_stays(world, other_world):
    client_id = person_of(world, helped(world))
    helped(world, by="officer")
    helped(other_world)
    request = asked(world, client_id, "erase")
    with world.acting("teacher") as teacher:
        propose(actor=teacher, request_id=request.pk)
    with world.acting("coordinator") as desk:
        before = count(desk, request.clients)

    with world.acting("coordinator") as desk:
        agree(actor=desk, request_id=request.pk)
        after = count(desk, request.clients)
        done = went(request.clients)

    assert before.goes == done
    assert before.stays == after.stays
    assert (before.goes["referrals.Client"], before.stays["referrals.Referral"]) == (2, 2)


def test_a_team_counts_no_more_than_it_knows(world):
    first, second = helped(world), helped(world, by="officer")
    request = asked(world, person_of(world, first), "erase")
    with world.acting("teacher") as teacher:
        post_message(actor=teacher, reference=first.reference, body="Thank you.")
    with world.acting("officer") as officer:
        post_message(actor=officer, reference=second.reference, body="Thank you too.")

    with world.acting("teacher") as teacher:
        own = count(teacher, request.clients)
    with world.acting("coordinator") as desk:
        whole = count(desk, request.clients)

    assert (own.goes["referrals.Message"], whole.goes["referrals.Message"]) == (1, 2)
    assert (own.stays["referrals.Referral"], whole.stays["referrals.Referral"]) == (1, 2)


def test_the_page_says_how_many_before_and_after(world):
    request = asked(world, person_of(world, helped(world)), "erase")
    page = f"/{world.network.slug}/rights/{request.pk}/"

    before = text_of(browser(world, "coordinator").get(page))
    for who in ("teacher", "coordinator"):
        browser(world, who).post(f"{page}{'propose' if who == 'teacher' else 'agree'}/")
    after = text_of(browser(world, "coordinator").get(page))

    assert "What goes: how many of each" in before
    assert "Answer that a service needs" in before
    assert "What went: how many of each" in after
