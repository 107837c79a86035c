"""What is refused is a line in the log: by whom and why, and nothing of what they sent."""

import logging

import pytest
from django.test import Client

from tests.api.caller import caller_of
from tests.referrals.pages import browser

pytestmark = pytest.mark.django_db

CANARY = "Canary-Pretend"


@pytest.fixture
def refused(caplog):
    """The refusals up to now: why, and by which user."""
    caplog.set_level(logging.INFO)

    def found():
        lines = [one for one in caplog.records if one.name == "ccs.refused"]
        assert all(CANARY not in str(vars(one)) for one in lines)
        return [(one.why, one.user_id) for one in lines]

    return found


def network_of_another(world, other_world):
    browser(other_world, "adviser").get(f"/{world.network.slug}/referrals/?q={CANARY}")
    return "not_found", str(other_world.user("adviser").pk)


def referral_of_another(world, other_world):
    [referral] = other_world.refer()
    browser(world, "adviser").get(f"/{world.network.slug}/referrals/{referral.reference}/")
    return "not_found", str(world.user("adviser").pk)


def form_of_another_site(world, other_world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.user("adviser"))
    client.post("/accounts/devices/", {"x": CANARY})
    return "forged_form", str(world.user("adviser").pk)


def choice_that_is_not_there(world, other_world):
    path = f"/{world.network.slug}/settings/languages/"
    browser(world, "coordinator").post(path, {"languages": [CANARY]})
    return "form", str(world.user("coordinator").pk)


def value_against_a_rule(world, other_world):
    path = f"/{world.network.slug}/settings/languages/"
    browser(world, "coordinator").post(path, {"languages": ["cy"]})
    return "rule", str(world.user("coordinator").pk)


def link_that_nobody_made(world, other_world):
    Client().post(f"/{world.network.slug}/", {"by": CANARY})
    return "token", None


def key_that_nobody_has(world, other_world):
    Client().get(
        f"/api/v1/networks/{world.network.slug}/referrals",
        headers={"Authorization": f"Bearer {CANARY}"},
    )
    return "no_key", None


def too_often(world, other_world):
    client = browser(world, "adviser")
    for _ in range(4):
        client.post("/accounts/again/")
    return "limit", str(world.user("adviser").pk)


@pytest.mark.parametrize(
    "attempt",
    [
        network_of_another,
        referral_of_another,
        form_of_another_site,
        choice_that_is_not_there,
        value_against_a_rule,
        link_that_nobody_made,
        key_that_nobody_has,
        too_often,
    ],
)
def test_a_refusal_is_one_line_with_who_asked_and_why(world, other_world, refused, attempt):
    nobody = refused()

    expected = attempt(world, other_world)

    assert nobody == []
    assert refused()[-1] == expected


def test_a_key_is_named_by_its_id(world, other_world, caplog):
    school, [referral] = caller_of(world, world.school), other_world.refer()

    school.get(f"referrals/{referral.reference}")

    [line] = [one for one in caplog.records if one.name == "ccs.refused"]
    assert (line.why, line.user_id, line.status) == ("not_found", None, 404)
    assert len(line.key_id) == 36
