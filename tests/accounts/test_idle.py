"""A session that nobody uses ends before its time, and takes nothing that was typed with it."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from ccs.tenancy.held import PROOF
from tests.accounts.conftest import CODE, LOGIN
from tests.referrals.journey import begin, step, what
from tests.referrals.pages import page, text_of

DEVICES = "/accounts/devices/"


def signed_in_after(browser, **later):
    with time_machine.travel(timezone.now() + timedelta(**later)):
        return browser.get(DEVICES).status_code == 200


@pytest.mark.parametrize(
    ("device", "unused"),
    [
        ("shared", timedelta(minutes=30)),
        ("usual", timedelta(hours=3)),
        ("own", timedelta(days=3)),
    ],
)
def test_a_session_that_nobody_uses_ends(sign_in, device, unused):
    used, left = sign_in(device), sign_in(device)

    before = signed_in_after(used, seconds=unused.total_seconds() - 60)
    after = signed_in_after(left, seconds=unused.total_seconds() + 60)

    assert (before, after) == (True, False)
    assert not Session.objects.filter(pk=left.cookies["sessionid"].value).exists()


def test_using_it_puts_the_end_off_and_is_written_each_few_minutes_only(sign_in):
    used_at = []

    with time_machine.travel(timezone.now(), tick=False) as clock:
        browser = sign_in()
        for minutes in (4, 116, 4, 116):
            clock.shift(timedelta(minutes=minutes))
            status = browser.get(DEVICES).status_code
            used_at.append(browser.session["used_at"])

    assert status == 200
    assert [late - used_at[0] for late in used_at] == [0, 120 * 60, 120 * 60, 240 * 60]


@pytest.fixture
def teacher(world, emailed_code):
    """A browser in which they signed in as people do."""
    browser = Client()
    browser.post(LOGIN, {"email": world.email("teacher")})
    browser.post(CODE, {"code": emailed_code(), "device": "usual"})
    return browser


def test_what_an_open_page_asks_by_itself_is_no_use(world, teacher):
    [referral] = world.refer()
    address = page(world, referral.reference)

    with time_machine.travel(timezone.now()) as clock:
        clock.shift(timedelta(hours=2))
        asked = teacher.get(page(world, referral.reference, "pulse"))
        clock.shift(timedelta(hours=2))
        answer = teacher.get(address)

    assert asked.status_code == 200
    assert answer["Location"].startswith(LOGIN)


def test_what_was_typed_before_it_ended_is_there_after_signing_in(world, teacher, emailed_code):
    key = begin(world, teacher)
    here = step(world, key, "story")
    by = text_of(teacher.get(here)).partition(f'name="{PROOF}" value="')[2].partition('"')[0]

    with time_machine.travel(timezone.now() + timedelta(hours=4)):
        sent = teacher.post(here, what(story="Typed to the end.", by=by))
        teacher.post(sent["Location"], {"email": world.email("teacher"), "next": here})
        answer = teacher.post(CODE, {"code": emailed_code(), "device": "usual"}, follow=True)

    assert sent["Location"].startswith(LOGIN)
    assert "Typed to the end.</textarea>" in text_of(answer)
