from referrals.referrals.models import Referral
from tests.referrals.journey import agreed, chosen, step
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_from_a_name_to_two_referrals_sent(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice, world.grants)

    answer = client.post(
        step(world, key, "check"), agreed(world.advice, world.grants), follow=True
    )

    assert answer.redirect_chain == [(step(world, key, "sent"), 302)]
    assert "Quay advice line" in text_of(answer)
    with world.acting("teacher"):
        assert {r.status for r in Referral.objects.filter(assessment=key)} == {"sent"}


def test_pages_show(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    for name in ("", "story", "services", "check", "discard"):
        page = client.get(step(world, key, name))
        assert page.status_code == 200, name
    client.post(step(world, key, "check"), agreed(world.advice))
    for name in ("sent", "card"):
        assert client.get(step(world, key, name)).status_code == 200, name
