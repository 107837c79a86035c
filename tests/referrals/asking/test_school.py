"""From what a school sees to what may help."""

import pytest

from organisations.needs.rules import NEEDS
from referrals.school.rules import SIGNS, known_signs, suggested
from tests.referrals.journey import refer, step, who
from tests.referrals.pages import browser, home, text_of
from tests.world import World

MEANT = {
    "no_coat": {"clothing", "benefits"},
    "no_kit": {"clothing", "education"},
    "hungry": {"food", "benefits"},
    "no_money": {"benefits", "debt"},
    "bills": {"debt", "fuel", "benefits"},
    "lost_work": {"employment", "benefits"},
    "cold_home": {"fuel", "housing"},
    "not_clean": {"toiletries", "fuel", "furniture"},
    "tired": {"furniture", "housing", "family"},
    "moved": {"shelter", "housing"},
    "late": {"travel", "care", "family"},
    "absent": {"family", "mental_health", "physical_health"},
    "sad": {"mental_health", "family"},
    "caring": {"care", "physical_health"},
    "offline": {"phone", "digital"},
    "letters": {"benefits", "education"},
    "afraid": set(),
}


def test_what_each_sign_may_mean() -> None:
    meant = {code: set(sign.needs) for code, sign in SIGNS.items()}

    assert meant == MEANT
    assert set().union(*meant.values()) <= set(NEEDS)


def test_each_sign_has_one_question_or_is_told_to_somebody_first() -> None:
    without = [code for code, sign in SIGNS.items() if (sign.question is None) != sign.tell_first]

    assert without == []


@pytest.mark.parametrize(
    ("signs", "needs"),
    [
        (["no_coat", "hungry"], ("food", "clothing", "benefits")),
        (["hungry", "hungry", "nonsense"], ("food", "benefits")),
        ([], ()),
    ],
)
def test_several_signs_name_each_need_once(signs: list[str], needs: tuple[str, ...]) -> None:
    found = suggested(known_signs(signs))

    assert (found.needs, found.tell_first) == (needs, False)


def test_what_is_seen_becomes_a_second_page_that_is_filled_in(world: World) -> None:
    client = browser(world, "teacher")
    seen = f"{refer(world)}school/?sign=no_coat&sign=hungry"
    assert "You could ask: “Is it hard to buy clothes or shoes just now?”" in text_of(
        client.get(seen)
    )

    begun = client.post(seen, {"needs": ["food", "clothing"]})
    key = begun["Location"].partition("id=")[2]
    onward = client.post(refer(world), who(id=key))
    page = client.get(onward["Location"]).content.decode()

    assert onward["Location"] == step(world, key, "story")
    assert "No coat, or clothes or shoes that do not fit" in page
    ticked = {code for code in NEEDS if f'value="{code}" checked' in page}
    assert ticked == {"food", "clothing"}


def test_fear_leads_to_whoever_keeps_children_safe_and_to_no_question(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(client.get(f"{refer(world)}school/?sign=afraid"))

    assert "Tell whoever is responsible for safeguarding at your school now" in page
    assert "You could ask" not in page


def test_a_school_is_led_there_first_and_others_find_it_too(world: World) -> None:
    for_teacher = text_of(browser(world, "teacher").get(home(world)))
    for_adviser = text_of(browser(world, "adviser").get(home(world)))

    assert "Make a referral: start from what you see" in for_teacher
    assert "Make a referral: start from what you see" not in for_adviser
    assert "About a child or a family: start from what you see" in for_adviser


def test_nothing_ticked_is_asked_for(world: World) -> None:
    client = browser(world, "teacher")

    page = text_of(client.get(f"{refer(world)}school/?look=yes"))

    assert "There is a problem" in page
    assert "Tick at least one thing that you see" in page
