"""Ethnic group: never needed, seen by nobody it is sent to, in the words of the country."""

import pytest

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Problem
from referrals.assessments.actions import keep_answers, refer_again
from referrals.assessments.equality import CATEGORIES, GROUPS, ethnic_groups
from referrals.assessments.models import Answer
from referrals.assessments.queries import said_before
from referrals.referrals.actions import accept
from referrals.referrals.models import Referral
from referrals.referrals.queries import open_letter
from tests.referrals.journey import agreed, chosen, sends, step
from tests.referrals.pages import browser, text_of
from tests.world import World


def test_there_are_nineteen_categories_in_five_groups() -> None:
    answers = ethnic_groups("england")

    assert (len(GROUPS), len(CATEGORIES), len(set(CATEGORIES))) == (5, 19, 19)
    assert len(answers) == 21
    assert answers[0] == ("", "Not asked")
    assert answers[-1] == ("prefer_not", "Prefer not to say")


@pytest.mark.parametrize(
    ("country", "first", "indian"),
    [
        (
            "england",
            "White: English, Welsh, Scottish, Northern Irish or British",
            "Asian or Asian British: Indian",
        ),
        (
            "wales",
            "White: Welsh, English, Scottish, Northern Irish or British",
            "Asian, Asian Welsh or Asian British: Indian",
        ),
    ],
)
def test_the_words_are_those_of_the_country(country: str, first: str, indian: str) -> None:
    answers = dict(ethnic_groups(country))

    assert answers["white_british"] == first
    assert answers["asian_indian"] == indian


def test_the_answer_is_kept_and_who_it_is_sent_to_does_not_see_it(world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)
    client.post(step(world, key, "agree"), agreed(world.advice))

    asked = text_of(client.get(step(world, key, "check")))
    sends(world, client, key, world.advice, answer_ethnicity="asian_indian")

    assert "Ethnic group, for figures: you do not have to ask" in asked
    with world.acting("teacher"):
        assert Answer.objects.get(item="ethnicity").value == "asian_indian"
    with world.acting("adviser") as adviser:
        referral = Referral.objects.get(assessment_id=key)
        accept(actor=adviser, reference=referral.reference)
        letter = open_letter(referral)
        assert letter is not None
        assert "ethnicity" not in letter.answers


def test_what_is_none_of_the_categories_is_refused(world: World, other_world: World) -> None:
    client = browser(world, "teacher")
    key = chosen(world, client, world.advice)

    with world.acting("teacher") as teacher, pytest.raises(Problem):
        keep_answers(actor=teacher, assessment_id=key, answers={"ethnicity": "martian"})


def test_somebody_known_is_not_asked_twice_and_another_team_is_told_nothing(world: World) -> None:
    [before] = world.refer(world.advice, answers={"ethnicity": "white_roma"})
    with world.acting("teacher") as teacher:
        client_id = before.assessment.client_id
        own = refer_again(actor=teacher, client_id=client_id, assessment_id=new_id())
        known = said_before(own)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=before.reference)
        other = refer_again(actor=adviser, client_id=client_id, assessment_id=new_id())

        elsewhere = said_before(other)

    assert (known, elsewhere) == ({"ethnicity": "white_roma"}, {})
