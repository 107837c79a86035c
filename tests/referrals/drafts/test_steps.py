"""Five steps as a list of tasks; back and forth without loss."""

import re

from tests.referrals.journey import begin, chosen, kept, step, what, who
from tests.referrals.pages import browser, text_of
from tests.world import World


def states(page: str) -> list[str]:
    return re.findall(r"(Completed|In progress|To do|Cannot start yet)", page)


def test_what_is_done_and_what_can_be_begun(world: World, other_world: World) -> None:
    client = browser(world, "teacher")
    key = begin(world, client)

    first = text_of(client.get(step(world, key, "steps")))
    client.post(step(world, key, "story"), what())
    second = text_of(client.get(step(world, key, "steps")))
    client.post(step(world, key, "services"), {"services": [str(world.advice.pk)]})
    third = text_of(client.get(step(world, key, "steps")))

    assert [states(page) for page in (first, second, third)] == [
        ["Completed", "To do", "Cannot start yet", "Cannot start yet", "Cannot start yet"],
        ["Completed", "Completed", "To do", "Cannot start yet", "Cannot start yet"],
        ["Completed", "Completed", "Completed", "To do", "Cannot start yet"],
    ]


def test_from_the_fourth_step_back_to_the_first_and_forward_again_loses_nothing(
    world: World,
) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    client.post(step(world, key), who(given_name="Aminah"))
    story = client.get(step(world, key, "story"))
    client.post(step(world, key, "story"), what(story="No food and no heating."))
    services = text_of(client.get(step(world, key, "services")))

    assert kept(world, key).client.given_name == "Aminah"
    assert "No food.</textarea>" in text_of(story)
    assert services.count(" checked>") == 2
    assert "Aminah" in text_of(client.get(step(world, key, "check"), follow=True))


def test_each_step_says_which_it_is_and_leads_to_those_that_are_done(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    page = text_of(client.get(step(world, key, "story")))

    assert "Make a referral: step 2 of 5" in page
    assert f'href="{step(world, key)}"' in page
    assert f'href="{step(world, key, "services")}"' in page
    assert f'href="{step(world, key, "steps")}"' in page
    assert f'href="{step(world, key, "danger")}"' in page
