"""What a page asks the database, counted: the same for one row and for fifty."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.tenancy.context import enter, system
from organisations.agreements.remembered import concerned
from organisations.engagement.announcements.queries import to_read
from organisations.engagement.surveys.queries import to_answer
from referrals.messages.actions import post_message
from referrals.referrals.actions import accept, choose_services, decline, record_contact
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, home, page, services
from tests.world import World

pytestmark = pytest.mark.parametrize("rows", [1, 50])

# Not the page's own: the header's list of other networks, and the savepoint that stands for a
# request's transaction in a test.
FRAME = ('SELECT "networks_network"."slug" AS "network__slug"', "SAVEPOINT", "RELEASE SAVEPOINT")


def count_asked(world: World, name: str, address: str) -> int:
    """Queries of the page itself: after its context is set, before it is left."""
    client = browser(world, name)
    with enter(system(world.network.pk)):
        concerned(world.network.pk, now=timezone.now())  # as on most pages: kept for ten minutes
    with world.acting(name) as actor:
        to_read(actor)  # as on most days: kept until something is announced
        to_answer(actor)  # or asked
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    asked = [one["sql"] for one in captured if not one["sql"].startswith(FRAME)]
    borders = [place for place, sql in enumerate(asked) if "set_config" in sql]
    return borders[-1] - borders[-2] - 1


def refuse(world: World, referrals: list[Referral]) -> None:
    with world.acting("adviser") as actor:
        for referral in referrals:
            decline(actor=actor, reference=referral.reference, reason="duplicate")


def test_home_with_referrals_to_answer(world: World, rows: int) -> None:
    world.refer(*services(world, rows))

    asked = count_asked(world, "adviser", home(world))

    assert asked == 8


def test_home_with_drafts_and_conversations_begun(world: World, rows: int) -> None:
    for _ in range(rows):
        world.assess(agreed=False)
    assessment = world.assess()
    with world.acting("teacher") as actor:
        chosen = [service.pk for service in services(world, rows)]
        choose_services(actor=actor, assessment_id=assessment.pk, service_ids=chosen)

    asked = count_asked(world, "teacher", home(world))

    assert asked == 8


def test_home_with_needs_left_open_and_news(world: World, rows: int) -> None:
    refuse(world, world.refer(*services(world, rows)))

    asked = count_asked(world, "teacher", home(world))

    assert asked == 9


def test_received(world: World, rows: int) -> None:
    world.refer(*services(world, rows))

    asked = count_asked(world, "adviser", "/hamlets/referrals/?box=received")

    assert asked == 3


def test_sent(world: World, rows: int) -> None:
    world.refer(*services(world, rows))

    asked = count_asked(world, "teacher", "/hamlets/referrals/?box=sent")

    assert asked == 3


def test_ended(world: World, rows: int) -> None:
    refuse(world, world.refer(*services(world, rows)))

    asked = count_asked(world, "manager", "/hamlets/referrals/?box=ended")

    assert asked == 3


def test_every_envelope_for_the_desk(world: World, rows: int) -> None:
    world.refer(*services(world, rows))

    asked = count_asked(world, "coordinator", "/hamlets/desk/referrals/")

    assert asked == 2


def test_a_referral_opened_for_the_first_time(world: World, rows: int) -> None:
    *_others, referral = world.refer(*services(world, rows))

    asked = count_asked(world, "adviser", page(world, referral.reference))

    assert asked == 17


def test_a_referral_with_messages_and_calls(world: World, rows: int) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=referral.reference)
        for number in range(rows):
            post_message(actor=actor, reference=referral.reference, body=f"Message {number}")
            record_contact(actor=actor, reference=referral.reference, made=False, way="phone")

    asked = count_asked(world, "adviser", page(world, referral.reference))

    assert asked == 12


def test_the_envelope_alone(world: World, rows: int) -> None:
    *_others, referral = world.refer(*services(world, rows))

    asked = count_asked(world, "coordinator", page(world, referral.reference))

    assert asked == 3
