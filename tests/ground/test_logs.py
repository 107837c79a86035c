import json
import logging

import pytest
from celery.contrib.testing.worker import start_worker
from django.db import DataError, connection

from ccs.celery import app
from ccs.logs.formatter import PrivateJsonFormatter, without_people
from ccs.logs.request_id import current_request_id, request_id


@pytest.fixture
def lines():
    written = []

    class Keeper(logging.Handler):
        def emit(self, record):
            written.append(json.loads(self.format(record)))

    keeper = Keeper()
    keeper.setFormatter(PrivateJsonFormatter())
    watched = [logging.getLogger("ccs"), logging.getLogger("django.request")]
    for logger in watched:
        logger.addHandler(keeper)
    yield written
    for logger in watched:
        logger.removeHandler(keeper)


QUEUE = "tests.logs"  # other tests have left work in the usual one


@app.task(name="tests.whose_request")
def whose_request():
    logging.getLogger("ccs.tests").info("working")


def test_a_request_gets_an_id_and_answers_with_it(client):
    response = client.get("/healthz")

    assert len(response["X-Request-ID"]) == 32


def test_a_callers_id_is_kept(client):
    response = client.get("/healthz", headers={"X-Request-ID": "0123456789abcdef"})

    assert response["X-Request-ID"] == "0123456789abcdef"


@pytest.mark.parametrize("offered", ["Amina Pretend", 'a"}\n{"level": "ERROR"', "x" * 200, ""])
def test_an_id_that_could_carry_words_is_replaced(client, offered):
    response = client.get("/healthz", headers={"X-Request-ID": offered})

    assert offered != response["X-Request-ID"]
    assert len(response["X-Request-ID"]) == 32


def test_a_request_is_one_line_with_its_route_and_not_its_address(client, lines):
    client.get("/healthz?q=Amina", headers={"X-Request-ID": "0123456789abcdef"})

    assert [(line["route"], line["status"]) for line in lines] == [("healthz", 200)]
    assert lines[0]["request_id"] == "0123456789abcdef"
    assert "Amina" not in json.dumps(lines)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("mail to amina@example.org failed", "mail to [email] failed"),
        ("rang 07700 900123 twice", "rang [number] twice"),
        ("rang +44 20 7946 0018", "rang [number]"),
        ("Key (email)=(amina@example.org) already exists", "Key (email)=(...) already exists"),
        ("Failing row contains (1, Amina, 1988).", "Failing row contains (...)."),
        ("took 0.0164169960023 s", "took 0.0164169960023 s"),
        ("referral EP7K-2MQX accepted", "referral EP7K-2MQX accepted"),
    ],
)
def test_what_names_a_person_is_taken_out(written, kept):
    assert without_people(written) == kept


def test_a_traceback_is_scrubbed_too(lines):
    logger = logging.getLogger("ccs.tests")
    try:
        raise ValueError("amina@example.org")
    except ValueError:
        logger.exception("it failed")

    assert "amina@example.org" not in json.dumps(lines)
    assert "ValueError: [email]" in lines[0]["exc_info"]


@pytest.mark.django_db
def test_an_error_of_the_database_is_logged_without_the_value(lines):
    typed = "Zebedee's"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 WHERE 5 = %s::int", [typed])
    except DataError:
        logging.getLogger("ccs.tests").exception("it failed")

    assert "Zebedee" not in json.dumps(lines)
    assert "invalid input syntax for type integer: [value]" in lines[0]["exc_info"]
    assert 'cursor.execute("SELECT 1' in lines[0]["exc_info"]


def test_a_failed_request_is_logged_without_its_address(lines, client, settings):
    settings.ROOT_URLCONF = "tests.ground.failing_urls"
    client.raise_request_exception = False

    client.get("/i18n/amina/")

    assert [line["message"] for line in lines] == ["Internal Server Error", "request"]
    assert "ValueError: on purpose" in lines[0]["exc_info"]
    assert "/i18n/amina/" not in json.dumps(lines)


@pytest.mark.django_db
def test_the_id_goes_to_the_worker_and_into_its_lines(lines):
    worker = start_worker(app, queues=[QUEUE], pool="solo", perform_ping_check=False)

    with worker, request_id("feedfacefeedface"):
        whose_request.apply_async(queue=QUEUE)
        _wait_for(lines, 2)

    assert {line["request_id"] for line in lines} == {"feedfacefeedface"}
    assert [line["message"] for line in lines] == ["working", "task"]


def test_outside_a_request_there_is_no_id():
    with request_id("feedfacefeedface"):
        pass

    assert current_request_id() == ""


def _wait_for(lines, count):
    import time

    deadline = time.monotonic() + 15
    while len(lines) < count and time.monotonic() < deadline:
        time.sleep(0.05)
