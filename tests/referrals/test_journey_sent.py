from datetime import UTC, datetime

import time_machine

from tests.referrals.desk.brought import with_desk
from tests.referrals.journey import (
    chosen,
    sends,
    step,
)
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_after_sending_it_cannot_be_changed_or_discarded(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    sends(world, client, key, world.advice)

    answers = [client.get(step(world, key, name)) for name in ("", "story", "discard")]

    assert [answer.status_code for answer in answers] == [409, 409, 409]
    assert "This has been sent, so it cannot be changed." in text_of(answers[0])


def test_the_card_says_who_calls_on_which_day(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        client = browser(world, "teacher")
        key = chosen(world, client, world.advice)
        sends(world, client, key, world.advice)
        printed = {"way": "print", "carry": "on"}
        page, welsh = (
            text_of(client.post(step(world, key, "card"), {**printed, "language": language}))
            for language in ("en", "cy")
        )

    assert "will contact you by 14:00 on Thursday 19 November 2026" in page
    assert "19 Tachwedd 2026" in welsh
    assert "Amina" not in page.partition("<h1")[2]


def test_what_went_to_the_desk_says_who_looks_and_until_when(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        referral = with_desk(world)
        client = browser(world, "teacher")
        sent = text_of(client.get(step(world, str(referral.assessment_id), "sent")))
        printed = {"way": "print", "carry": "on", "language": "en"}
        card = text_of(client.post(step(world, str(referral.assessment_id), "card"), printed))

    assert "The desk looks for somebody who can help, by 2pm today." in sent
    assert "We are looking for somebody who can help you." in card
    assert "You will hear by 14:00 on Wednesday 18 November 2026." in card
