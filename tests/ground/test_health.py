import pytest

from ccs.health import probes


def test_the_process_is_up_whatever_else_is(client, settings):
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_when_database_queue_and_outbox_are(client):
    response = client.get("/readyz")

    assert response.status_code == 200
    assert response.json()["checks"] == {"database": True, "queue": True, "outbox": True}


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
