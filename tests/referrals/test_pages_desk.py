from datetime import UTC, datetime

import time_machine

from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.capacity.models import Capacity
from referrals.referrals.actions import accept
from tests.referrals.pages import browser, text_of
from tests.world import World


def shown(world: World, query: str = "", page: str = "referrals/") -> str:
    return text_of(browser(world, "coordinator").get(f"/hamlets/desk/{page}{query}"))


def test_the_desk_lists_every_envelope_of_its_network_and_no_person(
    world: World, other_world: World
) -> None:
    [here] = world.refer()
    [elsewhere] = other_world.refer()

    page = shown(world)

    assert here.reference in page
    assert "From Hill pastoral team, Hill School to Quay advice line, Quay Advice" in page
    assert elsewhere.reference not in page
    assert "Amina" not in page


def test_the_desk_sees_which_services_nobody_confirmed_and_since_when(
    world: World, other_world: World
) -> None:
    with enter(system(world.network.pk)):
        Capacity.objects.filter(service=world.debt).update(
            confirmed_at=datetime(2026, 3, 20, 12, tzinfo=UTC)
        )
    with enter(system(other_world.network.pk)):
        Capacity.objects.update(confirmed_at=datetime(2026, 3, 20, 12, tzinfo=UTC))

    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        page = shown(world, "?kind=capacity", page="")

    assert "Debt casework" in page
    assert "Since midday on 20 March" in page
    assert "Ask the team again" in page
    assert "Hardship grants" not in page


def test_nobody_else_finds_the_desk(world: World) -> None:
    names = ["teacher", "adviser", "manager", "analyst"]

    answers = [
        (
            browser(world, name).get("/hamlets/desk/referrals/"),
            browser(world, name).post("/hamlets/desk/emails/"),
        )
        for name in names
    ]

    assert [(seen.status_code, sent.status_code) for seen, sent in answers] == [(404, 404)] * 4


def test_the_desk_narrows_by_status_and_team(world: World) -> None:
    to_advice, to_grants = world.refer(world.advice, world.grants)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=to_advice.reference)

    accepted = shown(world, "?status=accepted")
    council = shown(world, f"?team={world.council.pk}")

    assert (to_advice.reference in accepted, to_grants.reference in accepted) == (True, False)
    assert (to_advice.reference in council, to_grants.reference in council) == (False, True)


def test_the_desk_finds_what_is_late(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 16, 10, tzinfo=UTC)):
        [late] = world.refer()
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        [fresh] = world.refer()
        page = shown(world, "?late=on")

    assert late.reference in page
    assert fresh.reference not in page


def test_emails_that_failed_are_shown_and_sent_again(world: World) -> None:
    world.refer()
    OutboxMessage.objects.filter(template="referral_sent").update(
        failed_at=datetime(2026, 11, 18, 10, tzinfo=UTC), attempts=8
    )
    OutboxMessage.objects.filter(recipient_id=world.people["adviser"].pk).update(channel="sms")
    coordinator = browser(world, "coordinator")

    before = text_of(coordinator.get("/hamlets/desk/"))
    after = text_of(coordinator.post("/hamlets/desk/emails/", follow=True))

    assert (
        "1 email could not be sent, after many tries."
        " 1 text message could not be sent, after many tries."
    ) in before
    assert "They are being sent again." in after
    assert OutboxMessage.objects.filter(failed_at__isnull=False).count() == 0
