"""Asked a few days after the end, and a conversation by text message."""

import time_machine

from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from referrals.voice.questions.models import TheirWords
from referrals.voice.words.understood import understood
from tests.notify import Notify
from tests.referrals.clocks import november
from tests.referrals.voice.cards import Card, person
from tests.referrals.voice.ended import asks_at, codes, ended_card, quotes, row_of
from tests.world import World

MOBILE = "+447700900123"


def asked(world: World, notify: Notify) -> Card:
    """Closed on a Monday, asked on the Friday."""
    with time_machine.travel(november(23, 10), tick=False):
        given = ended_card(world)
        deliver()
    asks_at(november(27, 10))
    return given


def replies(notify: Notify, *words: str) -> list[str]:
    """What was sent after each of them; a minute lies between them."""
    for minute, said in enumerate(words):
        with time_machine.travel(november(27, 11, minute), tick=False):
            notify.brings(MOBILE, said)
            deliver()
    return [text.body for text in notify.texts]


def test_each_reply_is_kept_and_brings_the_next_question(world: World, notify: Notify) -> None:
    given = asked(world, notify)

    said = replies(notify, "1", "Nope.", "2", "better", "They rang every day.", "YES please")

    assert len(said) == 7
    assert "Did they contact you?" in said[0] and "Reply STOP to end" in said[0]
    assert "Quay" not in " ".join(said) and "food" not in " ".join(said)
    assert "the last question" in said[-1]
    assert codes(row_of(world, given.referral)) == ("yes", "no", "partly", "better")
    assert quotes(world) == ["They rang every day."]


def test_what_is_not_understood_is_asked_once_more_and_then_no_more(
    world: World, notify: Notify
) -> None:
    given = asked(world, notify)

    said = replies(notify, "Who is this?", "Leave it.", "1")

    assert len(said) == 2 and "did not understand" in said[1]
    assert codes(row_of(world, given.referral)) == ("", "", "", "")


def test_the_same_message_brought_twice_answers_one_question(world: World, notify: Notify) -> None:
    given = asked(world, notify)
    twice = {"id": "6c2c2f0e-0000-4000-8000-000000000001"}

    with time_machine.travel(november(27, 11), tick=False):
        for _time in range(2):
            notify.brings(MOBILE, "1", **twice)

    assert codes(row_of(world, given.referral)) == ("yes", "", "", "")


def test_stop_ends_it_at_once(world: World, notify: Notify) -> None:
    given = asked(world, notify)

    said = replies(notify, "1", "STOP", "2")

    row = row_of(world, given.referral)
    assert (row.step, codes(row)) == ("", ("yes", "", "", ""))
    assert len([body for body in said if "Reply" in body]) == 2


def test_nobody_is_asked_twice_nor_who_said_no_nor_in_an_unsafe_way(
    world: World, other_world: World, notify: Notify
) -> None:
    with time_machine.travel(november(23, 10), tick=False):
        safe = ended_card(world)
        unsafe = ended_card(world, client=person(phone="07700 900124", safe_to=("call",)))
        deliver()

    for day in (24, 27, 30):
        asks_at(november(day, 10))

    assert [text.number for text in notify.texts] == [MOBILE]
    assert row_of(world, safe.referral).state == "asked"
    assert row_of(world, unsafe.referral).state == "by_worker"


def test_a_polish_yes_is_a_yes_and_a_polish_no_is_asked_again() -> None:
    said = [
        understood(words, answers=("yes", "no"), language="pl")
        for words in ("Tak!", "nie", "no", "2", "٢", "yes")
    ]

    assert said == ["yes", "no", "", "no", "no", "yes"]


def test_words_by_text_are_quoted_only_after_a_yes(world: World, notify: Notify) -> None:
    given = asked(world, notify)

    replies(notify, "1", "2", "1", "2", "They forgot me.", "2")

    with world.acting("teacher"):
        kept = TheirWords.objects.get(referral=given.referral)
    assert (kept.words, kept.may_quote, quotes(world)) == ("They forgot me.", False, [])
    with enter(system(world.network.pk)):
        assert TheirWords.objects.count() == 0
