"""A referral made by hand, a page at a time, as the stories told in a browser share it."""

from playwright.sync_api import Page

from tests.journeys.conftest import check


def say_who(page: Page, name: str, *, child: str = "") -> None:
    check(page, "Who is it for?")
    page.get_by_label("First name", exact=True).first.fill(name)
    page.get_by_label("Phone call").check()
    page.get_by_label("Phone number", exact=True).fill("020 7946 0018")
    if child:
        page.locator("summary", has_text="People who live with them").click()
        household = page.locator("#household")
        household.get_by_label("First name", exact=True).first.fill(child)
        household.get_by_label("Who they are to the person").first.select_option("other")
    save(page)


def tell(page: Page, story: str, *needs: str) -> None:
    """Each need by its code, wanted today."""
    check(page, "What is happening?")
    page.get_by_label("What is happening, in").fill(story)
    page.locator("[name=danger][value=no]").check()
    for need in needs:
        tick(page, need)
    save(page)


def tick(page: Page, need: str, *, who: str = "") -> None:
    page.locator(f"[value={need}]:is([name=crisis], [name=underlying])").check()
    page.locator(f"[name=soon_{need}][value=today]").check()
    if who:
        page.locator(f"[name=who_{need}][value=client]").uncheck()
        page.locator(f"[name=who_{need}][value='{who}']").check()


def choose(page: Page, *services: str) -> None:
    check(page, "Who can help?")
    for service in services:
        page.get_by_label(service, exact=True).check()
    save(page)


def agree_and_send(page: Page, button: str, *, desk: bool = False) -> None:
    check(page, "Do they agree?")
    page.get_by_label("Yes, they agree").check()
    page.get_by_label("In person").check()
    save(page)
    check(page, "Check and send")
    page.get_by_role("button", name=button).click()
    check(page, "Sent")


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue").last.click()
