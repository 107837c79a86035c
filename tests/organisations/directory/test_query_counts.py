"""What the pages of the directory ask the database: the same for little and for much."""

from datetime import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ccs.tenancy.context import enter, system
from organisations.directory.actions import (
    NewService,
    Opening,
    Reach,
    add_service,
    create_service,
    publish_service,
    save_service,
)
from organisations.directory.models import Service
from tests.organisations.directory.described import place, whole
from tests.organisations.directory.pages import keep
from tests.referrals.pages import browser, home
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("rows", [1, 40])]


def count_asked(world: World, name: str, address: str) -> int:
    """All but who is asking: a page that reads as the system for a moment is counted whole."""
    client = browser(world, name)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    told = [one["sql"] for one in captured if "SAVEPOINT" not in one["sql"]]
    first = next(place for place, sql in enumerate(told) if "set_config" in sql)
    return len([sql for sql in told[first:] if "set_config" not in sql])


def big(world: World, rows: int) -> Service:
    with world.acting("manager") as actor:
        details = whole(
            world,
            *(place(world, f"House {number}") for number in range(rows)),
            schedules=[
                Opening(1, time(number // 4, number % 4), time(23)) for number in range(rows)
            ],
            contacts=[Reach("public", f"Desk {number}", "+442079460100") for number in range(rows)],
        )
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)
        publish_service(actor=actor, service_id=service.pk)
        for number in range(rows - 1):
            changed = whole(world, fees=f"£{number}")
            save_service(actor=actor, service_id=service.pk, details=changed)
        save_service(actor=actor, service_id=service.pk, details=details)
    return service


def test_the_page_of_a_service(world: World, rows: int) -> None:
    service = big(world, rows)

    asked = count_asked(world, "teacher", f"{home(world)}services/{service.pk}/")

    assert asked <= 17


def test_the_history(world: World, rows: int) -> None:
    service = big(world, rows)

    asked = count_asked(world, "adviser", keep(world, service, "history/"))

    assert asked <= 13


@pytest.mark.parametrize("section", ["about", "where", "when", "reach", "refer"])
def test_a_page_of_the_form(world: World, rows: int, section: str) -> None:
    service = big(world, rows)

    asked = count_asked(world, "adviser", keep(world, service, f"{section}/"))

    assert asked <= 14


def test_own_services(world: World, rows: int) -> None:
    with enter(system(world.network.pk)):
        for number in range(rows):
            add_service(
                team=world.advice_line, details=NewService(name=f"Service {number}", needs=["food"])
            )

    asked = count_asked(world, "adviser", f"{home(world)}services/ours/")

    assert asked == 3


def test_the_page_of_an_organisation(world: World, rows: int) -> None:
    with enter(system(world.network.pk)):
        for number in range(rows):
            add_service(
                team=world.advice_line, details=NewService(name=f"Service {number}", needs=["food"])
            )
    quay = world.advice_line.organisation_id

    asked = count_asked(world, "teacher", f"{home(world)}members/organisations/{quay}/")

    assert asked == 7
