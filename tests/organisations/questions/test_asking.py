from datetime import UTC, datetime

import pytest
import time_machine

from ccs.audit.models import AuditRecord
from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.engagement.questions.actions import (
    Asked,
    answer,
    ask,
    ask_on,
    join,
    say_it_helps,
)
from organisations.engagement.questions.keeping import Written, change_page, write_page
from organisations.engagement.questions.models import HelpQuestion
from organisations.engagement.questions.queries import alike, asked_by_month
from tests.referrals.pages import browser, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def asked(
    world: World, words: str = "How do I pause a service?", by: str = "adviser"
) -> HelpQuestion:
    with world.acting(by) as actor:
        return ask(actor=actor, asked=Asked(words, "capacity"), question_id=new_id())


def answered(
    world: World, question: HelpQuestion, words: str = "On the page of its places."
) -> None:
    with world.acting("coordinator") as actor:
        answer(actor=actor, question_id=question.pk, words=words, seen=0)


def test_a_question_is_read_by_its_asker_and_the_desk_alone(
    world: World, other_world: World
) -> None:
    question = asked(world)
    address = f"/hamlets/help/questions/{question.pk}/"

    seen = {
        name: browser(world, name).get(address).status_code
        for name in ("adviser", "coordinator", "teacher", "adviser2", "manager", "analyst")
    }

    assert seen == {
        "adviser": 200,
        "coordinator": 200,
        "teacher": 404,
        "adviser2": 404,
        "manager": 404,
        "analyst": 404,
    }


def test_an_answer_is_emailed_as_a_link_and_the_asker_says_that_it_helps(world: World) -> None:
    question = asked(world)
    desk, adviser = browser(world, "coordinator"), browser(world, "adviser")
    address = f"/hamlets/help/questions/{question.pk}/"

    desk.post(address, {"words": "On the page of its places.", "page": "", "seen": "0"})
    read = text_of(adviser.get(address))
    adviser.post(f"{address}helps/")

    [owed] = OutboxMessage.objects.filter(template="question_answered")
    with world.acting("adviser"):
        question.refresh_from_db()
    assert "On the page of its places." in read
    assert owed.recipient_id == world.people["adviser"].pk
    assert question.helped_at is not None


def test_who_answers_second_is_told_who_was_first_and_a_double_click_is_nothing(
    world: World,
) -> None:
    question = asked(world)
    answered(world, question)

    answered(world, question)
    with world.acting("coordinator") as actor, pytest.raises(Conflict) as refusal:
        answer(actor=actor, question_id=question.pk, words="Something else.", seen=0)

    with world.acting("adviser"):
        said = question.thread.count()
    assert "Coordinator Sample" in refusal.value.message
    assert said == 1


def test_joined_questions_get_one_answer_and_nobody_reads_the_other(world: World) -> None:
    main = asked(world)
    same = asked(world, "Where can I pause a service we run?", by="teacher")
    with world.acting("coordinator") as actor:
        found = alike(same)
        join(actor=actor, question_id=same.pk, to_id=main.pk)

    answered(world, main)

    page = text_of(browser(world, "teacher").get(f"/hamlets/help/questions/{same.pk}/"))
    told = OutboxMessage.objects.filter(template="question_answered")
    assert found == [main]
    assert "On the page of its places." in page
    assert "How do I pause" not in page
    assert told.count() == 2


def test_who_asks_on_waits_again_by_themselves(world: World) -> None:
    main, same = asked(world), asked(world, "Where can I pause?", by="teacher")
    with world.acting("coordinator") as actor:
        join(actor=actor, question_id=same.pk, to_id=main.pk)
    answered(world, main)

    with world.acting("teacher") as actor:
        ask_on(actor=actor, question_id=same.pk, words="And for a week only?")
        same.refresh_from_db()

    assert (same.state, same.joined_to_id, same.helped_at) == ("waiting", None, None)


def test_the_desk_is_reminded_once_after_a_working_day_and_not_of_what_was_answered(
    world: World,
) -> None:
    with time_machine.travel(datetime(2026, 11, 20, 15, tzinfo=UTC)):
        waiting, done = asked(world), asked(world, "What is a route?")
        answered(world, done)

    with time_machine.travel(datetime(2026, 11, 23, 14, tzinfo=UTC)):
        run_due(limit=50)
        too_soon = OutboxMessage.objects.filter(template="question_waiting").count()
    with time_machine.travel(datetime(2026, 11, 23, 15, 1, tzinfo=UTC)):
        run_due(limit=50)
        run_due(limit=50)

    [owed] = OutboxMessage.objects.filter(template="question_waiting")
    assert too_soon == 0
    assert (owed.subject_id, owed.recipient_id) == (waiting.pk, world.people["coordinator"].pk)


def test_a_call_is_written_down_with_the_organisation_and_counted_in_its_month(
    world: World, other_world: World
) -> None:
    asked(other_world)
    quay = world.advice_line.organisation_id
    sent = {
        "channel": "phone",
        "organisation": str(quay),
        "topic": "members",
        "words": "Who signs?",
    }

    kept = browser(world, "coordinator").post("/hamlets/help/questions/record/", sent, follow=True)

    with world.acting("coordinator") as actor:
        [month] = asked_by_month(actor)
    assert "Quay Advice, by telephone" in text_of(kept)
    assert (month.asked, month.answered, month.topics) == (1, 0, {"members": 1})


def test_an_answer_becomes_a_page_that_everybody_finds_until_it_is_withdrawn(
    world: World, other_world: World
) -> None:
    question = asked(world)
    answered(world, question)
    desk, teacher = browser(world, "coordinator"), browser(world, "teacher")
    begun = f"/hamlets/help/pages/new/?question={question.pk}"

    form = desk.get(begun).content.decode()
    desk.post(
        begun,
        {
            "title": "Pausing a service",
            "body": "On the page of its places.",
            "topics": ["capacity"],
            "title_cy": "Oedi gwasanaeth",
            "body_cy": "Ar dudalen ei leoedd.",
        },
    )
    with world.acting("adviser"):
        question.refresh_from_db()
    found = text_of(teacher.get("/hamlets/help/?text=PLACES"))
    asker = text_of(browser(world, "adviser").get(f"/hamlets/help/questions/{question.pk}/"))
    desk.post(f"/hamlets/help/pages/{question.page_id}/shown/", {"shown": "no"})
    gone = teacher.get(f"/hamlets/help/pages/{question.page_id}/").status_code
    elsewhere = browser(other_world, "coordinator").get(
        f"/{other_world.network.slug}/help/pages/{question.page_id}/"
    )

    assert "On the page of its places." in form
    assert "Pausing a service" in found
    assert "Signing in" not in found
    assert "Pausing a service" in asker
    assert (gone, elsewhere.status_code) == (404, 404)
    assert "Pausing a service" not in text_of(teacher.get("/hamlets/help/"))


def test_what_a_page_said_before_is_kept_and_two_who_change_it_are_told(world: World) -> None:
    with world.acting("coordinator") as actor:
        page = write_page(actor=actor, written=Written("Codes", "Look in spam."), page_id=new_id())
        change_page(actor=actor, page_id=page.pk, written=Written("Codes", "Ask us."), seen=1)

        with pytest.raises(Conflict):
            change_page(actor=actor, page_id=page.pk, written=Written("Codes", "Wait."), seen=1)
        said = list(page.versions.values_list("number", "body", "by_name"))

    assert said == [
        (1, "Look in spam.", "Coordinator Sample"),
        (2, "Ask us.", "Coordinator Sample"),
    ]


def test_nobody_but_the_desk_answers_joins_or_writes_pages(world: World) -> None:
    question = asked(world)

    with world.acting("adviser") as actor:
        for act in (
            lambda: answer(actor=actor, question_id=question.pk, words="Yes", seen=0),
            lambda: join(actor=actor, question_id=question.pk, to_id=question.pk),
            lambda: write_page(actor=actor, written=Written("A", "B"), page_id=new_id()),
        ):
            with pytest.raises(NotAllowed):
                act()
    with world.acting("teacher") as actor, pytest.raises(NotAllowed):
        say_it_helps(actor=actor, question_id=question.pk)

    assert (
        set(AuditRecord.objects.values_list("action", flat=True)) & {"question.answered"} == set()
    )


def test_help_with_a_page_shows_what_belongs_to_it(world: World) -> None:
    with world.acting("coordinator") as actor:
        for title, topic in (("Closed for a week", "capacity"), ("Who signs", "members")):
            written = Written(title, "Ask us.", topics=(topic,))
            write_page(actor=actor, written=written, page_id=new_id())
    adviser = browser(world, "adviser")

    frame = adviser.get("/hamlets/capacity/").content.decode()
    shown = text_of(adviser.get("/hamlets/help/?from=capacity"))

    assert 'href="/hamlets/help/?from=capacity"' in frame
    assert "Closed for a week" in shown
    assert "Saying what your service can take" in shown
    assert "Who signs" not in shown
