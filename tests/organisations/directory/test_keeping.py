"""A service whole: written, changed, and never by two people over one another."""

from dataclasses import replace
from datetime import time

import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.capacity.models import Capacity
from organisations.directory.actions import (
    MayRefer,
    Opening,
    Reach,
    Served,
    WhoFor,
    create_service,
    details_of,
    save_service,
    version_of,
)
from organisations.directory.models import Service, ServiceChange
from tests.organisations.directory.described import place, whole
from tests.world import World

pytestmark = pytest.mark.django_db


def test_all_that_a_service_says_is_kept(world: World, other_world: World) -> None:
    with world.acting("manager") as actor:
        details = whole(world, place(world))

        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)

        kept = details_of(Service.objects.get(pk=service.pk))
        assert kept.needs == ("food", "fuel")
        assert kept.eligibility == WhoFor(18, None, True, tenures=("social_rent",))
        assert kept.areas == (Served("network"),)
        assert kept.schedules == (
            Opening(1, time(9), time(17)),
            Opening(3, time(9), time(12, 30)),
        )
        assert len(kept.contacts) == 2
        assert kept.routes == (MayRefer(world.school.organisation_id, 10),)
        assert len(kept.locations) == len(kept.documents) == len(kept.closures) == 1
        assert service.status == "draft"
        assert Capacity.objects.get(service=service).state == "open"


def test_a_form_sent_twice_makes_one_service(world: World, other_world: World) -> None:
    key = new_id()
    with world.acting("adviser") as actor:
        details = whole(world)

        for _time in range(2):
            create_service(
                actor=actor, team_id=world.advice_line.pk, details=details, service_id=key
            )

        assert Service.objects.filter(name="Fuel vouchers").count() == 1


def test_saving_replaces_parts_and_rows_that_stay_keep_their_ids(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))
        monday = service.schedules.get(weekday=1).pk
        hours = [Opening(1, time(9), time(17)), Opening(5, time(10), time(11))]

        save_service(
            actor=actor, service_id=service.pk, details=replace(whole(world), schedules=hours)
        )

        kept = Service.objects.get(pk=service.pk).schedules.values_list("weekday", flat=True)
        assert list(kept) == [1, 5]
        assert service.schedules.get(weekday=1).pk == monday


def test_a_change_is_noted_with_before_and_after(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))

        save_service(actor=actor, service_id=service.pk, details=whole(world, fees="£2 a visit"))

        latest = ServiceChange.objects.filter(service=service)[0]
        assert latest.what == [{"field": "fees", "before": "Free", "after": "£2 a visit"}]
        assert latest.by_name == "Adviser Sample"


def test_a_change_is_audited(world: World) -> None:
    with world.acting("adviser") as actor:
        save_service(actor=actor, service_id=world.advice.pk, details=whole(world))

    with world.acting("coordinator"):
        row = AuditRecord.objects.get(action="service.changed", subject_id=world.advice.pk)
        assert row.member_id == world.people["adviser"].pk


def test_personal_contact_details_are_not_written_into_the_history(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))
        contacts = [Reach("members", "Kim Sample", "020 7946 0199")]

        save_service(
            actor=actor,
            service_id=service.pk,
            details=whole(world, contacts=contacts, referrer_contact="Ask for Kim Sample"),
        )

        latest = ServiceChange.objects.filter(service=service)[0]
        assert latest.what == [{"field": "referrer_contact"}, {"field": "contacts"}]


def test_saving_without_a_change_is_not_noted(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))

        save_service(actor=actor, service_id=service.pk, details=whole(world))

        assert ServiceChange.objects.filter(service=service).count() == 1


def test_who_was_overtaken_is_told_by_whom(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))
        opened = version_of(service.pk)
    with world.acting("adviser2") as second:
        save_service(actor=second, service_id=service.pk, details=whole(world, fees="£1"))

    with world.acting("adviser") as actor, pytest.raises(Conflict) as refusal:
        save_service(
            actor=actor, service_id=service.pk, details=whole(world, fees="£2"), version=opened
        )

    assert "Adviser2 Sample changed this" in refusal.value.message
    with world.acting("adviser"):
        assert Service.objects.get(pk=service.pk).fees == "£1"


def test_two_people_may_change_different_things(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))
        opened = version_of(service.pk)
    with world.acting("adviser2") as second:
        save_service(actor=second, service_id=service.pk, details=whole(world, fees="£1"))

    with world.acting("adviser") as actor:
        both = whole(world, fees="£1", alert="Back on Monday")
        save_service(actor=actor, service_id=service.pk, details=both, version=opened)

        assert Service.objects.get(pk=service.pk).alert == "Back on Monday"


@pytest.mark.parametrize("who", ["teacher", "caseworker", "analyst"])
def test_a_service_is_written_by_its_team_alone(world: World, who: str) -> None:
    with world.acting(who) as actor, pytest.raises(NotAllowed):
        save_service(actor=actor, service_id=world.advice.pk, details=whole(world))


@pytest.mark.parametrize("who", ["manager", "coordinator", "adviser"])
def test_its_manager_and_the_desk_write_it_too(world: World, who: str) -> None:
    with world.acting(who) as actor:
        save_service(actor=actor, service_id=world.advice.pk, details=whole(world))

        assert Service.objects.get(pk=world.advice.pk).name == "Fuel vouchers"


def test_places_of_another_organisation_are_refused(world: World) -> None:
    with enter(system(world.network.pk)):
        elsewhere = place(world)

    with world.acting("officer") as actor, pytest.raises(Problem) as refusal:
        create_service(actor=actor, team_id=world.council.pk, details=whole(world, elsewhere))

    assert refusal.value.field == "locations"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("name", {"name": " "}),
        ("needs", {"needs": ["nothing"]}),
        ("url", {"url": "javascript:alert(1)"}),
        ("maximum_age", {"eligibility": WhoFor(30, 20)}),
        ("schedules", {"schedules": [Opening(1, time(17), time(9))]}),
        ("areas", {"areas": [Served("ward", "")]}),
        ("self_referral", {"self_referral": True}),
        ("information_needed", {"information_needed": ["religion"]}),
    ],
)
def test_what_makes_no_sense_is_refused(
    world: World, field: str, changes: dict[str, object]
) -> None:
    with world.acting("adviser") as actor, pytest.raises(Problem) as refusal:
        create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world, **changes))

    assert refusal.value.field == field


def test_a_name_is_a_teams_once(world: World) -> None:
    with world.acting("adviser") as actor, pytest.raises(Problem) as refusal:
        create_service(
            actor=actor, team_id=world.advice_line.pk, details=whole(world, name="Crisis advice")
        )

    assert refusal.value.message == "This team already has a service with this name."
