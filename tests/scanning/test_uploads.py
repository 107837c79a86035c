"""What people send is looked through before it is kept, by page and by API."""

import logging
from base64 import b64encode
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ccs.audit.models import AuditRecord
from referrals.attachments.actions import Upload, add_files
from referrals.attachments.queries import files_of
from tests.api.caller import AMINA, Caller
from tests.referrals.attachments.made import PDF
from tests.referrals.pages import browser, text_of
from tests.scanning.server import EICAR, Scanner
from tests.world import World

INFECTED = PDF + EICAR


def added(world: World, assessment_id: Any, **files: bytes) -> str:
    sent = [SimpleUploadedFile(f"{name}.pdf", content) for name, content in files.items()]
    address = f"/{world.network.slug}/refer/{assessment_id}/files/"
    return text_of(browser(world, "teacher").post(address, {"documents": sent}, follow=True))


def kept(world: World, assessment_id: Any) -> list[str]:
    with world.acting("teacher"):
        return [one.name for one in files_of(assessment_id)]


def tries_of(world: World, subject_id: Any) -> list[Any]:
    with world.acting("coordinator"):
        rows = AuditRecord.objects.filter(action="file.infected", subject_id=subject_id)
        return [(one.member_id, one.key_id) for one in rows]


def test_a_clean_file_is_kept_and_nothing_is_held_while_it_is_looked_through(
    world: World, scanner: Scanner
) -> None:
    assessment = world.assess()
    held: list[list[str]] = []

    with (
        world.acting("teacher") as teacher,
        CaptureQueriesContext(connections["default"]) as asked,
    ):
        scanner.looked = lambda: held.append(
            [one["sql"] for one in asked.connection.queries_log if "FOR UPDATE" in one["sql"]]
        )
        add_files(
            actor=teacher, assessment_id=assessment.pk, uploads=[Upload("a.pdf", len(PDF), PDF)]
        )

    assert kept(world, assessment.pk) == ["a.pdf"]
    assert held == [[]]
    assert any("FOR UPDATE" in one["sql"] for one in asked.captured_queries)


def test_an_infected_file_is_refused_by_name_and_nothing_is_kept(
    world: World, other_world: World, scanner: Scanner, caplog: Any
) -> None:
    assessment = world.assess()
    before = cache.get("scanning:infected", 0)

    with caplog.at_level(logging.INFO):
        page = added(world, assessment.pk, Good=PDF, Benefits_letter=INFECTED)

    assert "Benefits_letter.pdf may hold a virus, so we added nothing." in page
    assert kept(world, assessment.pk) == []
    assert tries_of(world, assessment.pk) == [(world.people["teacher"].pk, None)]
    assert tries_of(other_world, assessment.pk) == []
    assert cache.get("scanning:infected") == before + 1
    assert "scanning.infected" in caplog.messages
    assert not [one for one in caplog.records if "Benefits" in str(vars(one))]


def test_while_the_scanner_is_away_a_file_waits_and_nothing_else_does(
    world: World, scanner: Scanner
) -> None:
    scanner.fails = "closes"
    assessment = world.assess()

    away = added(world, assessment.pk, Letter=PDF)
    scanner.fails = ""
    again = added(world, assessment.pk, Letter=PDF)

    assert "We could not check your file for viruses just now, so we did not add it." in away
    assert "What you wrote is saved." in away
    assert 'href="#id_documents"' in away
    assert "You added 1 file." in again
    assert kept(world, assessment.pk) == ["Letter.pdf"]


def test_over_the_api_what_is_infected_is_a_422_that_stays_written_down(
    world: World, school: Caller, scanner: Scanner
) -> None:
    told = school.post("assessments", AMINA).body["id"]
    body = {"name": "letter.pdf", "content": b64encode(INFECTED).decode()}

    answer = school.post(f"assessments/{told}/files", body)

    assert (answer.status, answer.body["code"]) == (422, "infected")
    assert list(answer.body["errors"]) == ["content"]
    assert kept(world, told) == []
    [(nobody, key)] = tries_of(world, told)
    assert (nobody, key is None) == (None, False)


def test_over_the_api_a_scanner_that_is_away_is_a_503_and_the_same_call_works_later(
    world: World, school: Caller, scanner: Scanner
) -> None:
    scanner.fails = "closes"
    told = school.post("assessments", AMINA).body["id"]
    body = {"name": "letter.pdf", "content": b64encode(PDF).decode()}

    away = school.post(f"assessments/{told}/files", body, Idempotency_Key="once")
    scanner.fails = ""
    again = school.post(f"assessments/{told}/files", body, Idempotency_Key="once")

    assert (away.status, away.body["code"]) == (503, "not_now")
    assert away.headers["Retry-After"] == "120"
    assert (again.status, kept(world, told)) == (201, ["letter.pdf"])


@pytest.mark.django_db
@pytest.mark.parametrize(("fails", "up"), [("", "1.0"), ("closes", "0.0")])
def test_whoever_runs_the_site_sees_whether_the_scanner_answers(
    scanner: Scanner, settings: Any, fails: str, up: str
) -> None:
    scanner.fails = fails
    settings.METRICS_TOKEN = "a-token-of-a-test"

    ready = Client().get("/readyz").json()["checks"]["scanner"]
    told = Client().get("/metrics", headers={"Authorization": "Bearer a-token-of-a-test"})

    lines = told.content.decode().splitlines()
    aged = [one for one in lines if one.startswith("ccs_scanner_signatures_seconds ")]
    assert (ready, len(aged)) == (not fails, 0 if fails else 1)
    assert f"ccs_scanner_up {up}" in lines
