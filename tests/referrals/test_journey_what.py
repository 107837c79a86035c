from referrals.drafts.queries import drafts_of
from tests.referrals.journey import begin, step, what
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_how_soon_a_crisis_is_needed_is_never_assumed(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    wrong = client.post(step(world, key, "story"), what(soon_food=""))
    nothing = client.post(step(world, key, "story"), {"story": "No food."})
    behind = client.post(
        step(world, key, "story"),
        {"story": "x", "underlying": ["debt"], "soon_debt": "soon", "danger": "no"},
    )

    assert "Say how soon: Food" in text_of(wrong)
    assert "Choose at least one thing they need" in text_of(nothing)
    assert behind.status_code == 302


def test_an_unfinished_referral_is_found_again_and_can_be_discarded(world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)
    with world.acting("teacher2") as colleague:
        [before] = drafts_of(colleague)

    client.post(step(world, key, "discard"))

    assert (before.assessment_id, before.name, before.needs) == (key, "Amina", [])
    with world.acting("teacher") as actor:
        assert drafts_of(actor) == []
    assert client.get(step(world, key)).status_code == 404
