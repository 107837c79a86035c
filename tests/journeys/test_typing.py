"""What is typed is kept without a button, and is there on another machine."""

from playwright.sync_api import expect

from tests.journeys.conftest import NARROW, Site, check


def test_what_is_typed_is_kept_and_goes_on_at_another_machine(site: Site) -> None:
    laptop = site.open("teacher")
    laptop.goto(site.path("refer/"))
    laptop.get_by_label("First name").first.fill("Cara")
    status = laptop.locator("[data-kept]")
    expect(status).to_contain_text("What you typed was kept at")
    check(laptop, "Who is it for?")

    phone = site.open("teacher2", width=NARROW)
    phone.goto(site.path())
    phone.get_by_role("link", name="Started, not yet named").click()
    check(phone, "Make a referral")
    phone.get_by_role("link", name="Who is it for?").click()

    expect(phone.get_by_label("First name").first).to_have_value("Cara")
    expect(phone.get_by_text("Teacher Sample typed this at")).to_be_visible()
    check(phone, "Who is it for?")


def test_offline_says_so_and_keeps_it_when_the_line_is_back(site: Site) -> None:
    page = site.open("teacher")
    page.goto(site.path("refer/"))
    status = page.locator("[data-kept]")

    page.context.set_offline(True)
    page.get_by_label("First name").first.fill("Cara")
    expect(status).to_contain_text("you seem to be offline")
    page.context.set_offline(False)

    expect(status).to_contain_text("What you typed was kept at")
