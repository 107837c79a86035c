"""A manager invites another, hands over and leaves; whoever stays sees the work."""

from playwright.sync_api import expect

from organisations.members.models import Membership
from referrals.referrals.actions import accept
from tests.journeys.conftest import NARROW, WIDE, check


def test_a_manager_hands_over_and_leaves_on_a_phone(site):
    world = site.world
    [referral] = world.refer()
    with world.acting("manager") as manager:
        me = Membership.objects.get(pk=manager.member_id)
    site_of = site.path
    page = site.open("manager", width=NARROW, script=False)
    page.goto(site_of(f"members/{me.pk}/change/"))
    check(page, "Change Manager Sample")
    page.get_by_label("Quay advice line").check()
    page.get_by_role("button", name="Continue").click()
    check(page, "Change Manager Sample?")
    page.get_by_role("button", name="Change it").click()
    check(page, "People in Quay Advice")
    with world.acting("manager") as manager:
        accept(actor=manager, reference=referral.reference)

    page.goto(site_of("profile/leave/"))
    check(page, "Leave Hamlets Network?")
    page.get_by_role("button", name="Leave this network").click()
    expect(page.get_by_text("You are the last manager").first).to_be_visible()

    page.goto(site_of(f"members/{world.people['adviser'].pk}/change/"))
    page.get_by_label("Quay Advice", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Change it").click()
    check(page, "People in Quay Advice")
    page.goto(site_of("profile/leave/"))
    expect(page.get_by_text("1 referral that was given to them")).to_be_visible()
    page.get_by_role("button", name="Leave this network").click()
    expect(page.get_by_text("You have left.")).to_be_visible()
    page.goto(site_of(""))
    expect(page.get_by_role("heading", level=1)).to_have_text("Page not found")

    other = site.open("adviser", width=WIDE)
    other.goto(site_of(f"referrals/{referral.reference}/"))
    expect(other.get_by_text("Given back to the team").first).to_be_visible()
    other.goto(site_of("members/people/"))
    check(other, "People in Quay Advice")
    expect(other.get_by_text("Manager Sample")).not_to_be_visible()
    other.goto(site_of("members/teams/"))
    check(other, "Teams of Quay Advice")
    other.goto(site_of(f"members/of/{world.advice_line.organisation_id}/pause/"))
    check(other, "Pause Quay Advice")
