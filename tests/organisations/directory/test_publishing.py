"""Draft, published, withdrawn and published again; and still right."""

from datetime import timedelta

import pytest
from django.utils import timezone

from ccs.jobs.models import Job
from ccs.tenancy.context import Context, Role, enter
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.directory.actions import (
    confirm_service,
    create_service,
    publish_service,
    save_service,
    withdraw_service,
)
from organisations.directory.models import Location, Service, ServiceChange
from organisations.directory.queries import published_services, service_for
from referrals.referrals.actions import accept
from tests.organisations.directory.described import place, whole
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_draft_is_in_no_list(world: World, other_world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))

    with world.acting("teacher") as actor:
        assert service_for(actor, service.pk) is None
        assert service not in published_services(actor)


def test_what_is_published_is_found_and_counts_as_checked(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))

        publish_service(actor=actor, service_id=service.pk)

        service.refresh_from_db()
        assert service.checked_at
        due = Job.objects.get(kind="service_check", subject_id=service.pk).due_at
        assert due == service.checked_at + timedelta(days=182)
    with world.acting("teacher") as actor:
        assert service in published_services(actor)


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("description", {"description": ""}),
        ("needs", {"needs": []}),
        ("routes", {"route": "named", "routes": []}),
    ],
)
def test_an_unfinished_service_is_not_published(
    world: World, field: str, changes: dict[str, object]
) -> None:
    with world.acting("adviser") as actor:
        details = whole(world, **changes)
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)

        with pytest.raises(Problem) as refusal:
            publish_service(actor=actor, service_id=service.pk)

    assert refusal.value.field == field


def test_a_withdrawn_service_is_gone_but_what_is_open_can_be_answered(world: World) -> None:
    referral = world.refer(world.advice)[0]
    with world.acting("adviser") as actor:
        withdraw_service(actor=actor, service_id=world.advice.pk)

        answered = accept(actor=actor, reference=referral.reference)

        assert answered.status == "accepted"
        assert world.advice not in published_services(actor)
        assert not Job.objects.filter(kind="service_check", subject_id=world.advice.pk).exists()


def test_what_was_withdrawn_can_be_published_again(world: World) -> None:
    with world.acting("adviser") as actor:
        withdraw_service(actor=actor, service_id=world.advice.pk)

        publish_service(actor=actor, service_id=world.advice.pk)

        assert service_for(actor, world.advice.pk) is not None
        states = [change.what[0]["after"] for change in ServiceChange.objects.all()]
        assert states == ["published", "withdrawn"]


def test_a_draft_has_nothing_to_withdraw(world: World) -> None:
    with world.acting("adviser") as actor:
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=whole(world))

        with pytest.raises(Conflict):
            withdraw_service(actor=actor, service_id=service.pk)


def test_a_service_at_a_secret_place_is_never_published_to_everybody(world: World) -> None:
    with world.acting("manager") as actor:
        refuge = place(world, "Safe house", is_secret=True)
        details = whole(world, refuge, place(world), audience="public")
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)

        with pytest.raises(Problem) as refusal:
            publish_service(actor=actor, service_id=service.pk)

    assert "“Safe house” is a secret place." in refusal.value.message


def test_a_public_service_takes_no_secret_place(world: World) -> None:
    with world.acting("manager") as actor:
        refuge = place(world, "Safe house", is_secret=True)
        details = whole(world, place(world), audience="public")
        service = create_service(actor=actor, team_id=world.advice_line.pk, details=details)
        publish_service(actor=actor, service_id=service.pk)

        with pytest.raises(Problem):
            save_service(
                actor=actor,
                service_id=service.pk,
                details=whole(world, refuge, audience="public"),
            )

    with enter(Context(network=world.network.pk, role=Role.PUBLIC)):
        assert [row.name for row in Location.objects.all()] == ["Quay House"]


def test_a_refuge_for_members_is_not_there_for_the_public(world: World) -> None:
    with world.acting("manager") as actor:
        refuge = place(world, "Safe house", is_secret=True)
        service = create_service(
            actor=actor, team_id=world.advice_line.pk, details=whole(world, refuge)
        )
        publish_service(actor=actor, service_id=service.pk)

    with enter(Context(network=world.network.pk, role=Role.PUBLIC)):
        assert not Service.objects.filter(pk=service.pk).exists()
        assert not Location.objects.filter(pk=refuge.pk).exists()


def test_one_click_says_that_it_is_still_right(world: World) -> None:
    before = timezone.now()
    with world.acting("adviser2") as actor:
        confirm_service(actor=actor, service_id=world.advice.pk)

        service = Service.objects.get(pk=world.advice.pk)
        assert service.checked_at and service.checked_at >= before
        assert ServiceChange.objects.get(service=service).what == [{"field": "checked"}]


@pytest.mark.parametrize("act", [publish_service, withdraw_service, confirm_service])
def test_nobody_else_moves_a_service(world: World, act: object) -> None:
    with world.acting("teacher") as actor, pytest.raises(NotAllowed):
        act(actor=actor, service_id=world.advice.pk)  # type: ignore[operator]
