"""The card: made by the worker, in safe ways only, and what became of it."""

import re

from django.test import Client as Browser

from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from referrals.referrals.models import ReferralEvent
from referrals.voice.rules import LETTERS
from tests.mail import Mailbox
from tests.notify import Notify
from tests.referrals.voice.cards import card, person
from tests.world import World


def page(world: World, story: object) -> str:
    return f"/{world.network.slug}/refer/{story}/card/"


def signed_in(world: World, name: str = "teacher") -> Browser:
    browser = Browser()
    browser.force_login(world.user(name))
    return browser


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def _parts(email: object) -> list[str]:
    return [part.get_content() for part in email.walk() if not part.is_multipart()]


def test_a_printed_card_is_asked_for_safety_and_shows_its_code_once(world: World) -> None:
    [referral] = world.refer(client=person(safe_to=("call",)))
    browser, where = signed_in(world), page(world, referral.assessment_id)

    asked = text(browser.post(where, {"way": "print", "language": "en"}))
    printed = text(browser.post(where, {"way": "print", "language": "en", "carry": "on"}))
    again = text(browser.post(where, {"way": "print", "language": "en", "carry": "on"}))

    assert "Ask whether it is safe for them to carry it" in asked
    assert "Quay advice line, Quay Advice will contact you by" in printed
    assert "/c/" in printed and "Their code, shown this once" in printed
    assert "/c/" in again and "Their code, shown this once" not in again
    assert "Food" not in printed and "Amina" not in printed


def test_a_text_goes_only_where_it_is_safe(world: World, notify: Notify) -> None:
    [referral] = world.refer(client=person(safe_to=("call", "email")))
    browser, where = signed_in(world), page(world, referral.assessment_id)

    refused = text(browser.post(where, {"way": "sms", "language": "en"}))
    deliver()

    assert "That is not a safe way to reach them" in refused
    assert notify.texts == []


def test_the_text_opens_their_page_and_its_arrival_is_shown(world: World, notify: Notify) -> None:
    [referral] = world.refer(client=person())
    browser, where = signed_in(world), page(world, referral.assessment_id)

    sent = text(browser.post(where, {"way": "sms", "language": "en"}))
    deliver()
    [message] = notify.texts
    path = re.search(r"http://[^/]+(/c/\S+)", message.body)
    opened = Browser().get(path[1])
    shown = text(browser.get(where))

    assert "The text with the card is on its way." in sent
    assert opened.status_code == 200 and referral.reference in text(opened)
    assert "Text message" in shown and "Sent" in shown


def test_what_nobody_types_from_paper_has_128_random_bits(world: World, notify: Notify) -> None:
    [referral] = world.refer(client=person())
    browser, where = signed_in(world), page(world, referral.assessment_id)

    browser.post(where, {"way": "sms", "language": "en"})
    deliver()
    printed = text(browser.post(where, {"way": "print", "language": "en", "carry": "on"}))

    [message] = notify.texts
    secrets = [re.search("/c/([a-z0-9-]+)", one)[1] for one in (message.body, printed)]
    assert [len(one.replace("-", "")) for one in secrets] == [26, 20]
    assert len(LETTERS) ** 26 > 2**128


def test_an_email_of_a_discreet_card_says_neither_who_nor_what(
    world: World, mailbox: Mailbox
) -> None:
    [referral] = world.refer(client=person())
    browser, where = signed_in(world), page(world, referral.assessment_id)

    browser.post(where, {"way": "email", "language": "en", "discreet": "on"})
    deliver()
    email = next(one for one in mailbox.emails if one["To"] == "amina@example.org")
    said = "\n".join([email["Subject"], email["From"], *(_parts(email))])

    assert "Someone from the advice network will contact you by" in said
    assert "Advice network" in email["From"]
    found = [word for word in ("Quay", "Hamlets", "Hill", "Food", "Amina", "CCS") if word in said]
    assert found == []


def test_a_card_that_does_not_arrive_is_told_to_who_gave_it(
    world: World, notify: Notify, mailbox: Mailbox
) -> None:
    [referral] = world.refer(client=person())
    browser, where = signed_in(world), page(world, referral.assessment_id)
    browser.post(where, {"way": "sms", "language": "en"})
    deliver()

    notify.tells_receipt(notify.texts[0], "permanent-failure")
    deliver()
    shown = text(browser.get(where))
    with world.acting("teacher"):
        kinds = list(ReferralEvent.objects.values_list("kind", flat=True))

    assert "Did not arrive. Their number does not exist, or is not in use." in shown
    assert "card_failed" in kinds
    assert [one["To"] for one in mailbox.emails if "card did not arrive" in one["Subject"]] == [
        world.email("teacher")
    ]


def test_made_anew_the_old_card_opens_nothing(world: World) -> None:
    given = card(world)
    browser = given.proved()
    where = page(world, given.referral.assessment_id)

    anew = text(signed_in(world).post(f"{where}anew/"))
    old = browser.get(given.path)

    assert "Their code, shown this once" in anew
    assert old.status_code == 404


def test_a_colleague_of_another_team_gives_no_card(world: World, other_world: World) -> None:
    [referral] = world.refer(client=person())
    where = page(world, referral.assessment_id)

    answers = [
        signed_in(world, "adviser").post(where, {"way": "print", "carry": "on", "language": "en"}),
        signed_in(other_world).post(where, {"way": "print", "carry": "on", "language": "en"}),
    ]
    with enter(system(world.network.pk)):
        events = ReferralEvent.objects.filter(kind="card_failed").exists()

    assert [answer.status_code for answer in answers] == [404, 404]
    assert not events
