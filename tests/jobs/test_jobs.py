from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
import time_machine

from ccs.jobs import registry
from ccs.jobs.actions import cancel, run_due, schedule
from ccs.jobs.models import Job
from ccs.tenancy.context import Role, current

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NETWORK = UUID("00000000-0000-7000-8000-000000000001")


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(registry, "_handlers", {})


def test_a_job_that_is_due_runs_once_as_the_system_of_its_network():
    seen = []
    registry.register("ring", lambda network, subject: seen.append((subject, current())))
    subject = uuid4()
    schedule("ring", network_id=NETWORK, due=[(subject, NOON)])

    with time_machine.travel(NOON, tick=False):
        run_due(limit=10)
        run_due(limit=10)

    assert [(s, c.network, c.role) for s, c in seen] == [(subject, NETWORK, Role.SYSTEM)]
    assert not Job.objects.exists()


def test_a_job_before_its_time_waits():
    registry.register("ring", lambda network, subject: None)
    schedule("ring", network_id=NETWORK, due=[(uuid4(), NOON)])

    with time_machine.travel(NOON - timedelta(seconds=1), tick=False):
        done = run_due(limit=10)

    assert done == 0
    assert Job.objects.count() == 1


def test_scheduling_again_moves_the_job_and_cancelling_removes_it():
    subject, other = uuid4(), uuid4()
    schedule("ring", network_id=NETWORK, due=[(subject, NOON), (other, NOON)])

    schedule("ring", network_id=NETWORK, due=[(subject, NOON + timedelta(days=1))])
    cancel("ring", subject_ids=[other])

    job = Job.objects.get()
    assert (job.subject_id, job.due_at) == (subject, NOON + timedelta(days=1))


def test_a_job_that_answers_a_time_runs_again_then():
    registry.register("ring", lambda network, subject: NOON + timedelta(days=7))
    schedule("ring", network_id=NETWORK, due=[(uuid4(), NOON)])

    with time_machine.travel(NOON, tick=False):
        run_due(limit=10)

    assert Job.objects.get().due_at == NOON + timedelta(days=7)


def test_a_job_that_fails_is_put_off_and_the_others_run():
    def ring(network, subject):
        if subject == broken:
            raise ValueError
        seen.append(subject)

    seen: list[UUID] = []
    broken, sound = uuid4(), uuid4()
    registry.register("ring", ring)
    early = NOON - timedelta(hours=1)
    schedule("ring", network_id=NETWORK, due=[(broken, early), (sound, NOON)])

    with time_machine.travel(NOON, tick=False):
        run_due(limit=10)

    job = Job.objects.get()
    assert seen == [sound]
    assert (job.subject_id, job.failures) == (broken, 1)
    assert job.due_at == NOON + timedelta(minutes=5)
