import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from ccs.api.models import TokenIndex
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.members.models import Membership
from referrals.links.actions import answer_by_link
from referrals.links.models import AnswerLink
from referrals.referrals.actions import accept, answer, return_to_sender
from referrals.referrals.models import Referral
from tests.referrals.clocks import monday, sent_at, tick
from tests.referrals.links.emailed import CODE, code_in, link_of
from tests.referrals.pages import browser, page, text_of
from tests.world import World


def status_of(world: World) -> str:
    with enter(system(world.network.pk)):
        return Referral.objects.get().status


def own_link(world: World, name: str = "adviser") -> AnswerLink:
    with enter(system(world.network.pk)):
        return AnswerLink.objects.get(member=world.people[name])


def change_links(world: World, **changes: object) -> None:
    with enter(system(world.network.pk)):
        AnswerLink.objects.update(**changes)


def is_dead(path: str) -> bool:
    answer = Client().get(path)
    return answer.status_code == 404 and "This link no longer works" in text_of(answer)


def test_looking_shows_what_is_asked_and_nothing_about_the_person(world, mailbox):
    [referral] = world.refer()
    path = link_of(world, mailbox)

    shown = text_of(Client().get(path))

    assert f"Hamlets Network · {referral.reference}" in shown
    assert "Can you help? Food, Debt" in shown
    assert "Hill pastoral team, Hill School" in shown
    assert "Crisis advice" in shown
    assert "left (by " in shown
    assert not re.search("Amina|Pretend|Yusuf|7946|meter|adviser", shown, re.IGNORECASE)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_program_that_opens_the_link_changes_nothing(world, mailbox, method):
    world.refer()
    path = link_of(world, mailbox)
    owed = OutboxMessage.objects.count()

    answers = [Client().generic(method, path).status_code for _ in range(3)]

    assert answers == [200] * 3
    assert status_of(world) == "sent"
    assert own_link(world).used_at is None
    assert OutboxMessage.objects.count() == owed
    with enter(system(world.network.pk)):
        assert Referral.objects.get().seen_at is None


def test_accepting_asks_for_the_code_and_then_takes_one_button(world, mailbox):
    [referral] = world.refer()
    path, person = link_of(world, mailbox), Client()

    asked = person.post(path, {"answer": "accept"}, follow=True)
    ready = person.post(CODE, {"code": code_in(mailbox), "device": "usual"}, follow=True)
    done = person.post(ready.request["PATH_INFO"], follow=True)

    assert "We have sent a code to the address that the email came to." in text_of(asked)
    assert world.email("adviser") not in text_of(asked)
    assert "Accept this referral" in text_of(ready)
    assert "Amina" not in text_of(ready)
    assert done.request["PATH_INFO"] == page(world, referral.reference)
    assert "You have accepted this. The referrer has been told." in text_of(done)
    assert status_of(world) == "accepted"


def test_declining_asks_for_the_code_and_then_for_the_reason(world, mailbox):
    world.refer()
    path, person = link_of(world, mailbox), Client()

    person.post(path, {"answer": "decline"})
    ready = person.post(CODE, {"code": code_in(mailbox), "device": "usual"}, follow=True)
    without = person.post(ready.request["PATH_INFO"], {"note": "Full until May"})
    done = person.post(ready.request["PATH_INFO"], {"reason": "no_capacity"}, follow=True)

    assert "Choose why you cannot take this referral" in text_of(without)
    assert "Full until May" in text_of(without)
    assert "You have declined this." in text_of(done)
    assert status_of(world) == "declined"


def test_who_is_signed_in_accepts_at_once(world, mailbox):
    world.refer()
    path = link_of(world, mailbox)

    done = browser(world, "adviser").post(path, {"answer": "accept"}, follow=True)

    assert "You have accepted this. The referrer has been told." in text_of(done)
    assert own_link(world).used_at is not None


def test_somebody_else_who_is_signed_in_answers_nothing(world, mailbox):
    world.refer()
    path = link_of(world, mailbox)

    shown = browser(world, "adviser2").post(path, {"answer": "accept"})

    assert "You are signed in as somebody else." in text_of(shown)
    assert status_of(world) == "sent"


def test_an_answer_ends_every_link_of_the_referral(world, mailbox):
    world.refer()
    paths = [link_of(world, mailbox, name) for name in ("adviser", "adviser2")]

    browser(world, "adviser").post(paths[0], {"answer": "accept"})

    assert [is_dead(path) for path in paths] == [True, True]


def test_unknown_used_and_expired_look_the_same(world, mailbox):
    world.refer()
    path = link_of(world, mailbox)

    with time_machine.travel(timezone.now() + timedelta(days=7), tick=False):
        expired = text_of(Client().get(path))
    change_links(world, used_at=timezone.now())
    used = text_of(Client().get(path))
    unknown = text_of(Client().get("/answer/ccs_unknown/")).replace("/answer/ccs_unknown/", path)

    # All but the token of the form that changes the language.
    assert len({re.sub(r'value="\w{64}"', "", page) for page in (expired, used, unknown)}) == 1
    assert "Sign in to see the referral" in used


def test_a_link_lasts_seven_days(world, mailbox):
    world.refer()
    link_of(world, mailbox)

    link = own_link(world)

    assert link.expires_at - link.made_at == timedelta(days=7)


def test_after_a_question_only_the_new_link_works(world, mailbox):
    [referral] = world.refer()
    first = link_of(world, mailbox)
    with world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Since when?")
    with world.acting("teacher") as actor:
        answer(actor=actor, reference=referral.reference, text="Since Monday.")

    second = link_of(world, mailbox)

    assert [is_dead(first), is_dead(second)] == [True, False]


def test_who_has_left_has_no_link(world, mailbox):
    world.refer()
    path = link_of(world, mailbox)

    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["adviser"].pk).update(left_at=timezone.now())

    assert is_dead(path)


def test_a_link_answers_once_even_when_the_answer_is_undone(world, mailbox):
    [referral] = world.refer()
    link_of(world, mailbox)
    link = own_link(world)
    change_links(world, used_at=timezone.now())

    with world.acting("adviser") as actor, pytest.raises(Conflict):
        answer_by_link(actor=actor, reference=referral.reference, link_id=link.pk, answer="accept")

    assert status_of(world) == "sent"


def test_a_double_click_answers_once(world, mailbox):
    [referral] = world.refer()
    link_of(world, mailbox)
    link = own_link(world)

    with world.acting("adviser") as actor:
        for _ in range(2):
            answer_by_link(
                actor=actor, reference=referral.reference, link_id=link.pk, answer="accept"
            )

    assert status_of(world) == "accepted"


def test_who_comes_second_is_told_who_was_first(world, mailbox):
    [referral] = world.refer()
    link_of(world, mailbox)
    link = own_link(world)
    with world.acting("adviser2") as actor:
        accept(actor=actor, reference=referral.reference)

    with world.acting("adviser") as actor, pytest.raises(Conflict) as refusal:
        answer_by_link(actor=actor, reference=referral.reference, link_id=link.pk, answer="accept")

    assert "Adviser2 Sample" in refusal.value.message


def test_nobody_answers_by_the_link_of_a_colleague(world, mailbox):
    [referral] = world.refer()
    link_of(world, mailbox)
    link = own_link(world)

    with world.acting("adviser2") as actor, pytest.raises(NotAllowed):
        answer_by_link(actor=actor, reference=referral.reference, link_id=link.pk, answer="accept")

    assert status_of(world) == "sent"


def test_the_token_stands_in_the_email_and_nowhere_else(world, mailbox):
    world.refer()

    token = link_of(world, mailbox).split("/")[2]

    rows = [*OutboxMessage.objects.values(), *TokenIndex.objects.values()]
    with enter(system(world.network.pk)):
        rows += AnswerLink.objects.values()
    assert token not in str(rows)
    assert TokenIndex.objects.filter(kind="answer_link").count() == 2


def test_asking_for_code_after_code_has_to_wait(world, mailbox):
    world.refer()
    path = link_of(world, mailbox)

    with time_machine.travel(timezone.now(), tick=False):
        answers = [Client().post(path, {"answer": "accept"}).status_code for _ in range(4)]

    assert answers == [302, 302, 302, 429]


def test_a_reminder_asks_the_team_and_not_its_manager(world, mailbox):
    sent_at(monday(10), world)
    tick(monday(12))
    with_link = ["/answer/ccs_" in mailbox.text(number) for number in range(2)]
    mailbox.emails.clear()

    tick(monday(14))

    assert with_link == [True, True]
    asked = {email["To"] for n, email in enumerate(mailbox.emails) if "/answer/" in mailbox.text(n)}
    assert asked == {world.email("adviser"), world.email("adviser2")}
