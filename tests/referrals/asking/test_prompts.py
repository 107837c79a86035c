"""What to ask about each need: what there is, and how a network changes it."""

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.needs.rules import NEEDS
from referrals.prompts.actions import back_to_default, change_prompts
from referrals.prompts.defaults import DEFAULTS
from referrals.prompts.models import TopicPrompts
from referrals.prompts.queries import history_of, prompts_about, prompts_of
from referrals.prompts.rules import MAX_LENGTH, Typed, in_order
from tests.referrals.journey import begin, step
from tests.referrals.pages import browser, text_of
from tests.world import World

LETTERS = Typed("Which letters have come?", 1)
OWN = [LETTERS, Typed("Who is chasing you?", 2), Typed("How much is it?", 3, hidden=True)]


def change(world: World, *rows: Typed, seen: int = 0, language: str = "en") -> None:
    with world.acting("coordinator") as coordinator:
        change_prompts(
            actor=coordinator, need="debt", language=language, rows=rows or OWN, seen=seen
        )


def standing(world: World, *, language: str = "en") -> tuple[str, ...]:
    with world.acting("adviser") as adviser, override(language):
        return prompts_about(adviser, "debt", language=language).questions


def page_about(world: World, need: str = "debt") -> str:
    return f"/{world.network.slug}/prompts/{need}/"


def typed(*texts: str, **more: object) -> dict[str, object]:
    """A form of six rows, in the order given."""
    rows = [*texts, *[""] * (6 - len(texts))]
    return {
        **{f"text_{row}": text for row, text in enumerate(rows)},
        **{f"place_{row}": str(row + 1) for row in range(6)},
        **more,
    }


def test_every_need_has_two_to_five_short_questions() -> None:
    counts = {need: len(questions) for need, questions in DEFAULTS.items()}
    longest = max(len(str(one)) for questions in DEFAULTS.values() for one in questions)

    assert list(counts) == list(NEEDS)
    assert (min(counts.values()) >= 2, max(counts.values()) <= 5) == (True, True)
    assert longest < 100 <= MAX_LENGTH


def test_rows_are_put_in_order_and_what_is_empty_or_twice_is_left_out() -> None:
    rows = [Typed("  B  b ", 2), Typed("", 1), Typed("A", 1), Typed("B b", 3), Typed("C", 4, True)]

    questions, hidden = in_order(rows)

    assert (questions, hidden) == (["A", "B b"], ["C"])


def test_a_network_asks_in_its_own_words_and_others_do_not(
    world: World, other_world: World
) -> None:
    change(world)

    here, elsewhere = standing(world), standing(other_world)

    assert here == ("Which letters have come?", "Who is chasing you?")
    assert elsewhere[0] == "Is anyone chasing you for money?"


def test_each_language_has_its_own(world: World) -> None:
    change(world, Typed("Pwy sy’n gofyn am arian?", 1), language="cy")

    english, welsh = standing(world), standing(world, language="cy")

    assert (english[0], welsh) == (
        "Is anyone chasing you for money?",
        ("Pwy sy’n gofyn am arian?",),
    )


def test_the_way_back_is_kept_with_everything_else_that_changed(world: World) -> None:
    change(world)

    with world.acting("coordinator") as coordinator:
        back_to_default(actor=coordinator, need="debt", language="en", seen=1)

    assert standing(world)[0] == "Is anyone chasing you for money?"
    with world.acting("adviser") as adviser:
        changes = history_of(adviser, "debt", language="en")
    told = [(one.version, one.is_default, one.changed_by.name) for one in changes]
    assert told == [(2, True, "Coordinator Sample"), (1, False, "Coordinator Sample")]


def test_who_is_second_is_told_who_was_first(world: World) -> None:
    change(world)

    with pytest.raises(Conflict) as refusal:
        change(world, Typed("Something else?", 1), seen=0)

    assert "Coordinator Sample has just changed these questions" in str(refusal.value)


def test_the_same_list_twice_is_one_change(world: World) -> None:
    change(world)

    change(world, seen=0)

    with world.acting("adviser") as adviser:
        assert len(history_of(adviser, "debt", language="en")) == 1


def test_only_coordinators_change_them(world: World) -> None:
    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        change_prompts(actor=manager, need="debt", language="en", rows=OWN, seen=0)
    with world.acting("adviser") as adviser, pytest.raises(DatabaseError), transaction.atomic():
        TopicPrompts.objects.create(
            network_id=adviser.network.id,
            need_id="debt",
            language="en",
            version=1,
            changed_at="2026-11-20T09:00:00Z",
        )

    assert standing(world)[0] == "Is anyone chasing you for money?"


def test_too_many_are_refused(world: World) -> None:
    rows = [Typed(f"Question {number}?", number) for number in range(13)]

    with pytest.raises(Problem) as refusal:
        change(world, *rows)

    assert str(refusal.value) == "Keep to 12 questions."


def test_a_coordinator_changes_them_on_a_page_and_the_journey_asks_so(world: World) -> None:
    client = browser(world, "coordinator")
    told = typed("Who is chasing you?", "Which letters have come?", place_0="2", place_1="1")

    answer = client.post(page_about(world), {**told, "seen": "0"})

    assert answer["Location"] == f"{page_about(world)}?in=en"
    teacher = browser(world, "teacher")
    story = text_of(teacher.get(step(world, begin(world, teacher), "story")))
    assert "<li>Which letters have come?</li><li>Who is chasing you?</li>" in story
    assert "Is anyone chasing you for money?" not in story


def test_a_sheet_in_the_other_language_is_in_it_as_a_whole(world: World) -> None:
    change(world, Typed("Pwy sy’n gofyn am arian?", 1), language="cy")

    page = text_of(browser(world, "adviser").get(f"/{world.network.slug}/prompts/print/?in=cy"))

    assert '<html lang="cy"' in page
    assert "Pwy sy’n gofyn am arian?" in page


def test_the_list_costs_the_same_however_often_it_was_changed(
    world: World, django_assert_num_queries: object
) -> None:
    for version in range(5):
        change(world, Typed(f"Version {version}?", 1), seen=version)

    with world.acting("adviser") as adviser, django_assert_num_queries(1):
        prompts_of(adviser, language="en")
