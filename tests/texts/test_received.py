from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from ccs.outbox.tasks import deliver, forget_old
from ccs.tenancy.context import Context, Role, enter, system
from ccs.texts.models import ReceivedText, TextThread
from tests.texts.conftest import MOBILE, NETWORK, OTHER_NETWORK

pytestmark = pytest.mark.django_db
ANYWHERE = Context(role=Role.SYSTEM)


def threads():
    with enter(ANYWHERE):
        return list(TextThread.objects.order_by("opened_at"))


def received():
    with enter(ANYWHERE):
        return list(ReceivedText.objects.values_list("network_id", flat=True))


def test_an_answer_goes_to_what_was_asked_last(notify, desk):
    person = desk.person()
    desk.text(person)
    deliver()
    asked = desk.text(person)
    deliver()
    desk.reply = ""
    desk.text(person)
    deliver()

    answer = notify.brings("447700900123", "Yes, they called. It was a woman called Canary.")

    [reply] = desk.replies
    assert answer.status_code == 200
    assert (reply.network_id, reply.client_id, reply.subject_id) == (NETWORK, person, asked)
    assert reply.words == "Yes, they called. It was a woman called Canary."
    assert reply.received_at.isoformat() == "2026-11-16T09:30:00+00:00"
    assert desk.contexts == [system(NETWORK)]


def test_the_same_text_is_taken_once(notify, desk):
    desk.text(desk.person())
    deliver()
    name = str(uuid4())

    answers = [notify.brings(MOBILE, "Yes", id=name) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert len(desk.replies) == 1


def test_an_answer_that_cannot_be_kept_comes_again(notify, desk):
    desk.text(desk.person())
    deliver()
    name = str(uuid4())
    desk.fails = True

    with pytest.raises(RuntimeError):
        notify.brings(MOBILE, "Yes", id=name)
    desk.fails = False
    notify.brings(MOBILE, "Yes", id=name)

    assert [reply.words for reply in desk.replies] == ["Yes"]


def test_a_text_from_a_stranger_is_counted_and_its_words_are_gone(notify, desk):
    desk.text(desk.person())
    deliver()

    answers = [notify.brings(number, "Hello") for number in ("+447700900999", "60006", "HMRC")]

    assert [answer.status_code for answer in answers] == [200, 200, 200]
    assert desk.replies == []
    assert received() == [None, None, None]


@pytest.mark.parametrize("words", ["STOP", " stop. ", "Stopio", "stop texting me please"])
def test_stop_is_heard_in_every_network_that_wrote(notify, desk, words):
    desk.reply = ""
    here, there = desk.person(), desk.person("07700 900123")
    desk.text(here)
    desk.text(here)
    desk.text(there, network_id=OTHER_NETWORK)
    deliver()

    notify.brings(MOBILE, words)

    assert sorted(desk.stops) == sorted([(NETWORK, here), (OTHER_NETWORK, there)])
    assert desk.replies == []


def test_a_sentence_with_stop_in_it_is_an_answer(notify, desk):
    desk.text(desk.person())
    deliver()

    notify.brings(MOBILE, "Stop the benefit cap, that is what they should do")

    assert (len(desk.replies), desk.stops) == (1, [])


def test_after_its_time_an_answer_is_nobodys(notify, desk, time_machine):
    desk.text(desk.person())
    deliver()
    time_machine.move_to(timezone.now() + timedelta(days=15))

    notify.brings(MOBILE, "Yes")

    assert desk.replies == []


def test_whose_number_it_was_is_forgotten_after_ninety_days(notify, desk, time_machine):
    desk.text(desk.person())
    deliver()
    notify.brings(MOBILE, "Yes")
    time_machine.move_to(timezone.now() + timedelta(days=91))

    forget_old()

    assert (threads(), received()) == ([], [])


def test_a_number_is_kept_as_a_hash_that_another_key_does_not_make(notify, desk, settings):
    person = desk.person()
    desk.text(person)
    deliver()
    old, settings.SECRET_KEY = settings.SECRET_KEY, "another-key-" * 5
    settings.SECRET_KEY_FALLBACKS = [old]
    desk.text(person)
    deliver()

    first, second = (thread.number_hash for thread in threads())
    notify.brings(MOBILE, "STOP")

    assert first != second
    assert desk.stops == [(NETWORK, person)]


def test_only_the_system_sees_whose_a_number_is(notify, desk):
    desk.text(desk.person())
    deliver()

    with enter(Context(network=NETWORK, role=Role.COORDINATOR)):
        seen = TextThread.objects.count()

    assert (seen, len(threads())) == (0, 1)
