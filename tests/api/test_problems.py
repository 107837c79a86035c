import json
from typing import Any

import pytest
import time_machine
from django.test import Client

from referrals.assessments.models import Assessment
from tests.api.caller import AMINA, Caller
from tests.world import World

PROBLEM = "application/problem+json"


def raw(caller: Caller, path: str, body: bytes, *, content_type: str = "application/json") -> Any:
    return Client().post(
        f"/api/v1/networks/{caller.slug}/{path}",
        body,
        content_type=content_type,
        headers={"Authorization": f"Bearer {caller.key}"},
    )


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer nothing", "Basic c2Nob29s", "Bearer ccs_\u00e9"]
)
@pytest.mark.parametrize("path", ["referrals", "nowhere", "../nowhere/referrals"])
def test_without_a_key_there_is_only_a_401(world: World, header: str, path: str) -> None:
    answer = Client().get(
        f"/api/v1/networks/{world.network.slug}/{path}",
        headers={"Authorization": header} if header else {},
    )

    assert (answer.status_code, answer.headers["Content-Type"]) == (401, PROBLEM)
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert json.loads(answer.content)["code"] == "authentication_failed"


@pytest.mark.parametrize(
    "path",
    [
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/networks/hamlets",
        "/api/v1/networks/hamlets/referrals/",
        "/api/v1/networks/nowhere/referrals",
        "/api/v1/networks/hamlets/services/1/capacity",
        "/api/v1/networks/hamlets/referrals/ABCD-3467",
        "/api/v1/networks/hamlets/referrals/x",
        "/api/v1/networks/hamlets/referrals/a%00b",
        "/api/v1/networks/hamlets/reports/a%00b",
        "/api/v1/networks/hamlets/referrals/ABCD-3467/nothing",
    ],
)
def test_what_is_not_there_is_a_404_with_a_key(school: Caller, path: str) -> None:
    answer = school.get(path)

    assert (answer.status, answer.headers["Content-Type"]) == (404, PROBLEM)
    assert answer.body["status"] == 404


def test_a_method_that_there_is_not_is_a_405(school: Caller) -> None:
    answer = school.call("DELETE", "referrals")
    options = school.call("OPTIONS", "referrals")

    assert (answer.status, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"
    assert options.status == 405


@pytest.mark.parametrize("body", [b"{", b'{"client": NaN}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_not_json_is_a_400(school: Caller, body: bytes) -> None:
    answer = raw(school, "assessments", body)

    assert (answer.status_code, answer.headers["Content-Type"]) == (400, PROBLEM)


@pytest.mark.parametrize("body", [b"[]", b'"text"', b"null", b"1"])
def test_json_that_is_no_object_is_a_422(school: Caller, body: bytes) -> None:
    answer = raw(school, "assessments", body)

    assert answer.status_code == 422


def test_only_json_is_read(school: Caller) -> None:
    answer = raw(school, "assessments", b"story=x", content_type="text/plain")

    assert (answer.status_code, answer.headers["Content-Type"]) == (415, PROBLEM)


def test_too_much_at_once_is_a_413(school: Caller) -> None:
    answer = raw(school, "assessments", json.dumps({"story": "x" * 3_000_000}).encode())

    assert (answer.status_code, answer.headers["Content-Type"]) == (413, PROBLEM)


def test_text_that_no_database_keeps_is_a_422(school: Caller) -> None:
    answer = school.post("assessments", {**AMINA, "story": "a\x00b"})

    assert (answer.status, list(answer.body["errors"])) == (422, ["story"])


def test_whatever_is_accepted_the_answer_is_json(school: Caller) -> None:
    answer = school.get("services", Accept="text/html")

    assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def test_nothing_is_kept_on_the_way(school: Caller) -> None:
    answers = [school.get("services"), school.get("nowhere")]

    assert [answer.headers["Cache-Control"] for answer in answers] == ["no-store", "no-store"]


@pytest.mark.urls("tests.api.breaking")
def test_what_goes_wrong_is_a_500_and_leaves_nothing(world: World, school: Caller) -> None:
    answer = school.post("assessments", AMINA)

    assert (answer.status, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert "Amina" not in json.dumps(answer.body)
    with world.acting("teacher"):
        assert Assessment.objects.count() == 0


@time_machine.travel("2026-11-20T12:00:20Z", tick=False)
def test_a_key_that_asks_too_much_waits(school: Caller, advice: Caller, settings: Any) -> None:
    settings.API_REQUESTS_PER_MINUTE = 2
    asked = [school.get("services") for _ in range(3)]

    assert [answer.status for answer in asked] == [200, 200, 429]
    assert (asked[2].headers["Content-Type"], asked[2].headers["Retry-After"]) == (PROBLEM, "41")
    assert advice.get("services").status == 200


def test_without_redis_nobody_is_held_up(school: Caller, settings: Any) -> None:
    settings.CACHES = {
        "default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}
    }
    settings.API_REQUESTS_PER_MINUTE = 0

    assert school.get("services").status == 200
