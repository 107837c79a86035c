"""What the public may read by SQL: what is published for everybody, and nothing that hangs on
anything else."""

from datetime import date

import pytest
from django.utils import timezone

from ccs.tenancy.context import Context, Role, enter, system
from ccs.tenancy.inspection import tenant_models
from organisations.capacity.models import CapacityChange
from organisations.directory.models import (
    Closure,
    ReferralRoute,
    ReplyFigure,
    Service,
    ServiceChange,
    ServiceDocument,
)
from tests.isolation.rows import table_of
from tests.organisations.interchange.directory import CANARY, place, publish
from tests.world import World

HIDDEN = {
    "members only": {"audience": "members"},
    "draft": {"status": "draft"},
    "withdrawn": {"status": "withdrawn"},
}
# By model: how many rows of the one open service the public reads. Every other table: none.
OPEN = {
    "organisations.Capacity": 1,
    "organisations.Closure": 1,
    "organisations.Contact": 1,
    "organisations.Eligibility": 1,
    "organisations.Location": 1,
    "organisations.Organisation": 1,
    "organisations.Schedule": 1,
    "organisations.Service": 1,
    "organisations.ServiceArea": 1,
    "organisations.ServiceAtLocation": 1,
    "organisations.ServiceDocument": 1,
    "organisations.ServiceNeed": 1,
    "organisations.Team": 1,
}


def describe(world: World, service: Service) -> None:
    """All that else can hang on a service."""
    rows = {"network": world.network, "service": service}
    now = timezone.now()
    Closure.objects.create(**rows, starts_on=date(2040, 1, 1), ends_on=date(2040, 1, 2))
    ServiceDocument.objects.create(**rows, name="Form", url="https://quay.example/form")
    ServiceChange.objects.create(**rows, at=now, by_name=f"{CANARY} Sample")
    CapacityChange.objects.create(**rows, at=now, state="open", by_name=f"{CANARY} Sample")
    organisation = service.team.organisation
    ReferralRoute.objects.create(**rows, organisation=organisation)
    ReplyFigure.objects.create(
        **rows, organisation=organisation, answered=20, accepted=20, counted_at=now
    )


def read_by_the_public(world: World) -> dict[str, dict]:
    with enter(Context(network=world.network.pk, role=Role.PUBLIC)):
        seen = {model._meta.label: table_of(model) for model in tenant_models()}
    return {label: rows for label, rows in seen.items() if rows}


def test_what_hangs_on_an_open_service_is_read_and_what_is_for_referrers_is_not(here, there):
    with enter(system(here.network.pk)):
        describe(here, publish(here.advice_line, "Food advice"))

    seen = read_by_the_public(here)

    assert {label: len(rows) for label, rows in seen.items()} == OPEN
    assert CANARY not in str(seen["organisations.Contact"])


@pytest.mark.parametrize("fields", HIDDEN.values(), ids=HIDDEN)
def test_of_a_hidden_service_nothing_is_read(here, there, fields):
    with enter(system(here.network.pk)):
        describe(here, publish(here.casework, f"{CANARY} refuge", **fields))

    assert read_by_the_public(here) == {}
    assert read_by_the_public(there) == {}


def test_a_secret_place_of_an_open_service_is_not_read(here, there):
    with enter(system(here.network.pk)):
        service = publish(here.advice_line, "Food advice")
        place(service, f"{CANARY} house", is_secret=True)

    seen = read_by_the_public(here)

    assert [row["name"] for row in seen["organisations.Location"].values()] == ["Food advice hall"]


def test_the_place_of_a_hidden_service_is_not_read_with_that_of_an_open_one(here, there):
    with enter(system(here.network.pk)):
        publish(here.advice_line, "Food advice")
        publish(here.advice_line, f"{CANARY} refuge", audience="members")

    seen = read_by_the_public(here)

    assert {label: len(rows) for label, rows in seen.items()} == {
        label: count
        for label, count in OPEN.items()
        if label not in ("organisations.Closure", "organisations.ServiceDocument")
    }
    assert [row["name"] for row in seen["organisations.Service"].values()] == ["Food advice"]
