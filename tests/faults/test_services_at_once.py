"""Two people keep one service in the same moment."""

import pytest

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, Problem
from organisations.directory.actions import (
    create_service,
    publish_service,
    save_service,
    version_of,
    withdraw_service,
)
from organisations.directory.models import Service, ServiceChange
from tests.faults.together import problems_in, together
from tests.organisations.directory.described import whole
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = 5


def test_of_two_who_save_the_same_field_one_is_told(world: World) -> None:
    for number in range(TIMES):
        with world.acting("adviser"):
            version = version_of(world.advice.pk)
        said = {"service_id": world.advice.pk, "version": version}

        results = together(
            world,
            ("adviser", save_service, {**said, "details": whole(world, fees=f"£{number}")}),
            ("adviser2", save_service, {**said, "details": whole(world, fees=f"{number}p")}),
        )

        [told] = problems_in(results)
        assert isinstance(told, Conflict)


def test_a_form_sent_twice_at_once_makes_one_service(world: World) -> None:
    said = {"team_id": world.advice_line.pk, "service_id": new_id(), "details": whole(world)}

    results = together(world, *[("adviser", create_service, said)] * 2)

    with world.acting("adviser"):
        assert Service.objects.filter(name="Fuel vouchers").count() == 1
    assert all(isinstance(one, Service | Problem) for one in results)


def test_published_and_withdrawn_at_once_ends_in_one_state(world: World) -> None:
    said = {"service_id": world.advice.pk}

    together(world, ("adviser", withdraw_service, said), ("adviser2", publish_service, said))

    with world.acting("adviser"):
        latest = ServiceChange.objects.filter(service=world.advice)[0]
        assert latest.what[0]["after"] == Service.objects.get(pk=world.advice.pk).status
