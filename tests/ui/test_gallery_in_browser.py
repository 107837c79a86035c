import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture
def gallery(page, live_server):
    page.goto(f"{live_server.url}/components/")
    page.wait_for_selector("body.govuk-frontend-supported")
    assert page.get_by_role("heading", level=1).inner_text() == "Components"
    return page


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("sent", [False, True])
def test_every_component_is_accessible_and_fits(gallery, width, sent):
    gallery.set_viewport_size({"width": width, "height": 800})
    if sent:
        gallery.get_by_role("button", name="Send referral").click()
        gallery.get_by_text("There is a problem").wait_for()
        gallery.wait_for_load_state()

    found = Axe().run(gallery, options=RULES)

    assert found.response["violations"] == []
    assert gallery.evaluate("document.documentElement.scrollWidth") == width


def test_the_error_summary_has_the_focus_and_leads_to_the_control(gallery):
    gallery.get_by_role("button", name="Send referral").click()
    gallery.locator(".govuk-error-summary:focus").wait_for()

    gallery.keyboard.press("Tab")
    gallery.keyboard.press("Enter")

    expect(gallery.locator("#id_name")).to_be_focused()
    assert gallery.title().startswith("Error: ")


def press(page, *steps):
    for step in steps:
        act = page.keyboard.press if step in {"Tab", "Space", "Enter"} else page.keyboard.type
        act(step)


def test_a_form_is_filled_and_sent_with_the_keyboard_alone(gallery):
    gallery.locator("#id_name").focus()
    press(gallery, "Alex", "Tab", "27", "Tab", "March", "Tab", "1988", "Tab", "Tab", "Tab", "Cold.")
    press(gallery, "Tab", "Space", "Tab", "No heating", "Tab", "Space", "Tab", "Tab", "Tab")
    press(gallery, "Welsh", "Tab", "Tab", "Space", "Tab")

    with gallery.expect_navigation():
        press(gallery, "Enter")

    assert gallery.get_by_text("There is a problem").count() == 0
    assert gallery.locator("#id_why").input_value() == "No heating"
    assert gallery.locator("#id_born-month").input_value() == "March"
    assert gallery.locator("#id_language").input_value() == "cy"


def test_what_a_choice_opens_is_hidden_until_it_is_chosen(gallery):
    before = gallery.locator("#id_why").is_visible()

    gallery.get_by_role("radio", name="Today").check()

    assert not before
    expect(gallery.locator("#id_why")).to_be_visible()


def test_a_double_click_sends_once(gallery):
    sent = []
    gallery.route("**/components/", lambda route: sent.append(route.request.method))

    with gallery.expect_request("**/components/"):
        gallery.get_by_role("button", name="Log a call").dblclick(no_wait_after=True)

    gallery.wait_for_timeout(500)
    assert sent == ["POST"]


def test_escape_three_times_leaves_the_page(gallery):
    gallery.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="Sunny"))

    for _ in range(3):
        gallery.keyboard.press("Escape")

    gallery.wait_for_url("https://www.bbc.co.uk/weather")
    assert gallery.locator("body").inner_text() == "Sunny"


def test_everything_can_be_reached_without_javascript(browser, live_server):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/components/")

    page.get_by_role("button", name="Send referral").click()

    expect(page.get_by_text("There is a problem")).to_be_visible()
    expect(page.get_by_role("button", name="Exit this page quickly")).to_be_visible()
