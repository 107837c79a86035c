"""The four questions through a worker of the team that was told their story."""

from referrals.voice.questions.models import TheirWords
from tests.referrals.pages import browser, page, text_of
from tests.referrals.voice.ended import codes, helped, quotes, row_of
from tests.world import World

SAID = {"contacted": "yes", "repeated": "yes", "better": "same", "words": "Too slow."}


def test_the_team_that_was_told_asks_on_the_referrals_page(
    world: World, other_world: World
) -> None:
    [referral] = world.refer()
    helped(world, referral.reference)
    teacher, form = browser(world, "teacher"), page(world, referral.reference, "asked")

    assert form in text_of(teacher.get(page(world, referral.reference)))
    answer = teacher.post(form, {**SAID, "may_quote": "yes"}, follow=True)

    assert "Their answers are kept" in text_of(answer)
    assert "They have told us how it went" in text_of(answer)
    assert codes(row_of(world, referral)) == ("yes", "yes", "", "same")
    assert quotes(world) == ["Too slow."]


def test_the_service_does_not_ask_about_itself(world: World) -> None:
    [referral] = world.refer()
    helped(world, referral.reference)

    answers = [
        browser(world, name).post(page(world, referral.reference, "asked"), SAID).status_code
        for name in ("adviser", "manager", "coordinator")
    ]

    assert answers == [404, 404, 404]


def test_a_quote_is_taken_back_through_the_worker(world: World) -> None:
    [referral] = world.refer()
    helped(world, referral.reference)
    teacher, form = browser(world, "teacher"), page(world, referral.reference, "asked")
    teacher.post(form, {**SAID, "may_quote": "yes"})

    teacher.post(form, {"quote": "no"})

    with world.acting("teacher"):
        assert TheirWords.objects.get().may_quote is False
    assert quotes(world) == []
