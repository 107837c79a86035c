"""The same job without a mouse."""

from referrals.referrals.models import Referral
from tests.journeys.conftest import check

FOCUSED = """() => {
    const one = document.activeElement;
    const labels = [...(one.labels || [])].map(label => label.innerText);
    return [one.type || "", [...labels, one.innerText || one.value || ""].join(" ").trim()];
}"""


def tab_to(page, words, kinds=None):
    """Press Tab until what has the focus says these words: it can be reached, and is not a trap."""
    for _ in range(120):
        page.keyboard.press("Tab")
        kind, said = page.evaluate(FOCUSED)
        if said.startswith(words) and (kinds is None or kind in kinds):
            return
    raise AssertionError(f"Tab never reached “{words}” on {page.title()}.")


def press(page, words, key="Enter"):
    tab_to(page, words, kinds={"checkbox", "radio"} if key == "Space" else None)
    if key == "Enter":
        with page.expect_navigation():
            page.keyboard.press(key)
    else:
        page.keyboard.press(key)


def write(page, label, words):
    tab_to(page, label)
    page.keyboard.type(words)


def test_a_referral_is_made_with_the_keyboard_alone(site):
    page = site.open("teacher")
    page.goto(site.path())

    press(page, "Or make a referral from an empty form")
    write(page, "First name", "Amina")
    write(page, "Phone number", "020 7946 0018")
    press(page, "Phone call", "Space")
    press(page, "Save and continue")
    press(page, "No", "Space")
    write(page, "What is happening, in", "The meter is empty.")
    press(page, "Food", "Space")
    press(page, "Today", "Space")
    press(page, "Save and continue")
    press(page, "Crisis advice", "Space")
    press(page, "Save and continue")
    press(page, "Yes, they agree", "Space")
    press(page, "In person", "Space")
    press(page, "Save and continue")
    press(page, "Send to 1 service")

    check(page, "Sent")


def test_a_referral_is_accepted_with_the_keyboard_alone(site):
    [referral] = site.world.refer()
    page = site.open("adviser")
    page.goto(site.path(f"referrals/{referral.reference}/"))

    press(page, "Accept")

    with site.world.acting("adviser"):
        assert Referral.objects.get(pk=referral.pk).status == "accepted"
