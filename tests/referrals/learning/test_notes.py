"""Learning notes: who reads them, and a quote that is taken back."""

from uuid import UUID

from django.test import Client as Browser
from django.utils import timezone

from ccs.tenancy.context import enter, system
from referrals.learning.actions import Learnt, add_quote, show_note, write_note
from referrals.learning.models import LearningNote
from referrals.voice.questions.actions.answering import Told, answer_by_worker, quote_by_worker
from referrals.voice.questions.models import Quote
from tests.referrals.pages import browser, text_of
from tests.referrals.voice.ended import helped
from tests.world import World

NOTE = UUID("6c2c2f0e-0000-4000-8000-000000000009")
LEARNT = Learnt(
    title="Calls on the first day",
    heard="People waited a week for a call.",
    changed="The advice line calls on the first day.",
    patterns=("voice", "unmet"),
)


def quoted(world: World, words: str = "I waited on Sunny Street for a week.") -> str:
    """The reference of the referral that it was said about."""
    [referral] = world.refer()
    helped(world, referral.reference)
    with world.acting("teacher") as actor:
        told = Told(words=words, may_quote=True)
        answer_by_worker(actor=actor, reference=referral.reference, told=told)
    return referral.reference


def note_with_quote(world: World, state: str) -> str:
    reference = quoted(world)
    with world.acting("coordinator") as actor:
        write_note(actor=actor, learnt=LEARNT, note_id=NOTE)
        quote = Quote.objects.get()
        add_quote(actor=actor, note_id=NOTE, quote_id=quote.pk, left_out=["Sunny Street"])
        show_note(actor=actor, note_id=NOTE, state=state)
    return reference


def test_members_read_it_once_it_is_shown_to_them(world: World, other_world: World) -> None:
    note_with_quote(world, "draft")
    teacher = browser(world, "teacher")
    draft = text_of(teacher.get("/hamlets/learning/"))

    with world.acting("coordinator") as actor:
        show_note(actor=actor, note_id=NOTE, state="members")
    page = text_of(teacher.get(f"/hamlets/learning/{NOTE}/"))

    assert "Calls on the first day" not in draft
    assert "I waited on […] for a week." in page and "Sunny Street" not in page
    assert browser(other_world, "coordinator").get(f"/norwich/learning/{NOTE}/").status_code == 404
    assert Browser().get("/find-help/hamlets/you-said/").status_code == 404


def test_everybody_reads_what_was_made_public_without_a_cookie(world: World) -> None:
    before = text_of(Browser().get("/find-help/hamlets/"))
    note_with_quote(world, "public")

    page = Browser().get("/find-help/hamlets/you-said/?language=cy")

    assert "I waited on […] for a week." in text_of(page) and not page.cookies
    assert "you-said" not in before
    assert "/find-help/hamlets/you-said/" in text_of(Browser().get("/find-help/hamlets/"))


def test_a_quote_that_is_taken_back_is_gone_everywhere(world: World) -> None:
    reference = note_with_quote(world, "public")

    with world.acting("teacher") as actor:
        quote_by_worker(actor=actor, reference=reference, may_quote=False)

    desk = browser(world, "coordinator")
    pages = [
        Browser().get("/find-help/hamlets/you-said/"),
        browser(world, "officer").get(f"/hamlets/learning/{NOTE}/"),
        desk.get(f"/hamlets/learning/{NOTE}/"),
        desk.get("/hamlets/learning/quotes/"),
    ]
    assert [page.status_code for page in pages] == [200, 200, 200, 200]
    assert not [
        page for page in pages if "for a week." in text_of(page).replace("waited a week", "")
    ]


def test_a_quote_says_nothing_of_who_said_it(world: World) -> None:
    quoted(world)

    with world.acting("coordinator"):
        quote = Quote.objects.get()

    assert quote.pk.version == 4
    assert quote.said_in == timezone.localdate().replace(day=1)
    assert {field.name for field in Quote._meta.concrete_fields} == {
        "id", "network", "service", "needs", "words", "language", "said_in",
    }  # fmt: skip


def test_only_the_desk_sees_quotes_and_writes_notes(world: World) -> None:
    note_with_quote(world, "members")

    answers = {
        name: (
            browser(world, name).get("/hamlets/learning/quotes/").status_code,
            browser(world, name).get(f"/hamlets/learning/{NOTE}/change/").status_code,
        )
        for name in ("coordinator", "adviser", "manager", "analyst")
    }

    assert answers == {
        "coordinator": (200, 200),
        "adviser": (404, 404),
        "manager": (404, 404),
        "analyst": (404, 404),
    }


def test_what_a_note_said_before_stays_in_its_history(world: World) -> None:
    note_with_quote(world, "members")
    desk = browser(world, "coordinator")

    desk.post(
        f"/hamlets/learning/{NOTE}/change/",
        {"title": "First calls", "heard": "Waits were long.", "language": "en"},
    )
    page = text_of(desk.get(f"/hamlets/learning/{NOTE}/"))

    with enter(system(world.network.pk)):
        assert LearningNote.objects.get().authors == ["Coordinator Sample"]
    assert "People waited a week for a call." in page and "First calls" in page
