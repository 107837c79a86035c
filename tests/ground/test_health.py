from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import now

from ccs.health import probes
from ccs.health.measured import worker_seen
from ccs.jobs.models import Job
from ccs.outbox.models import OutboxMessage, RecipientKind

NETWORK = UUID("0199d000-0000-7000-8000-000000000001")


def test_the_process_is_up_whatever_else_is(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_database_queue_and_outbox_are(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {
        "database": True,
        "queue": True,
        "outbox": True,
        "mail": True,
        "jobs": True,
    }


@pytest.mark.django_db
def test_not_ready_without_the_queue(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["queue"] is False


@pytest.mark.django_db
def test_not_ready_when_a_registered_check_says_no(client, monkeypatch):
    monkeypatch.setattr(probes, "_checks", {**probes._checks, "outbox": lambda: False})

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["status"] == "unavailable"


@pytest.mark.django_db
def test_not_ready_when_a_job_waits_too_long(client):
    Job.objects.create(
        network_id=NETWORK, kind="sample", subject_id=NETWORK, due_at=now() - timedelta(minutes=16)
    )

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["checks"]["jobs"] is False


@pytest.mark.django_db
@pytest.mark.parametrize(("reason", "well"), [("server_away", False), ("recipient_refused", True)])
def test_mail_is_not_well_when_there_was_no_way_out(client, reason, well):
    given_up(reason)

    response = client.get("/readyz")

    assert response.json()["checks"]["mail"] is well


@pytest.mark.parametrize(
    ("token", "shown"),
    [("", "Bearer "), ("a-token-of-a-test", "Bearer another"), ("a-token-of-a-test", "")],
)
def test_figures_are_for_whoever_has_the_token(client, settings, token, shown):
    settings.METRICS_TOKEN = token

    response = client.get("/metrics", headers={"Authorization": shown})

    assert response.status_code == 404


@pytest.mark.django_db
def test_figures_are_counts_and_times_and_name_nobody(
    world, other_world, client, settings, django_assert_max_num_queries
):
    settings.METRICS_TOKEN = "a-token-of-a-test"
    world.refer(world.advice)
    other_world.refer(other_world.advice)
    given_up("recipient_refused")
    worker_seen()

    with django_assert_max_num_queries(16):
        response = client.get("/metrics", headers={"Authorization": "Bearer a-token-of-a-test"})

    told = response.content.decode()
    figures = dict(line.rsplit(" ", 1) for line in told.splitlines() if line[0] != "#")
    assert figures['ccs_outbox_given_up{reason="recipient_refused"}'] == "1.0"
    assert float(figures['ccs_outbox_waiting{channel="email"}']) >= 2
    assert float(figures["ccs_facts_not_folded"]) >= 2
    assert float(figures["ccs_worker_seen_seconds"]) < 60
    assert {"ccs_database_up", "ccs_queue_length", "ccs_jobs_overdue"} <= {*figures}
    assert not [word for word in ("hamlets", "Amina", "@") if word in told]


@pytest.mark.django_db
def test_figures_are_given_without_the_queue(client, settings):
    settings.METRICS_TOKEN = "a-token-of-a-test"
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/metrics", headers={"Authorization": "Bearer a-token-of-a-test"})

    assert b"\nccs_queue_up 0.0\n" in response.content
    assert b"\nccs_queue_length " not in response.content


def given_up(reason):
    OutboxMessage.objects.create(
        template="sample",
        recipient_kind=RecipientKind.MEMBER,
        recipient_id=NETWORK,
        subject_id=NETWORK,
        event_id=NETWORK,
        message_id="<sample@example.org>",
        available_at=now(),
        failed_at=now(),
        last_error=reason,
    )
