from decimal import Decimal

import time_machine

from referrals.clients.presenters import page_of_person
from referrals.outcomes.actions import record_gains
from referrals.outcomes.queries import gained_from, learnt_of
from referrals.outcomes.rules import Awarded, Gained, all_met
from referrals.referrals.actions import accept, close
from referrals.referrals.models import Referral
from tests.referrals.lists.test_export import NOON, exported, rows_of
from tests.referrals.pages import browser, page, text_of
from tests.world import World

FRIDGE = Gained(
    needs=all_met("food"),
    awards=(Awarded("goods", what="A fridge", evidence="saw"),),
    words="Cooks again",
    own_words="I can breathe",
    may_quote=False,
    soft=("sleeps",),
)


def accepted(world: World, *services: str) -> list[str]:
    referrals = world.refer(*(getattr(world, name) for name in services))
    for referral in referrals:
        name = "officer" if referral.to_team_id == world.council.pk else "adviser"
        with world.acting(name) as actor:
            accept(actor=actor, reference=referral.reference)
    return [referral.reference for referral in referrals]


def test_who_only_closes_sees_a_short_page_with_the_own_scheme_chosen(world: World) -> None:
    [reference] = accepted(world, "grants")

    answer = text_of(browser(world, "officer").get(page(world, reference, "close")))

    assert answer.count('<details class="govuk-details"') == 2
    assert " open>" not in answer
    assert 'value="local_welfare" selected' in answer
    assert "Emergency Assistance Payment" not in answer


def test_what_is_folded_opens_with_what_is_wrong_and_nothing_typed_is_lost(world: World) -> None:
    [reference] = accepted(world, "advice")
    adviser = browser(world, "adviser")

    wrong = text_of(
        adviser.post(
            page(world, reference, "close"),
            {"outcome": "helped_in_full", "kind-0": "award", "own_words": "I can breathe"},
        )
    )
    more = text_of(
        adviser.post(
            page(world, reference, "close"),
            {"add": "award", "rows": "1", "met-food": "partly", "what-0": "A fridge"},
        )
    )

    assert wrong.count('details class="govuk-details" id="awards" open>') == 1
    assert wrong.count('details class="govuk-details" id="change" open>') == 1
    assert "Enter how much it was" in wrong
    assert "I can breathe" in wrong
    assert "Award 2 (optional)" in more
    assert 'value="A fridge"' in more
    assert "There is a problem" not in more


def test_the_page_keeps_every_part_and_a_row_with_nothing_but_its_scheme_is_no_award(
    world: World,
) -> None:
    [reference] = accepted(world, "grants")

    browser(world, "officer").post(
        page(world, reference, "close"),
        {
            "outcome": "helped_in_part",
            "met-food": "met",
            "met-debt": "unsaid",
            "rows": "2",
            "kind-0": "yearly",
            "amount-0": "£1,200.50",
            "evidence-0": "saw",
            "code-1": "local_welfare",
            "scheme-1": "lwa",
            "soft": ["sleeps", "hope"],
            "own_words": "I can breathe",
            "may_quote": "yes",
        },
    )

    with world.acting("teacher"):
        kept = gained_from(Referral.objects.get(reference=reference))
    assert kept == Gained(
        needs=(("food", "met"),),
        awards=(Awarded("yearly", Decimal("1200.50"), evidence="saw"),),
        own_words="I can breathe",
        may_quote=True,
        soft=("sleeps", "hope"),
    )


def fridge(world: World) -> Referral:
    [reference] = accepted(world, "advice")
    with world.acting("adviser") as actor:
        close(actor=actor, reference=reference, outcome="helped_in_full", gained=FRIDGE)
        return Referral.objects.get(reference=reference)


def test_both_teams_read_it_with_what_stood_before_folded_away(world: World) -> None:
    referral = fridge(world)
    with world.acting("adviser2") as actor:
        record_gains(
            actor=actor, reference=referral.reference, gained=Gained(needs=all_met("debt"))
        )

    now, before = text_of(browser(world, "teacher").get(page(world, referral.reference))).split(
        "What was written down before", 1
    )

    assert "Debt: met" in now
    assert "Written down by Adviser2 Sample" in now
    assert "I can breathe" not in now
    assert "Goods or vouchers: A fridge. We saw the letter or the statement" in before
    assert "They do not want to be quoted." in before


def test_the_team_that_was_told_adds_what_it_learnt_and_is_told_what_is_met_already(
    world: World,
) -> None:
    referral = fridge(world)
    teacher, where = browser(world, "teacher"), f"refer/{referral.assessment_id}/outcomes/"
    address = f"/{world.network.slug}/{where}"

    with world.acting("teacher"):
        known = page_of_person(world.network.slug, referral.assessment.client_id)
    person = text_of(teacher.get(known))
    asked = text_of(teacher.get(address))
    teacher.post(address, {"met-debt": "partly", "words": "A letter came"})

    assert where in person
    assert "Already met, says Quay advice line." in asked
    with world.acting("teacher"):
        assert learnt_of(referral.assessment_id) == Gained(
            needs=(("debt", "partly"),), words="A letter came"
        )
    assert browser(world, "adviser").get(address).status_code == 404


def test_what_was_learnt_and_put_right_stands_below_the_question(world: World) -> None:
    referral = fridge(world)
    teacher = browser(world, "teacher")
    address = f"/{world.network.slug}/refer/{referral.assessment_id}/outcomes/"

    for words in ("A letter came", "Two letters came"):
        teacher.post(address, {"words": words})

    now, before = text_of(teacher.get(address)).split("What was written down before", 1)
    assert ("Two letters came" in now, "A letter came" in now) == (True, False)
    assert "A letter came" in before


def test_what_came_of_it_is_exported_to_who_asks_for_it_with_a_reason(world: World) -> None:
    with time_machine.travel(NOON, tick=False):
        fridge(world)

    [row] = rows_of(exported(world, "teacher", box="ended", parts=["came"], why="records"))

    assert row["Needs met, awards and what is different for them"] == (
        "Food: met; Goods or vouchers: A fridge. We saw the letter or the statement; Sleeps better;"
        " Cooks again; In their words: I can breathe; They do not want to be quoted."
    )
