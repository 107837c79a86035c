"""What they do twice, by text, or for later; and what the pages cost."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed
from referrals.aftercare.models import AftercarePlan
from referrals.clients.models import Client
from referrals.referrals.actions import accept, close, decline
from referrals.referrals.models import ReferralEvent
from referrals.voice.actions.calling import say_not_called, see_to_it
from referrals.voice.actions.making import make_card, send_card
from referrals.voice.models import NotCalled
from tests.mail import Mailbox
from tests.notify import Notify
from tests.referrals.voice.cards import card, person
from tests.world import World


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_two_clicks_end_it_once(world: World) -> None:
    given = card(world)
    browser = given.proved()
    form = given.form(browser)

    answers = [browser.post(f"{given.path}stop/", {"form": form}) for _ in range(2)]
    with enter(system(world.network.pk)):
        ended = ReferralEvent.objects.filter(kind="revoked").count()

    assert ["It has stopped" in text(answer) for answer in answers] == [True, True]
    assert ended == 1


def test_two_cards_at_once_are_one_with_one_code(world: World) -> None:
    [referral] = world.refer(client=person())

    with world.acting("teacher") as actor:
        made = [make_card(actor=actor, assessment_id=referral.assessment_id) for _ in range(2)]

    assert made[0].link.pk == made[1].link.pk
    assert (len(made[0].code), made[1].code) == (6, "")


def test_a_sensitive_need_makes_the_card_discreet_by_itself(world: World) -> None:
    given = card(world)
    with enter(system(world.network.pk)):
        type(given.referral).objects.filter(pk=given.referral.pk).update(
            needs=["food", "domestic_abuse"]
        )

    with world.acting("teacher") as actor:
        again = make_card(actor=actor, assessment_id=given.referral.assessment_id)

    assert again.link.discreet


def test_stop_by_text_takes_text_away_and_is_told(world: World, notify: Notify) -> None:
    given = card(world)
    with world.acting("teacher") as actor:
        send_card(actor=actor, link=given.link, channel="sms")
    deliver()

    notify.brings("+447700900123", "STOP")
    with world.acting("teacher"):
        safe = Client.objects.get(pk=given.client_id).safe_to
        kinds = list(ReferralEvent.objects.values_list("kind", flat=True))

    assert safe == ["call", "email"]
    assert "contact_changed" in kinds


def test_a_code_is_sent_to_a_safe_way_and_opens_it_for_fifteen_minutes(
    world: World, notify: Notify
) -> None:
    given = card(world)
    now = timezone.now()

    with time_machine.travel(now, tick=False):
        Browser().post(f"{given.path}code/")
        deliver()
        code = notify.texts[0].body.split("code is ")[1][:6]
    with time_machine.travel(now + timedelta(minutes=16), tick=False):
        late = Browser().post(given.path, {"code": code})
    with time_machine.travel(now + timedelta(minutes=5), tick=False):
        opened = Browser().post(given.path, {"code": code})
        again = Browser().post(given.path, {"code": code})

    assert [late.status_code, opened.status_code, again.status_code] == [200, 302, 200]


def test_they_may_not_be_asked_later_and_may_after_all(world: World) -> None:
    given = card(world)
    browser = given.proved()

    given.do(browser, "afterwards", wanted="no")
    with enter(system(world.network.pk)):
        refused = AftercarePlan.objects.get().status
    given.do(browser, "afterwards", wanted="yes")
    with enter(system(world.network.pk)):
        wanted = AftercarePlan.objects.get().status

    assert (refused, wanted) == ("said_no", "not_begun")


def test_ten_wrong_answers_are_told_to_the_team_that_gave_it(
    world: World, mailbox: Mailbox
) -> None:
    given = card(world)
    now = timezone.now()

    for hours in (0, 2):
        with time_machine.travel(now + timedelta(hours=hours), tick=False):
            for _guess in range(5):
                Browser().post(given.path, {"code": "000000"})
            deliver()

    told = {email["To"] for email in mailbox.emails if "link is locked" in email["Subject"]}
    assert told == {world.email("teacher"), world.email("teacher2")}


def test_the_link_ends_ninety_days_after_all_has_ended(world: World) -> None:
    given = card(world)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=given.referral.reference)
        close(actor=adviser, reference=given.referral.reference, outcome="helped_in_full")
    now = timezone.now()

    with time_machine.travel(now + timedelta(days=89), tick=False):
        before = Browser().get(given.path)
    with time_machine.travel(now + timedelta(days=91), tick=False):
        after = Browser().get(given.path)

    assert (before.status_code, after.status_code) == (200, 404)
    assert "This has ended." in text(before)


def test_more_referrals_cost_no_more_queries(world: World) -> None:
    few = card(world)
    many = card(world, world.advice, world.debt, world.grants)
    asked = []

    for given in (few, many):
        browser = given.proved()
        with CaptureQueriesContext(connection) as found:
            assert browser.get(given.path).status_code == 200
        asked.append(len([one for one in found if "SAVEPOINT" not in one["sql"]]))

    assert asked[0] == asked[1] <= 30


def test_a_team_of_the_referral_sees_to_it_and_a_manager_does_not(world: World) -> None:
    given = card(world)
    say_not_called(given.link, given.referral.reference)
    reference = given.referral.reference

    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        see_to_it(actor=manager, reference=reference)
    with world.acting("teacher") as teacher:
        see_to_it(actor=teacher, reference=reference)
    with world.acting("coordinator"):
        settled = NotCalled.objects.get()

    assert (settled.settled_how, settled.settled_by_id) == ("answered", world.people["teacher"].pk)


def test_nobody_is_asked_to_call_once_they_want_it_no_more(world: World) -> None:
    given = card(world)
    browser = given.proved()
    say_not_called(given.link, given.referral.reference)

    browser.post(f"{given.path}stop/", {"form": given.form(browser)})

    with enter(system(world.network.pk)):
        settled = list(NotCalled.objects.values_list("settled_how", flat=True))
    assert settled == ["ended"]


def test_of_what_was_declined_the_team_that_was_told_hears(world: World) -> None:
    given = card(world)
    reference = given.referral.reference
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=reference, reason="no_capacity")

    say_not_called(given.link, reference)
    page = text(Browser().get(given.path))

    with enter(system(world.network.pk)):
        assert NotCalled.objects.get().team_id == world.school.pk
    assert "We are looking at what else there is." in page
