"""The page of one service, as a member of the network reads it."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
import time_machine

from ccs.tenancy.context import enter, system
from organisations.capacity.actions import set_capacity
from organisations.capacity.models import Place
from organisations.directory.actions import (
    Figure,
    MayRefer,
    Served,
    create_service,
    publish_service,
    save_service,
    write_reply_figures,
)
from organisations.directory.models import Service
from organisations.places.models import Area
from tests.organisations.directory.described import place, whole
from tests.organisations.directory.pages import words
from tests.referrals.pages import browser
from tests.world import World

pytestmark = pytest.mark.django_db

# A Saturday in winter.
SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)


def published(world: World, *locations: object, **changes: object) -> Service:
    with world.acting("manager") as actor:
        details = whole(world, *locations, **changes)
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)
        publish_service(actor=actor, service_id=service.pk)
    return service


def read(world: World, service: Service, by: str = "teacher") -> str:
    return words(browser(world, by).get(f"/{world.network.slug}/services/{service.pk}/"))


def test_everything_a_service_says_is_on_its_page(world: World, other_world: World) -> None:
    with world.acting("manager"):
        here = place(world, directions="Ring the bell twice")
    with enter(system(world.network.pk)):
        Area.objects.create(code="E05000001", name="Bow East")
    service = published(world, here, areas=[Served("ward", "E05000001")])

    with time_machine.travel(SATURDAY):
        page = read(world, service)

    for said in (
        "Closed for stocktaking in June.",
        "Vouchers for prepayment meters, the same day.",
        "Run by Quay advice line, Quay Advice",
        "Helps with Food, Heating and energy",
        "The team says: The same day",
        "Ask for Sam Sample on 020 7946 0102",
        "How many people live in the household; Whether they have a prepayment meter",
        "Aged 18 or over",
        "Takes people with no recourse to public funds",
        "Only for: People who rent from a council or housing association",
        "Bow East",
        "Opens on Monday at 9am",
        "Monday 9am to 5pm Tuesday Closed Wednesday 9am to 12:30pm",
        "Closed from 24 December to 2 January 2027: Winter holiday",
        "Quay House 1 Quay Street, London, E1 4NS Ring the bell twice",
        "Front desk 020 7946 0100 desk@quay.example",
        "Duty adviser 020 7946 0101 For members only.",
        "How people are seen By phone, Drop in",
        "Languages English, Somali",
        "Access Step-free entrance",
        "Cost Free",
        "Form",
        "Checked",
    ):
        assert said in page


def test_open_now_until_it_closes(world: World) -> None:
    service = published(world, closures=[])

    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        page = read(world, service)

    assert "Open now until 5pm" in page


def test_how_soon_it_answers_is_measured_once_there_are_ten(world: World) -> None:
    service = published(world)
    quay = world.advice_line.organisation_id
    with enter(system(world.network.pk)):
        write_reply_figures(
            network_id=world.network.pk, figures=[Figure(quay, service.pk, 9, 9, 240)]
        )
    before = read(world, service)
    with enter(system(world.network.pk)):
        write_reply_figures(
            network_id=world.network.pk, figures=[Figure(quay, service.pk, 10, 9, 240)]
        )

    after = read(world, service)

    assert "The team says: The same day" in before
    assert "Usually answers in 4 hours of working time" in after


def test_a_contract_says_how_many_places_are_left(world: World) -> None:
    school = world.school.organisation_id
    service = published(world, routes=[MayRefer(school, 10, date(2026, 1, 1))])
    with enter(system(world.network.pk)):
        for _number in range(7):
            Place.objects.create(
                network_id=world.network.pk,
                service=service,
                referral_id=uuid4(),
                organisation_id=school,
                taken_at=datetime(2026, 11, 2, tzinfo=UTC),
            )

    theirs, others = read(world, service), read(world, service, "officer")

    assert "Only members with a contract: 3 of 10 places left for you" in theirs
    assert "Refer to this service" in theirs
    assert "Only members with a contract. Your organisation has none." in others
    assert "Refer to this service" not in others


def test_a_service_that_names_who_may_refer(world: World) -> None:
    school = world.school.organisation_id
    service = published(world, route="named", routes=[MayRefer(school)])

    assert "Yours is one of them." in read(world, service)
    assert "Yours is not one of them." in read(world, service, "officer")


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"state": "limited", "places": 5, "per": "day"}, "Taking referrals: 5 places a day."),
        ({"state": "waiting_list", "expected_wait_days": 14}, "Waiting list: about 14 days."),
        ({"state": "paused", "reason": "Short of people"}, ": Short of people"),
    ],
)
def test_what_it_can_take_now(world: World, said: dict[str, object], expected: str) -> None:
    service = published(world, route="anyone")
    with world.acting("adviser") as actor:
        set_capacity(service_id=service.pk, actor=actor, **said)

    page = read(world, service)

    assert expected in page


def test_who_keeps_it_is_led_to_where_it_is_changed(world: World) -> None:
    assert "Change what this page says" in read(world, world.advice, "adviser")
    assert "Change what this page says" not in read(world, world.advice, "teacher")


def test_a_service_that_says_little_has_a_short_page(world: World) -> None:
    page = read(world, world.debt)

    assert "Who it is for" not in page
    assert "When it is open" not in page
    assert "Nobody has checked yet that this is right." in page


def test_markup_that_somebody_typed_is_only_text(world: World) -> None:
    with world.acting("adviser") as actor:
        details = whole(world, description="<script>alert(1)</script>", alert="<b>bold</b>")
        save_service(actor=actor, service_id=world.advice.pk, details=details)

    answer = browser(world, "teacher").get(f"/{world.network.slug}/services/{world.advice.pk}/")

    assert b"<script>alert(1)" not in answer.content
    assert b"<b>bold" not in answer.content
