"""Refusals, failures and files carry the headers too. Those of each address: test_matrix."""

from typing import Any

import pytest
from django.test import Client

from tests.access.headers import missing


@pytest.mark.urls("tests.ground.failing_urls")
def test_a_crash_carries_them_too(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/i18n/one/")

    assert (answer.status_code, missing("", answer)) == (500, [])


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("method", "path", "host", "status"),
    [
        ("GET", "/cookies/", "elsewhere.example.org", 400),
        ("POST", "/i18n/setlang/", "testserver", 403),
        ("GET", "/accounts/nowhere/", "testserver", 404),
        ("BREW", "/healthz", "testserver", 405),
        ("GET", "/readyz", "testserver", 503),
        ("GET", "/static/none.css", "testserver", 404),
        ("GET", "/static/css/", "testserver", 404),
        ("TRACE", "/healthz", "testserver", 405),
    ],
)
def test_refusals_carry_them_too(
    settings: Any, method: str, path: str, host: str, status: int
) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"
    browser = Client(enforce_csrf_checks=method == "POST", raise_request_exception=False)

    answer = browser.generic(method, path, headers={"host": host})

    assert (answer.status_code, missing("", answer)) == (status, [])


def test_a_file_of_ours_carries_them_too(db: None) -> None:
    answer = Client().get("/static/images/favicon.svg")

    assert (answer.status_code, missing("theme", answer)) == (200, [])


def test_over_tls_the_browser_is_told_to_stay_there_and_without_it_is_sent_there(
    db: None, settings: Any
) -> None:
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True

    over, without = Client().get("/cookies/", secure=True), Client().get("/cookies/")

    assert over["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"
    assert (without.status_code, without["Location"]) == (301, "https://testserver/cookies/")
    assert missing("", without) == []


@pytest.mark.parametrize("path", ["/api/v1/networks/hamlets/needs", "/notify/receipt/", "/oruk/"])
def test_a_program_that_asks_without_tls_is_refused_and_not_led_on(
    db: None, settings: Any, path: str
) -> None:
    settings.SECURE_SSL_REDIRECT = True

    answer = Client().get(path, headers={"Authorization": "Bearer anything"})

    assert (answer.status_code, "Location" in answer) == (403, False)
    assert answer.json()["code"] == "https_needed"
    assert missing("", answer) == []
