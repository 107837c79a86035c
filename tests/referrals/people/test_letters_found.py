"""Finding a referral by the person, among the letters of one's own team."""

import pytest

from tests.referrals.pages import browser, text_of
from tests.world import World


@pytest.mark.parametrize("typed", ["Aminah Pretend", "020 7946 0018"])
def test_a_referral_is_found_by_the_person_and_nothing_stands_in_the_address(
    world: World, typed: str
) -> None:
    [referral] = world.refer(world.advice)

    answer = browser(world, "adviser").post("/hamlets/referrals/search/", {"q": typed})

    assert answer.status_code == 200
    assert referral.reference in text_of(answer)
    assert "You searched for" in text_of(answer)


def test_a_reference_goes_straight_to_its_referral(world: World) -> None:
    [referral] = world.refer(world.advice)

    answer = browser(world, "adviser").post(
        "/hamlets/referrals/search/", {"q": referral.reference.lower()}
    )

    assert answer["Location"] == f"/hamlets/referrals/{referral.reference}/"


def test_who_may_not_open_the_letter_finds_nothing_by_name(
    world: World, other_world: World
) -> None:
    world.refer(world.advice)

    pages = [
        text_of(browser(world, name).post("/hamlets/referrals/search/", {"q": "Amina"}))
        for name in ("manager", "coordinator", "caseworker")
    ]
    stranger = browser(other_world, "adviser")
    pages.append(text_of(stranger.post("/norwich/referrals/search/", {"q": "Amina"})))

    for page in pages:
        assert "No referral like that among your team’s" in page
