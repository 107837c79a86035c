from uuid import uuid4

from organisations.capacity.actions import set_capacity
from tests.referrals.journey import (
    chosen,
    refer,
    sends,
    statuses,
    step,
    told,
    what,
    who,
)
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_only_services_that_can_be_asked_can_be_ticked(world: World) -> None:
    client = browser(world, "teacher")
    with world.acting("officer") as officer:
        set_capacity(service_id=world.grants.pk, state="paused", reason="On leave", actor=officer)
    key = told(world, client)

    page = text_of(client.get(step(world, key, "services")))
    forced = client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})

    assert f'value="{world.advice.pk}"' in page
    assert f'value="{world.grants.pk}" aria-describedby' not in page
    assert "On leave" in page
    assert "A service you chose cannot take referrals now. Choose again." in text_of(forced)


def test_searching_keeps_what_is_ticked(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)

    page = text_of(
        client.post(
            step(world, key, "services"),
            {"search": "yes", "q": "Hardshp", "services": [str(world.advice.pk)]},
            follow=True,
        )
    )

    assert f'value="{world.advice.pk}" aria-describedby="id_services-2-facts" checked' in page
    assert f'value="{world.grants.pk}"' in page
    assert f'value="{world.debt.pk}"' not in page


def test_showing_every_service_keeps_what_is_ticked(world: World) -> None:
    client = browser(world, "teacher")
    key = told(world, client)
    ticked = {"services": [str(world.advice.pk)]}

    every = client.post(step(world, key, "services"), {"search": "all", **ticked}, follow=True)
    fitting = client.post(step(world, key, "services"), {"search": "needs", **ticked}, follow=True)

    assert f'value="{world.debt.pk}"' in text_of(every)
    assert f'value="{world.debt.pk}"' not in text_of(fitting)
    assert text_of(every).count(" checked") == text_of(fitting).count(" checked") == 1


def test_a_service_can_be_chosen_first(world: World) -> None:
    client = browser(world, "teacher")

    first = text_of(client.get(f"{refer(world)}?service={world.debt.pk}", follow=True))
    key = uuid4()
    answer = client.post(refer(world), who(id=str(key), service=str(world.debt.pk)))
    story = client.post(answer["Location"], what(service=str(world.debt.pk)))
    page = text_of(client.get(story["Location"]))

    assert f'name="service" value="{world.debt.pk}"' in first
    assert f'value="{world.debt.pk}" aria-describedby="id_services-3-facts" checked' in page


def test_another_service_can_be_asked_later(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice, answer_nrpf="No")

    page = text_of(client.get(step(world, key, "services")))
    client.post(step(world, key, "services"), {"services": [str(world.grants.pk)]})
    sends(world, client, key, world.grants)

    assert "You have asked them already." in page
    assert statuses(world, key) == ["sent", "sent"]
