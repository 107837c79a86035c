from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from referrals.messages.models import Message
from referrals.referrals.actions import accept, answer, return_to_sender, withdraw
from referrals.referrals.models import Referral, ReferralEvent
from tests.referrals.pages import browser, page, text_of
from tests.world import World

# A Monday; needed today, so that four working hours are given.
TEN = datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _later_that_morning() -> Iterator[None]:
    """What has no time of its own happens after what has."""
    with time_machine.travel(TEN + timedelta(minutes=10)):
        yield


def asked(world: World, *, at: datetime = TEN, question: str = "Since when?") -> Referral:
    with time_machine.travel(TEN - timedelta(minutes=1), tick=False):
        [referral] = world.refer()
    with time_machine.travel(at, tick=False), world.acting("adviser") as actor:
        return return_to_sender(actor=actor, reference=referral.reference, question=question)


def answered(world: World, referral: Referral, *, at: datetime, text: str = "Monday") -> Referral:
    with time_machine.travel(at, tick=False), world.acting("teacher") as actor:
        return answer(actor=actor, reference=referral.reference, text=text)


def test_the_referrer_owns_the_question_and_has_as_long(world: World) -> None:
    referral = asked(world)

    assert referral.status == "returned"
    assert referral.owner_team_id == world.school.pk
    assert referral.next_action_at == TEN + timedelta(hours=4)


@pytest.mark.parametrize(
    ("asked_at", "answered_at", "due"),
    [
        # An hour was used: three are left, whenever the answer comes.
        (TEN + timedelta(minutes=59), TEN + timedelta(hours=2), TEN + timedelta(hours=5)),
        (
            TEN + timedelta(minutes=59),
            datetime(2026, 11, 24, 16, tzinfo=UTC),
            datetime(2026, 11, 25, 11, tzinfo=UTC),
        ),
        (
            TEN + timedelta(minutes=59),
            datetime(2026, 11, 28, 12, tzinfo=UTC),
            datetime(2026, 11, 30, 12, tzinfo=UTC),
        ),
        # Nothing was left: an hour to act is.
        (
            TEN + timedelta(hours=6),
            TEN + timedelta(hours=6.5),
            datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        ),
    ],
)
def test_the_clock_stands_still_until_the_answer(
    world: World, asked_at: datetime, answered_at: datetime, due: datetime
) -> None:
    referral = asked(world, at=asked_at)

    referral = answered(world, referral, at=answered_at)

    assert (referral.status, referral.owner_team_id) == ("sent", world.advice_line.pk)
    assert referral.next_action_at == due
    assert referral.clock_left is None


def test_question_and_answer_stand_in_the_thread(world: World) -> None:
    referral = answered(world, asked(world), at=TEN + timedelta(hours=1), text="Since Monday")

    with world.acting("teacher"):
        said = list(Message.objects.values_list("kind", "body"))
        kinds = list(ReferralEvent.objects.values_list("kind", flat=True))

    assert said == [("question", "Since when?"), ("answer", "Since Monday")]
    assert sorted(kinds) == ["answered", "returned", "sent"]
    assert referral.status == "sent"


def test_asking_twice_asks_once_and_answering_twice_answers_once(world: World) -> None:
    referral = asked(world)
    with time_machine.travel(TEN, tick=False), world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=referral.reference, question="Since when?")

    answered(world, referral, at=TEN + timedelta(minutes=5))
    answered(world, referral, at=TEN + timedelta(minutes=5))

    with world.acting("teacher"):
        assert Message.objects.count() == 2


def test_what_was_sent_and_not_asked_cannot_be_answered(world: World) -> None:
    [referral] = world.refer()

    with world.acting("teacher") as actor, pytest.raises(Conflict):
        answer(actor=actor, reference=referral.reference, text="Monday")


def test_a_colleague_who_asks_second_is_told_who_was_first(world: World) -> None:
    referral = asked(world)

    with world.acting("adviser2") as second, pytest.raises(Conflict) as refusal:
        return_to_sender(actor=second, reference=referral.reference, question="Since when?")

    assert "Adviser Sample changed this to “Question asked”" in str(refusal.value.message)


def test_only_the_receiver_asks_and_only_the_sender_answers(
    world: World, other_world: World
) -> None:
    [sent], returned = world.refer(), asked(world)

    for name in ("teacher", "caseworker", "officer", "manager", "coordinator"):
        with world.acting(name) as actor, pytest.raises(NotAllowed):
            return_to_sender(actor=actor, reference=sent.reference, question="Since when?")
    for name in ("adviser", "caseworker", "officer", "manager", "coordinator"):
        with world.acting(name) as actor, pytest.raises(NotAllowed):
            answer(actor=actor, reference=returned.reference, text="Monday")
    with other_world.acting("teacher") as actor, pytest.raises(NotAllowed):
        answer(actor=actor, reference=returned.reference, text="Monday")


def test_a_question_and_an_answer_need_words(world: World) -> None:
    [sent], returned = world.refer(), asked(world)

    with world.acting("adviser") as actor, pytest.raises(Problem, match="Write what you need"):
        return_to_sender(actor=actor, reference=sent.reference, question="  ")
    with world.acting("teacher") as actor, pytest.raises(Problem, match="Write your answer"):
        answer(actor=actor, reference=returned.reference, text="")


def test_what_is_asked_about_is_neither_accepted_nor_lost(world: World) -> None:
    referral = asked(world)

    with world.acting("adviser") as actor, pytest.raises(Conflict):
        accept(actor=actor, reference=referral.reference)
    with world.acting("teacher") as actor:
        referral = withdraw(actor=actor, reference=referral.reference)

    assert (referral.status, referral.clock_left) == ("withdrawn", None)


def test_asking_on_the_page(world: World) -> None:
    [referral] = world.refer()
    client = browser(world, "adviser")
    assert "Ask a question" in text_of(client.get(page(world, referral.reference)))

    wrong = client.post(page(world, referral.reference, "return"), {"question": ""})
    done = client.post(
        page(world, referral.reference, "return"), {"question": "Since when?"}, follow=True
    )

    assert "Write what you need to know" in text_of(wrong)
    assert "You have asked. Hill pastoral team, Hill School has been told." in text_of(done)
    assert "Quay advice line, Quay Advice has asked a question." in text_of(done)


def test_answering_on_the_page(world: World) -> None:
    referral = asked(world, question="Since when have they had no food?")
    client = browser(world, "teacher")
    assert "Answer the question" in text_of(client.get(page(world, referral.reference)))

    asks = client.get(page(world, referral.reference, "answer"))
    done = client.post(
        page(world, referral.reference, "answer"), {"text": "Since Monday"}, follow=True
    )

    assert "Since when have they had no food?" in text_of(asks)
    assert "You have answered. Quay advice line, Quay Advice has been told." in text_of(done)
    assert "Since Monday" in text_of(done)


def test_the_question_is_on_the_home_page_of_who_answers(world: World) -> None:
    asked(world)

    home = text_of(browser(world, "teacher").get(f"/{world.network.slug}/"))

    assert "Answer a question: Food, Debt" in home
    assert "Quay advice line, Quay Advice asked you a question" in home
