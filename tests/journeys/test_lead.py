"""The lead of a network passes from one organisation to another."""

from django.utils import timezone
from playwright.sync_api import expect

from ccs.tenancy.context import enter, system
from organisations.members.actions import Invited, enrol
from tests.journeys.conftest import NARROW, check
from tests.referrals.desk.brought import with_desk

REASON = "The funding of the advice agency ends in spring."


def test_the_lead_moves_to_another_organisation_and_the_desks_letters_stay(site, post):
    world = site.world
    letter = with_desk(world)
    with enter(system(world.network.pk)):
        council = world.council.organisation_id
        chief = Invited(email=world.email("chief"), name="Chief Sample", manages=(council,))
        world.people["chief"] = enrol(network_id=world.network.pk, invited=chief)
    proposing = site.open("manager")
    proposing.goto(site.path("network/"))
    proposing.get_by_role("link", name="Who leads the network").click()
    check(proposing, "Who leads the network")
    proposing.get_by_role("button", name="Hand the lead to another organisation").click()
    proposing.get_by_label("Organisation", exact=True).select_option("Borough Council")
    proposing.get_by_role("button", name="Choose").click()
    check(proposing, "Hand the lead to another organisation")
    today = timezone.localdate()
    for box, value in (("Day", today.day), ("Month", today.month), ("Year", today.year)):
        proposing.get_by_label(box, exact=True).fill(str(value))
    proposing.get_by_label("Why is the lead to change?").fill(REASON)
    proposing.get_by_label("Chief Sample").check()
    proposing.get_by_label("Coordinator Sample").check()
    proposing.get_by_label("Name of the desk").fill("Council desk")
    proposing.get_by_role("button", name="Ask them").click()
    check(proposing, "Who leads the network")
    post()

    answering = site.open("chief", width=NARROW)
    answering.goto(site.path("lead/"))
    check(answering, "Who leads the network")
    answering.get_by_role("button", name="Answer").click()
    check(answering, "Will you lead the network?")
    answering.get_by_label("Yes, we will lead").check()
    answering.get_by_role("button", name="Send the answer").click()
    check(answering, "Who leads the network")
    post()

    expect(answering.get_by_text("Borough Council leads the network.")).to_be_visible()
    answering.goto(site.path(f"referrals/{letter.reference}/"))
    expect(answering.get_by_text("Amina has no food and the meter is empty.").first).to_be_visible()
    reading = site.open("teacher", width=NARROW)
    reading.goto(site.path("history/"))
    check(reading, "History of Hamlets Network")
    expect(reading.get_by_text(REASON)).to_be_visible()
    before = site.open("coordinator")
    assert before.goto(site.path("desk/")).status == 404
