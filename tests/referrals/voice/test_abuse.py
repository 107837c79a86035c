"""Shown by 3: a partner with the card's link and the person's name learns nothing more."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client as Browser
from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.clients.models import Client
from referrals.referrals.models import Referral
from referrals.voice.models import NotCalled, PersonLink
from tests.referrals.voice.cards import Card, card, person
from tests.world import World

BORN = {"day": "1", "month": "2", "year": "1990"}
PAGES = ["", "code/", "contact/", "not-called/", "stop/", "information/", "afterwards/", "x/y/"]
METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
# All that is the person's, or says who was asked for what.
SECRETS = (
    "Amina", "Pretend", "900123", "amina@", "Quay", "Hill School", "Hamlets", "Food", "food",
    "Debt", "Domestic", "meter is empty", "Yusuf", "1990",
)  # fmt: skip


@pytest.fixture
def discreet(world: World, other_world: World) -> Card:
    """Somebody whose partner has found the card, and knows their name and their birthday."""
    return card(world, client=person(date_of_birth=date(1990, 2, 1)), discreet=True)


def told(answer: Any) -> list[str]:
    """What of it the card does not say; in the answer, in its headers, in its cookies."""
    whole = answer.content.decode() + str(answer.headers) + str(answer.cookies)
    return [secret for secret in SECRETS if secret in whole]


def words(answer: Any) -> str:
    return answer.content.decode()


def typed(**more: str) -> dict[str, str]:
    everything = {"form": "0" * 64, "phone": "07700 900999", "safe": "call", "wanted": "no"}
    return {**everything, **BORN, "code": "123456", **more}


def test_every_page_and_every_method_says_no_more_than_the_card(discreet: Card) -> None:
    browser = Browser(raise_request_exception=False)
    reference = discreet.referral.reference

    answers = [
        browser.generic(
            method,
            discreet.path + page,
            f"reference={reference}&form=0&code=123456&day=1&month=2&year=1990&phone=07700900999",
            content_type="application/x-www-form-urlencoded",
        )
        for page in PAGES
        for method in METHODS
    ]

    assert [secret for answer in answers for secret in told(answer)] == []
    assert {answer.status_code for answer in answers} <= {200, 302, 404, 405}
    assert [answer.cookies for answer in answers if answer.cookies] == []


def test_nothing_was_changed_by_all_of_it(discreet: Card, world: World) -> None:
    browser = Browser(raise_request_exception=False)

    for page in PAGES:
        browser.post(discreet.path + page, typed(reference=discreet.referral.reference))
    with world.acting("teacher"):
        known = Client.objects.get(pk=discreet.client_id)
    with enter(system(world.network.pk)):
        status = Referral.objects.get(pk=discreet.referral.pk).status
        said = NotCalled.objects.exists()

    assert (known.phone, known.safe_to) == ("07700 900123", ["call", "text", "email"])
    assert (status, said) == ("sent", False)


def test_each_answer_forbids_keeping_indexing_and_telling_where_one_was(discreet: Card) -> None:
    browser = Browser()

    answers = [browser.get(discreet.path), browser.get("/c/nothing/"), browser.post(discreet.path)]

    for answer in answers:
        assert answer["Cache-Control"] == "no-store, private"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        fetched = re.findall(r'(?:<link[^>]*href|src|action)="([^"]+)"', words(answer))
        assert [one for one in fetched if not one.startswith(("/static/", "/c/", "data:"))] == []


def test_a_guess_a_birthday_and_an_answer_while_it_is_locked_read_the_same(
    discreet: Card,
) -> None:
    wrong = Browser().post(discreet.path, {"code": "000000"})
    birthday = Browser().post(discreet.path, BORN)
    for _guess in range(4):
        Browser().post(discreet.path, {"code": "000000"})
    right = Browser().post(discreet.path, {"code": discreet.code})

    answers = [wrong, birthday, right]
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert len({words(answer) for answer in answers}) == 1
    assert [answer.cookies for answer in answers if answer.cookies] == []


def test_after_an_hour_the_right_code_opens_it_and_after_ten_guesses_nothing_does(
    discreet: Card, world: World
) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        for _guess in range(5):
            Browser().post(discreet.path, {"code": "000000"})
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        opened = Browser().post(discreet.path, {"code": discreet.code})
        for _guess in range(5):
            Browser().post(discreet.path, {"code": "000000"})
    with time_machine.travel(now + timedelta(hours=3), tick=False):
        for _guess in range(5):
            Browser().post(discreet.path, {"code": "000000"})
    with time_machine.travel(now + timedelta(days=2), tick=False):
        shut = Browser().post(discreet.path, {"code": discreet.code})

    assert (opened.status_code, shut.status_code) == (302, 200)


def test_unknown_expired_and_taken_away_links_read_the_same(world: World) -> None:
    expired, gone = card(world), card(world)
    with enter(system(world.network.pk)):
        PersonLink.objects.filter(assessment=expired.referral.assessment_id).update(
            expires_at=timezone.now()
        )
        PersonLink.objects.filter(assessment=gone.referral.assessment_id).update(
            revoked_at=timezone.now()
        )

    answers = [
        Browser().get(path)
        for path in ("/c/22222-22222-22222-22222/", "/c/x/", "/c/a/b/c/", expired.path, gone.path)
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({words(answer) for answer in answers}) == 1


def test_what_opened_ones_own_link_opens_no_other(world: World, discreet: Card) -> None:
    own = card(world, client=person(given_name="Partner", family_name="Sample"))
    browser = own.proved()

    answers = [
        browser.get(discreet.path),
        browser.get(f"{discreet.path}contact/"),
        browser.post(f"{discreet.path}stop/", {"form": own.form(browser)}),
        browser.post(
            f"{own.path}not-called/",
            {"form": own.form(browser), "reference": discreet.referral.reference},
        ),
    ]
    with enter(system(world.network.pk)):
        said = NotCalled.objects.exists()

    assert [answer.status_code for answer in answers] == [200, 302, 302, 404]
    assert [told(answer) for answer in answers] == [[], [], [], []]
    assert not said


def test_a_form_of_another_site_does_nothing_in_the_persons_browser(discreet: Card) -> None:
    browser = discreet.proved()

    answer = browser.post(f"{discreet.path}stop/", {"form": ""})
    page = words(browser.get(discreet.path))

    assert answer.status_code == 302
    assert "I do not want this any more" in page


def test_after_twenty_minutes_it_has_to_be_proved_again(discreet: Card) -> None:
    now = timezone.now()
    with time_machine.travel(now, tick=False):
        browser = discreet.proved()

    with time_machine.travel(now + timedelta(minutes=21), tick=False):
        answer = browser.get(f"{discreet.path}contact/")

    assert (answer.status_code, told(answer)) == (302, [])


def test_leaving_quickly_forgets_that_it_was_proved(discreet: Card) -> None:
    browser = discreet.proved()

    left = browser.get(f"{discreet.path}exit/")
    back = browser.get(discreet.path)

    assert left["Location"] == "https://www.bbc.co.uk/weather"
    assert told(back) == []


def test_asking_for_a_code_says_the_same_with_and_without_a_safe_way(world: World) -> None:
    safe = card(world, client=person())
    unsafe = card(world, client=person(safe_to=("call",)))

    answers = [Browser().post(f"{one.path}code/") for one in (safe, unsafe)]
    said = [
        words(answer).replace(one.referral.reference, "").replace(one.path, "")
        for one, answer in zip((safe, unsafe), answers, strict=True)
    ]

    assert said[0] == said[1]
