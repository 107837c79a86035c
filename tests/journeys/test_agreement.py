"""The council team signs a new version of the data sharing agreement: wide, and on a phone."""

from playwright.sync_api import expect

from ccs.tenancy.context import enter, system
from organisations.agreements.queries import standing_of
from tests.journeys.conftest import NARROW, WIDE, Site, check
from tests.organisations.agreements.versions import new_version, with_head

TITLE = "Sign: Data sharing agreement"


def how_the_council_stands(site: Site) -> str:
    world = site.world
    with enter(system(world.network.pk)):
        found = standing_of(world.council.organisation_id, network_id=world.network.pk)
    return str(found.state)


def test_the_council_team_signs(site, post):
    new_version(site.world)
    with_head(site.world)
    page = site.open("leader", width=WIDE)

    page.goto(site.path())
    page.get_by_role("link", name="Read and sign").click()
    check(page, TITLE)
    page.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    check(page, TITLE)
    page.get_by_label("Your full name").fill("Pat Sample")
    page.get_by_label("Your role in the organisation").fill("Head of welfare")
    page.get_by_label("I am allowed to sign this for the organisation").check()
    page.get_by_role("button", name="Sign", exact=True).click()

    check(page, "Signature")
    expect(page.get_by_text("Head of welfare")).to_be_visible()
    assert how_the_council_stands(site) == "signed"
    page.goto(site.path("agreements/"))
    check(page, "Agreements")


def test_on_a_phone_without_scripts_the_desk_writes_and_a_manager_signs(site):
    desk = site.open("coordinator", width=NARROW, script=False)
    desk.goto(site.path("agreements/data-sharing/edit/"))
    desk.get_by_role("link", name="Add a clause").click()
    desk.get_by_label("Title").fill("Photos")
    desk.get_by_label("Text").fill("No photos are kept.")
    desk.get_by_label("What this means").fill("Do not take pictures.")
    desk.get_by_role("button", name="Keep it in the draft").click()
    check(desk, "Write: Data sharing agreement")
    desk.get_by_role("link", name="Read the draft, and what changed").click()
    check(desk, "Draft: Data sharing agreement")
    desk.get_by_role("link", name="All clauses").click()
    desk.get_by_role("link", name="Publish it").click()
    check(desk, "Publish: Data sharing agreement")
    desk.get_by_role("button", name="Publish").click()
    check(desk, "Data sharing agreement")

    with_head(site.world)
    leader = site.open("leader", width=NARROW, script=False)
    leader.goto(site.path("agreements/"))
    leader.get_by_role("button", name="Read and sign: Data sharing agreement").click()
    check(leader, TITLE)
    leader.get_by_label("Your role in the organisation").fill("Head of welfare")
    leader.get_by_label("I am allowed to sign this").check()
    leader.get_by_role("button", name="Sign", exact=True).click()

    check(leader, "Signature")
    assert how_the_council_stands(site) == "signed"
