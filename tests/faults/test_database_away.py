"""A database that is only to be read, or away: a plain page, and no half referral."""

from collections.abc import Iterator

import pytest
from django.db import close_old_connections
from django.test import Client

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.members.models import Membership
from referrals.referrals.models import Referral, ReferralEvent
from tests.api.caller import caller_of
from tests.faults.server import cut_off, kept_open, only_to_be_read
from tests.referrals.pages import page, text_of
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

PLAIN = "Sorry, the service cannot do this right now"


@pytest.fixture(autouse=True)
def as_in_production() -> Iterator[None]:
    with kept_open():
        yield


def signed_in(world: World, name: str) -> Client:
    browser = Client(raise_request_exception=False)
    browser.force_login(world.user(name))
    return browser


def story_of(world: World, referral: Referral) -> tuple[str, list[str], int]:
    with world.acting("teacher"):
        events = ReferralEvent.objects.filter(referral=referral)
        kinds = list(events.values_list("kind", flat=True))
        owed = OutboxMessage.objects.filter(event_id__in=events.values("pk")).count()
        return Referral.objects.get(pk=referral.pk).status, kinds, owed


def test_what_can_only_be_read_is_read_and_takes_up_its_work_by_itself(
    world: World, other_world: World
) -> None:
    [referral] = world.refer()
    adviser = signed_in(world, "adviser")
    accept = page(world, referral.reference, "accept")

    with only_to_be_read():
        refused = adviser.post(accept)
        close_old_connections()
        # The connection of these is made while there is only reading.
        read = [adviser.get(f"/hamlets/{part}").status_code for part in ("", "referrals/")]
        meanwhile = story_of(world, referral)
    close_old_connections()
    again = adviser.post(accept)

    assert read == [200, 200]
    assert (refused.status_code, refused.headers["Retry-After"]) == (503, "120")
    assert PLAIN in text_of(refused)
    assert meanwhile == ("sent", ["sent"], 2)
    assert again.status_code == 302
    assert story_of(world, referral) == ("accepted", ["sent", "accepted"], 3)


def test_the_first_page_of_a_day_is_shown_though_nobody_can_write_that_down(world: World) -> None:
    adviser = signed_in(world, "adviser")
    with enter(system(world.network.pk)):
        Membership.objects.update(seen_on=None)

    with only_to_be_read():
        shown = adviser.get("/hamlets/")

    assert shown.status_code == 200


def test_a_system_is_told_when_to_try_again(world: World) -> None:
    [referral] = world.refer()
    advice = caller_of(world, world.advice_line)
    path = f"referrals/{referral.reference}/accept"

    with only_to_be_read():
        refused = advice.post(path, Idempotency_Key="once")
    close_old_connections()
    again = advice.post(path, Idempotency_Key="once")

    assert (refused.status, refused.body["code"]) == (503, "service_unavailable")
    assert refused.headers["Retry-After"] == "120"
    assert (again.status, again.body["status"]) == (200, "accepted")


def test_a_lost_connection_is_a_plain_page_and_the_next_request_has_a_new_one(
    world: World,
) -> None:
    adviser = signed_in(world, "adviser")
    adviser.get("/hamlets/")

    cut_off()
    refused = adviser.get("/hamlets/")
    close_old_connections()
    next_one = adviser.get("/hamlets/")

    assert (refused.status_code, PLAIN in text_of(refused)) == (503, True)
    assert next_one.status_code == 200
