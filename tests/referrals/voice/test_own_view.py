"""What the person sees and does on their own page."""

from datetime import date, timedelta

import time_machine
from django.test import Client as Browser
from django.utils import timezone

from ccs.tenancy.context import enter, system
from networks.networks.models import Network
from referrals.clients.models import Client
from referrals.referrals.actions import accept, record_contact
from referrals.referrals.models import Referral, ReferralEvent
from referrals.voice.models import NotCalled
from tests.referrals.emergency.reading import WHY, read_by
from tests.referrals.voice.cards import card, person
from tests.world import World


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_anybody_with_the_card_reads_what_the_card_says(world: World) -> None:
    given = card(world)

    page = text(Browser().get(given.path))

    assert given.referral.reference in page
    assert "Somebody will contact you by" in page
    assert "Quay Advice" not in page and "Food" not in page and "Amina" not in page


def test_the_code_opens_who_has_what_and_why(world: World) -> None:
    given = card(world)

    page = text(given.proved().get(given.path))

    assert "Quay Advice" in page and "Hill School" in page
    assert "They were asked to help with: Food" in page
    assert "whether you may get public funds" in page
    assert "ends in 123" in page and "900123" not in page


def test_a_date_of_birth_opens_it_unless_the_need_is_a_sensitive_one(world: World) -> None:
    born = {"day": "1", "month": "2", "year": "1990"}
    plain = card(world, client=person(date_of_birth=date(1990, 2, 1)))
    hidden = card(world, client=person(date_of_birth=date(1990, 2, 1)), discreet=True)

    answers = [Browser().post(one.path, born) for one in (plain, hidden)]

    assert [answer.status_code for answer in answers] == [302, 200]
    assert "date of birth" not in text(answers[1])


def test_nobody_has_called_is_told_once_and_settled_by_a_call(world: World) -> None:
    given = card(world)
    browser = given.proved()
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=given.referral.reference)

    answers = [
        given.do(browser, "not-called", reference=given.referral.reference) for _ in range(2)
    ]
    with world.acting("coordinator"):
        waiting = NotCalled.objects.get()
        event = ReferralEvent.objects.get(kind="not_called")
    with world.acting("adviser") as adviser:
        record_contact(actor=adviser, reference=given.referral.reference, made=False, way="phone")
    with world.acting("coordinator"):
        settled = NotCalled.objects.get()

    assert "We have told them" in text(answers[0]) and "They know already" in text(answers[1])
    assert (waiting.team_id, waiting.desk_team_id) == (world.advice_line.pk, world.desk.pk)
    assert (event.by_name, settled.settled_how) == ("", "called")


def test_a_new_number_is_kept_and_told_without_its_value(world: World) -> None:
    given = card(world)
    browser = given.proved()

    page = text(given.do(browser, "contact", phone="07700 900456", safe=["call"]))
    with world.acting("teacher"):
        known = Client.objects.get(pk=given.client_id)
    with world.acting("adviser"):
        event = ReferralEvent.objects.get(kind="contact_changed")

    assert (known.phone, known.safe_to) == ("+447700900456", ["call"])
    assert "ends in 456" in page and "900456" not in page
    assert event.detail == ""


def test_who_changes_their_mind_ends_it_all_and_sees_that_it_was_done(world: World) -> None:
    given = card(world)
    browser = given.proved()

    before = text(browser.get(f"{given.path}stop/"))
    after = text(given.do(browser, "stop"))
    page = text(browser.get(given.path))
    with enter(system(world.network.pk)):
        ended = Referral.objects.get(pk=given.referral.pk)

    assert "These can no longer see it: Quay Advice." in before
    assert "It has stopped" in after
    assert (ended.status, ended.next_action_at) == ("withdrawn", None)
    assert "They cannot see it any more" in page and "I do not want this any more" not in page


def test_they_read_who_read_it_in_an_emergency_and_neither_why_nor_which_worker(
    world: World, other_world: World
) -> None:
    given, other, elsewhere = card(world), card(world), card(other_world)
    read_by(world, "caseworker", given.referral)
    read_by(other_world, "caseworker", elsewhere.referral)

    page = text(given.proved().get(given.path))
    with time_machine.travel(timezone.now() + timedelta(hours=25)):
        next_day = text(given.proved().get(given.path))
    of_another = text(other.proved().get(other.path))

    [who] = page.split("Read in an emergency</h2>")[1:]
    assert "Quay Advice" in who and "They said that somebody was in danger" in who
    assert "was told at once" in who and "They can read it until" in who
    assert WHY["words"] not in page and "Caseworker Sample" not in page and "life" not in who
    assert "They cannot read it any more." in next_day
    assert "emergency" not in of_another


def test_lists_days_and_errors_are_written_as_their_language_writes_them(world: World) -> None:
    with enter(system(world.network.pk)):
        Network.objects.filter(pk=world.network.pk).update(client_languages=["ar"])
    given = card(world)
    browser = given.proved()

    arabic = text(browser.get(f"{given.path}?language=ar"))
    welsh = text(browser.get(f"{given.path}?language=cy"))
    wrong = text(given.do(browser, "contact", phone="not a number"))

    assert "اتصلوا بي، " in arabic
    assert " dydd " in welsh and "Dydd" not in welsh
    assert "Error:</span>" in wrong
