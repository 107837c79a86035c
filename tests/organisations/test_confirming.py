import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Capacity
from organisations.confirming.links import link_for
from organisations.directory.models import Service
from organisations.members.models import Membership
from organisations.people.leaving import remove_member
from tests.referrals.pages import text_of
from tests.world import World

NOON = datetime(2026, 11, 18, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=29)


def link(world: World, who: str = "adviser", kind: str = "capacity", service: object = None) -> str:
    """The path of a link about crisis advice, made at noon."""
    with time_machine.travel(NOON, tick=False):
        whole = link_for(
            kind,
            network_id=world.network.pk,
            service_id=(service or world.advice).pk,
            member_id=world.people[who].pk,
        )
    return urlsplit(whole).path


def kept(world: World) -> Capacity:
    with enter(system(world.network.pk)):
        return Capacity.objects.get(service=world.advice)


def set_at_noon(world: World, state: str = "open", **said: object) -> None:
    with time_machine.travel(NOON, tick=False), world.acting("adviser") as actor:
        set_capacity(service_id=world.advice.pk, actor=actor, state=state, **said)


def test_looking_shows_the_service_and_changes_nothing(world: World) -> None:
    set_at_noon(world)

    with time_machine.travel(LATER, tick=False):
        page = text_of(Client().get(link(world)))

    assert "Is this still how many people Crisis advice can take?" in page
    assert "Taking referrals." in page
    assert kept(world).confirmed_at == NOON


def test_one_click_confirms_without_signing_in(world: World) -> None:
    set_at_noon(world)

    with time_machine.travel(LATER, tick=False):
        page = text_of(Client().post(link(world), {"answer": "right"}))

    assert "Thank you" in page
    assert (kept(world).confirmed_at, kept(world).state) == (LATER, "open")


def test_a_pause_from_the_email_says_why_and_in_whose_name(world: World) -> None:
    with time_machine.travel(LATER, tick=False):
        Client().post(link(world), {"answer": "pause", "reason": "Flooded"})

    paused = kept(world)
    assert (paused.state, paused.reason) == ("paused", "Flooded")
    assert paused.set_by_name == "Adviser Sample"


def test_a_pause_without_a_reason_is_asked_again(world: World) -> None:
    with time_machine.travel(LATER, tick=False):
        page = text_of(Client().post(link(world), {"answer": "pause", "reason": " "}))

    assert "There is a problem" in page
    assert "Say why the service is paused" in page
    assert kept(world).state == "open"


def test_the_page_of_a_service_is_confirmed_in_the_same_way(world: World) -> None:
    address = link(world, kind="service")

    with time_machine.travel(LATER, tick=False):
        page = text_of(Client().get(address))
        Client().post(address, {"answer": "right"})

    with enter(system(world.network.pk)):
        assert Service.objects.get(pk=world.advice.pk).checked_at == LATER
    assert "Is what we say about Crisis advice still right?" in page
    assert "pause it" not in page


def test_a_manager_may_answer_for_the_team(world: World) -> None:
    with time_machine.travel(LATER, tick=False):
        answer = Client().post(link(world, "manager"), {"answer": "right"})

    assert answer.status_code == 200


def test_it_speaks_the_language_of_who_was_asked(world: World) -> None:
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["adviser"].pk).update(language="cy")

    with time_machine.travel(LATER, tick=False):
        answer = Client().get(link(world))

    assert '<html lang="cy"' in text_of(answer)


def words(answer: object) -> str:
    """Without the secret of the form, and the address that was asked."""
    text = re.sub(r'value="\w{64}"', "", text_of(answer))
    return re.sub(r"/confirm/[^\"]*", "", text)


def broken(world: World) -> str:
    return link(world)[:-5] + "xxxx/"


def of_somebody_who_left(world: World) -> str:
    address = link(world)
    with world.acting("manager") as manager:
        remove_member(member_id=world.people["adviser"].pk, actor=manager)
    return address


def of_a_withdrawn_service(world: World) -> str:
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.advice.pk).update(status="withdrawn")
    return link(world)


def of_a_blocked_account(world: World) -> str:
    user = world.user("adviser")
    user.is_active = False
    user.save(update_fields=["is_active"])
    return link(world)


NO_LONGER = {
    "broken": broken,
    "nonsense": lambda world: "/confirm/nonsense/",
    "left": of_somebody_who_left,
    "withdrawn": of_a_withdrawn_service,
    "blocked": of_a_blocked_account,
    "another team's": lambda world: link(world, "officer"),
    "another service": lambda world: link(world, service=world.grants),
}


@pytest.mark.parametrize("why", NO_LONGER)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_does_not_hold_gets_the_same_page_whatever_the_reason(
    world: World, why: str, method: str
) -> None:
    address = NO_LONGER[why](world)
    before = kept(world)

    with time_machine.travel(LATER, tick=False):
        answer = getattr(Client(), method)(address, {"answer": "right"})
        nonsense = getattr(Client(), method)("/confirm/nothing/", {"answer": "right"})

    assert (answer.status_code, nonsense.status_code) == (404, 404)
    assert "This link does not work any more" in text_of(answer)
    assert words(answer) == words(nonsense)
    assert kept(world).confirmed_at == before.confirmed_at


def test_a_link_of_another_network_changes_nothing_here(world: World, other_world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        mixed = link_for(
            "capacity",
            network_id=other_world.network.pk,
            service_id=world.advice.pk,
            member_id=world.people["adviser"].pk,
        )

    with time_machine.travel(LATER, tick=False):
        answer = Client().post(urlsplit(mixed).path, {"answer": "right"})

    assert answer.status_code == 404


def test_it_ends_after_a_month(world: World) -> None:
    address = link(world)

    with time_machine.travel(NOON + timedelta(days=30, seconds=2), tick=False):
        answer = Client().get(address)

    assert answer.status_code == 404
