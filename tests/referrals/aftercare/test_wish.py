from tests.api.caller import AMINA, caller_of
from tests.referrals.aftercare.plans import plan
from tests.referrals.journey import agreed, chosen, seen, step
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_the_step_where_they_agree_asks_it_and_the_next_says_what_they_wish(
    world: World, other_world: World
) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    asked = text_of(client.get(step(world, key, "agree")))
    client.post(step(world, key, "agree"), agreed(world.advice, aftercare="no"))

    shown = text_of(client.get(step(world, key, "check")))
    client.post(step(world, key, "check"), seen(world.advice))

    assert "May we get in touch in a few weeks to ask how they are?" in asked
    assert "They do not want to be asked in a few weeks how they are." in shown
    assert plan(world).status == "said_no"


def test_another_system_says_it_too(world: World, other_world: World) -> None:
    caller = caller_of(world, world.school)
    body = {**AMINA, "consent": {**AMINA["consent"], "aftercare": False}}
    made = caller.post("assessments", body).body["id"]

    [sent] = caller.post(
        f"assessments/{made}/referrals", {"services": [str(world.advice.pk)]}
    ).body["results"]

    assert plan(world).status == "said_no"
    assert caller.get(f"referrals/{sent['reference']}").body["consent"]["aftercare"] is False
