"""Every six months somebody says that a service's page is still right, or is asked again."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from organisations.directory.actions import confirm_service, withdraw_service
from organisations.directory.jobs import ask_if_still_right
from organisations.directory.models import Service
from organisations.directory.notices import asks
from tests.world import World

pytestmark = pytest.mark.django_db


def asked(world: World) -> list[str]:
    """Who is owed the email about the advice service, by their names here."""
    names = {member.pk: name for name, member in world.people.items()}
    with enter(system(world.network.pk)):
        rows = OutboxMessage.objects.filter(template="service_check", subject_id=world.advice.pk)
        return sorted(names[row.recipient_id] for row in rows)


def run(world: World) -> object:
    with enter(system(world.network.pk)):
        return ask_if_still_right(world.network.pk, world.advice.pk)


def test_after_six_months_its_people_are_asked(world: World, other_world: World) -> None:
    with world.acting("adviser") as actor:
        confirm_service(actor=actor, service_id=world.advice.pk)

    with time_machine.travel(timezone.now() + timedelta(days=183)):
        while run_due(limit=50):
            pass

    assert asked(world) == ["adviser", "adviser2"]


def test_before_six_months_nobody_is_asked(world: World) -> None:
    with world.acting("adviser") as actor:
        service = confirm_service(actor=actor, service_id=world.advice.pk)

    again = run(world)

    assert again == service.checked_at + timedelta(days=182)
    assert asked(world) == []


def test_run_twice_it_asks_once(world: World) -> None:
    first = run(world)

    second = run(world)

    assert asked(world) == ["adviser", "adviser2"]
    assert second == first


def test_without_an_answer_for_30_days_the_manager_is_asked_too(world: World) -> None:
    run(world)

    with time_machine.travel(timezone.now() + timedelta(days=31)):
        run(world)

    assert asked(world) == ["adviser", "adviser", "adviser2", "adviser2", "manager"]


def test_what_was_withdrawn_is_not_asked_about(world: World) -> None:
    with world.acting("adviser") as actor:
        withdraw_service(actor=actor, service_id=world.advice.pk)

    again = run(world)

    assert (again, asked(world)) == (None, [])


def test_an_answer_puts_the_next_question_off(world: World) -> None:
    run(world)

    with world.acting("adviser") as actor:
        service = confirm_service(actor=actor, service_id=world.advice.pk)

    job = Job.objects.get(kind="service_check", subject_id=world.advice.pk)
    assert job.due_at == service.checked_at + timedelta(days=182)


def test_the_email_asks_with_a_link_of_ones_own(world: World) -> None:
    run(world)
    with enter(system(world.network.pk)):
        row = OutboxMessage.objects.filter(template="service_check").first()

        letter = asks(row)

    assert letter.subject == "Is its page still right? Crisis advice"
    assert "/confirm/" in letter.context["link"]


def test_nobody_is_written_to_once_a_colleague_has_answered(world: World) -> None:
    run(world)
    with world.acting("adviser2") as actor:
        confirm_service(actor=actor, service_id=world.advice.pk)

    with enter(system(world.network.pk)):
        row = OutboxMessage.objects.filter(template="service_check").first()

        assert asks(row) is None


def test_a_service_that_was_never_checked_is_asked_about(world: World) -> None:
    with enter(system(world.network.pk)):
        Service.objects.filter(pk=world.advice.pk).update(checked_at=None)
        job = Job.objects.get(kind="service_check", subject_id=world.advice.pk)

    days = (job.due_at - timezone.now()).days

    assert days == 181
