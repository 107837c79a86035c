from email.message import EmailMessage
from mailbox import Maildir
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

MONDAY, TUESDAY = "Mon, 16 Nov 2026 09:30:00 -0000", "Tue, 17 Nov 2026 10:00:00 -0000"


@pytest.fixture
def box(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Maildir:
    monkeypatch.setenv("CCS_MAIL", str(tmp_path / "mail"))
    return Maildir(tmp_path / "mail")


def email(subject: str, to: str = "jo.sample@hill.example", date: str = MONDAY) -> EmailMessage:
    made = EmailMessage()
    made["To"], made["Subject"], made["Date"] = to, subject, date
    made.set_content("Your code is 123456\n")
    made.add_alternative("<p style='color: red'>Your code</p>", subtype="html")
    return made


def test_an_email_is_told_in_four_words(client: Client, box: Maildir):
    box.add(email("Your code"))

    found = client.get("/demo/mail.json").json()

    assert found == [
        {
            "to": "jo.sample@hill.example",
            "subject": "Your code",
            "text": "Your code is 123456\n",
            "sent_at": "2026-11-16T09:30:00+00:00",
        }
    ]


def test_the_newest_email_comes_first(client: Client, box: Maildir):
    box.add(email("Later", date=TUESDAY))
    box.add(email("Earlier", date=MONDAY))

    found = client.get("/demo/mail.json").json()

    assert [one["subject"] for one in found] == ["Later", "Earlier"]


def test_one_address_can_be_asked_for(client: Client, box: Maildir):
    box.add(email("For Jo"))
    box.add(email("For Al", to="Al <al.sample@hill.example>"))

    found = client.get("/demo/mail.json", {"to": "AL.sample@hill.example"}).json()

    assert [one["subject"] for one in found] == ["For Al"]


def test_the_page_shows_the_words_and_that_all_is_made_up(client: Client, box: Maildir):
    box.add(email("Your <b>code</b>"))

    page = client.get("/demo/mail/").content.decode()

    assert "Everybody here is made up" in page
    assert "Your &lt;b&gt;code&lt;/b&gt;" in page
    assert "Your code is 123456" in page


def test_an_email_as_a_page_may_run_nothing(client: Client, box: Maildir):
    key = box.add(email("Your code"))

    answer = client.get(f"/demo/mail/{key}/")

    assert answer.content == b"<p style='color: red'>Your code</p>\n"
    assert answer["Content-Security-Policy"].startswith("default-src 'none'")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_only_emails_can_be_asked_for(client: Client, box: Maildir):
    outside = "..%2F..%2Fengines.json"

    answer = client.get(f"/demo/mail/{outside}/")

    assert answer.status_code == 404


def test_before_the_first_email_there_is_none(client: Client, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CCS_MAIL", str(tmp_path / "nowhere"))

    found = client.get("/demo/mail.json").json()

    assert found == []
