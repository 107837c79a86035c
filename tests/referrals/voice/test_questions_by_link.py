"""The four questions on the person's own page."""

from django.test import Client as Browser

from ccs.outbox.models import OutboxMessage
from ccs.outbox.tasks import deliver
from ccs.tenancy.context import enter, system
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral, ReferralEvent
from referrals.voice.models import NotCalled
from referrals.voice.questions.models import TheirWords
from tests.mail import Mailbox
from tests.referrals.voice.cards import Card, card
from tests.referrals.voice.ended import codes, ended_card, helped, quotes, row_of
from tests.world import World


def text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined]


def test_one_tap_each_brings_the_next_question(world: World) -> None:
    given = ended_card(world)
    browser = Browser()

    page = browser.get(f"{given.path}questions/", follow=True)
    asked = [text(page)]
    for question, answer in [
        ("contacted", "yes"),
        ("repeated", "no"),
        ("respect", "partly"),
        ("better", "better"),
    ]:
        page = browser.post(
            page.request["PATH_INFO"], {"question": question, "answer": answer}, follow=True
        )
        asked.append(text(page))

    assert "Did they contact you?" in asked[0] and "Quay Advice" not in asked[0]
    assert "Did you have to tell your story again?" in asked[1]
    assert "Did they treat you with respect?" in asked[2]
    assert "Are things better for you now?" in asked[3]
    assert "Is there anything you want to say?" in asked[4]
    assert codes(row_of(world, given.referral)) == ("yes", "no", "partly", "better")


def test_a_double_tap_answers_once(world: World) -> None:
    given = ended_card(world)
    address = f"{given.path}questions/{given.referral.reference}/"

    for _tap in range(2):
        Browser().post(address, {"question": "contacted", "answer": "no"})

    with enter(system(world.network.pk)):
        kinds = list(ReferralEvent.objects.order_by("at").values_list("kind", flat=True))[-2:]
        assert (NotCalled.objects.count(), kinds) == (1, ["asked_how", "not_called"])


def test_not_contacted_is_on_the_desks_page_and_in_its_email_at_once(
    world: World, other_world: World, mailbox: Mailbox
) -> None:
    given = ended_card(world)
    OutboxMessage.objects.all().delete()

    Browser().post(
        f"{given.path}questions/{given.referral.reference}/",
        {"question": "contacted", "answer": "no"},
    )
    deliver()

    desk = Browser()
    desk.force_login(world.user("coordinator"))
    elsewhere = Browser()
    elsewhere.force_login(other_world.user("coordinator"))
    assert given.referral.reference in text(desk.get("/hamlets/desk/"))
    assert given.referral.reference not in text(elsewhere.get("/norwich/desk/"))
    assert {"coordinator@hamlets.example", "adviser@hamlets.example"} <= set(mailbox.addresses)


def test_whoever_has_the_link_alone_sees_and_changes_nothing_that_was_said(world: World) -> None:
    given = ended_card(world)
    address = f"{given.path}questions/{given.referral.reference}/"
    Browser().post(address, {"question": "respect", "answer": "no"})
    Browser().post(f"{address}words/", {"words": "They kept\0 me waiting.", "quote": "yes"})

    Browser().post(address, {"question": "respect", "answer": "yes"})
    Browser().post(f"{address}words/", {"words": "All was well.", "quote": "yes"})
    shown = Browser().get(f"{address}said/", follow=True)

    assert "kept me waiting" not in text(shown) and "What you said" not in text(shown)
    assert codes(row_of(world, given.referral))[2] == "no"
    assert quotes(world) == ["They kept me waiting."]


def test_the_person_changes_an_answer_and_takes_back_their_quote(
    world: World, other_world: World
) -> None:
    given = ended_card(world)
    address = f"{given.path}questions/{given.referral.reference}/"
    Browser().post(address, {"question": "respect", "answer": "no"})
    Browser().post(f"{address}words/", {"words": "They kept me waiting.", "quote": "yes"})
    own = given.proved()
    form = given.form(own)

    own.post(address, {"question": "respect", "answer": "partly", "form": form})
    own.post(f"{address}said/", {"quote": "no", "form": form})
    page = text(own.get(f"{address}said/"))

    assert "Partly" in page and "They kept me waiting." in page and "Quay advice line" in page
    assert codes(row_of(world, given.referral))[2] == "partly"
    assert quotes(world) == []


def test_the_words_are_read_by_the_team_that_was_told_and_by_nobody_else(world: World) -> None:
    given = ended_card(world)
    address = f"{given.path}questions/{given.referral.reference}/"
    Browser().post(f"{address}words/", {"words": "They kept me waiting.", "quote": "no"})

    seen = {}
    for name in ("teacher", "adviser", "manager", "coordinator", "analyst"):
        with world.acting(name):
            seen[name] = TheirWords.objects.count()

    assert seen == {"teacher": 1, "adviser": 0, "manager": 0, "coordinator": 0, "analyst": 0}


def test_of_several_that_have_ended_the_newest_is_asked_first_and_then_another(
    world: World,
) -> None:
    given = card(world, world.advice, world.debt)
    helped(world, given.referral.reference)
    with world.acting("caseworker") as actor:
        second = _other_of(given)
        decline(actor=actor, reference=second, reason="no_capacity", note="")

    first = Browser().get(f"{given.path}questions/").headers["Location"]
    Browser().post(first, {"question": "contacted", "answer": "yes"})
    done = text(Browser().get(f"{given.path}questions/{second}/done/"))

    assert first == f"{given.path}questions/{second}/"
    assert f"{given.path}questions/{given.referral.reference}/" in done


def test_a_referral_of_somebody_else_cannot_be_answered(world: World) -> None:
    given, other = ended_card(world), ended_card(world)

    answer = Browser().post(
        f"{given.path}questions/{other.referral.reference}/",
        {"question": "contacted", "answer": "no"},
    )

    assert answer.status_code == 404


def _other_of(given: Card) -> str:
    with enter(system(given.world.network.pk)):
        rows = Referral.objects.filter(assessment=given.referral.assessment_id)
        return rows.exclude(pk=given.referral.pk).get().reference
