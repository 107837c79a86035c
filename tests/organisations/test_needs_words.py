import pytest

from ccs.audit.models import AuditRecord
from ccs.tenancy.context import enter, system
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.matching.queries import needs_meant
from organisations.members.founding import found_network
from organisations.needs.actions import add_word, remove_word
from organisations.needs.everyday import ENGLISH, WELSH, starting_words
from organisations.needs.models import NeedSynonym
from organisations.needs.rules import NEEDS
from tests.referrals.pages import browser, home, text_of
from tests.world import World


def meant(world: World, text: str) -> list[str]:
    with world.acting("teacher") as actor:
        return needs_meant(text, network_id=actor.network.id)


@pytest.mark.parametrize("words", [ENGLISH, WELSH])
def test_every_need_has_at_least_four_everyday_words(words: dict[str, str]) -> None:
    listed = {need: len(one.split(",")) for need, one in words.items()}

    assert listed.keys() == NEEDS.keys()
    assert min(listed.values()) >= 4


def test_no_word_is_listed_twice_for_a_need_or_too_long() -> None:
    words = starting_words()

    assert len({(need, word) for need, word, _language in words}) == len(words)
    assert all(0 < len(word) <= 60 and word == word.lower() for _need, word, _language in words)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("typed", "needs"),
    [
        ("leccy", ["fuel"]),
        ("the meter has run out", ["fuel"]),
        ("nappys", ["clothing"]),
        ("he is sofa surfing", ["shelter"]),
        ("bailiffs", ["debt"]),
        ("bailifs", ["debt"]),
        ("sanctioned", ["benefits"]),
        ("nowhere to sleep", ["shelter"]),
        ("cewynnau", ["clothing"]),
        ("beilïaid", ["debt"]),
    ],
)
def test_a_new_network_understands_everyday_words(typed: str, needs: list[str]) -> None:
    network = found_network(slug="leeds", name="Leeds Network")

    with enter(system(network.pk)):
        found = needs_meant(typed, network_id=network.pk)

    assert found == needs


def test_a_coordinator_adds_a_word_that_searches_understand(
    world: World, other_world: World
) -> None:
    client = browser(world, "coordinator")

    answer = client.post(
        f"{home(world)}words/?need=food", {"word": "  Scran ", "language": "en"}, follow=True
    )

    assert "“scran” now means Food here." in text_of(answer)
    assert (meant(world, "scran"), meant(other_world, "scran")) == (["food"], [])


def test_adding_and_removing_is_written_down(world: World) -> None:
    with world.acting("coordinator") as actor:
        word = add_word(actor=actor, need="food", word="scran", language="en")
        remove_word(actor=actor, word_id=word.pk)
        kept = list(AuditRecord.objects.order_by("at").values_list("action", "subject_id"))

    assert kept == [("need.word_added", word.pk), ("need.word_removed", word.pk)]


def test_a_word_that_is_there_is_told_and_nothing_else_is_lost(world: World) -> None:
    with world.acting("coordinator") as actor:
        add_word(actor=actor, need="food", word="scran", language="en")
        with pytest.raises(Problem) as refusal:
            add_word(actor=actor, need="food", word="SCRAN", language="cy")
        words = list(NeedSynonym.objects.values_list("word", flat=True))

    assert (str(refusal.value.message), words) == ("“scran” is already a word for Food.", ["scran"])


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"word": "", "language": "en"}, "Enter a word or a few words"),
        ({"word": "?!", "language": "en"}, "Enter a word or a few words."),
        ({"word": "x" * 61, "language": "en"}, "Use 60 characters or fewer"),
        ({"word": "scran", "language": "fr"}, "Choose an answer from the list"),
    ],
)
def test_what_is_no_word_is_told_beside_the_field(
    world: World, typed: dict[str, str], told: str
) -> None:
    page = text_of(browser(world, "coordinator").post(f"{home(world)}words/?need=food", typed))

    assert "There is a problem" in page
    assert told in page


def test_a_removed_word_means_nothing_any_more(world: World) -> None:
    with world.acting("coordinator") as actor:
        word = add_word(actor=actor, need="food", word="scran", language="en")

    page = browser(world, "coordinator").post(f"{home(world)}words/{word.pk}/remove/", follow=True)

    assert "“scran” no longer means Food here." in text_of(page)
    assert meant(world, "scran") == []


def test_nobody_else_changes_the_words(world: World, other_world: World) -> None:
    with world.acting("coordinator") as actor:
        word = add_word(actor=actor, need="food", word="scran", language="en")

    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        remove_word(actor=manager, word_id=word.pk)
    with other_world.acting("coordinator") as stranger, pytest.raises(NotAllowed):
        remove_word(actor=stranger, word_id=word.pk)

    assert meant(world, "scran") == ["food"]


def test_the_list_counts_the_words_of_each_need(world: World, other_world: World) -> None:
    with world.acting("coordinator") as actor:
        add_word(actor=actor, need="food", word="scran", language="en")
    with other_world.acting("coordinator") as stranger:
        add_word(actor=stranger, need="fuel", word="leccy", language="en")

    page = text_of(browser(world, "coordinator").get(f"{home(world)}words/"))

    assert (page.count("1 word<"), page.count("0 words<")) == (1, 23)
