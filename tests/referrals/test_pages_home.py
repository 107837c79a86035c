from datetime import UTC, datetime, timedelta

import time_machine
from django.utils import timezone

from organisations.capacity.actions import set_capacity
from organisations.members.models import Organisation
from referrals.assessments.models import OpenNeed
from referrals.home.presenters.beside import SAID
from referrals.messages.actions import post_message
from referrals.referrals.actions import accept, choose_services, close, decline, withdraw
from referrals.referrals.rules import NEWS
from tests.referrals.pages import browser, home, page, text_of
from tests.world import World


def shown(world: World, name: str) -> str:
    return text_of(browser(world, name).get(home(world)))


def titles(world: World, name: str) -> list[str]:
    parts = shown(world, name).split('<h2 class="govuk-heading-s ccs-results__title">')[1:]
    return [part.partition("</a>")[0].rpartition(">")[2] for part in parts]


def test_a_new_referral_is_there_to_answer_for_the_receiver_alone(world: World) -> None:
    [referral] = world.refer()

    tasks = titles(world, "adviser")

    assert tasks == ["Answer a referral: Food, Debt"]
    assert referral.reference in shown(world, "adviser")
    assert titles(world, "teacher") == titles(world, "officer") == []


def test_home_names_nobody_but_to_the_team_that_has_not_sent_it_yet(world: World) -> None:
    world.refer()
    world.assess(given_name="Bilal")

    others, own = shown(world, "adviser") + shown(world, "officer"), shown(world, "teacher")

    assert "Amina" not in others + own
    assert "Bilal" not in others
    assert "Bilal Pretend" in own


def test_tasks_come_in_the_order_in_which_they_are_due(world: World) -> None:
    soon = world.told().needs[1:]
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        world.refer(needs=soon)
        [accepted] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=accepted.reference)
        world.refer()

        tasks = titles(world, "adviser")

    assert tasks == [
        "Answer a referral: Food, Debt",
        "Contact the person: Food, Debt",
        "Answer a referral: Debt",
    ]


def test_what_is_late_says_since_when(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        world.refer()

    with time_machine.travel(datetime(2026, 11, 19, 10, tzinfo=UTC)):
        page_ = shown(world, "adviser")

    assert "Was due 2pm yesterday" in page_


def test_what_was_sent_before_and_is_to_go_to_more_is_one_task(world: World) -> None:
    [sent] = world.refer(world.debt)
    with world.acting("teacher") as actor:
        choose_services(
            actor=actor,
            assessment_id=sent.assessment_id,
            service_ids=[world.advice.pk, world.grants.pk],
        )

    tasks = titles(world, "teacher")

    assert tasks == ["Finish and send: Food, Debt"]
    assert "2 services chosen" in shown(world, "teacher")


def test_what_was_not_sent_stands_for_the_whole_team_with_who_began_it(world: World) -> None:
    world.assess()

    own, colleagues, others = (shown(world, name) for name in ("teacher", "teacher2", "adviser"))

    assert "Amina Pretend</a>" in own
    assert "Food, Debt" in own
    assert "Started by you just now" in own
    assert "Started by Teacher Sample just now" in colleagues
    assert "Not sent yet" not in others


def test_a_declined_need_comes_back_with_who_why_and_a_better_place(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(
            actor=actor,
            reference=referral.reference,
            reason="no_capacity",
            suggested_service=world.grants.pk,
        )

    page_ = shown(world, "teacher")

    assert titles(world, "teacher") == ["Find other help: Food, Debt"]
    assert "Quay advice line, Quay Advice declined. Their reason: We have no room." in page_
    assert "They suggest: Hardship grants" in page_


def test_an_open_need_is_settled_with_one_tap(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")
    with world.acting("teacher"):
        need = OpenNeed.objects.get()

    answer = browser(world, "teacher").post(
        f"/hamlets/needs/{need.pk}/", {"how": "otherwise"}, follow=True
    )

    assert "Done. This is off your list." in text_of(answer)
    assert titles(world, "teacher") == []


def test_an_open_need_of_another_team_is_not_there(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")
    with world.acting("teacher"):
        need = OpenNeed.objects.get()

    answers = [
        browser(world, name).post(f"/hamlets/needs/{need.pk}/", {"how": "otherwise"}).status_code
        for name in ("adviser", "officer", "coordinator", "analyst")
    ]

    assert answers == [404, 404, 404, 404]


def test_the_referrer_sees_both_answers_of_the_week(world: World) -> None:
    accepted, declined = world.refer(world.advice, world.grants)
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=accepted.reference)
    with world.acting("officer") as actor:
        decline(actor=actor, reference=declined.reference, reason="not_eligible")

    page_ = shown(world, "teacher")

    assert "Quay advice line, Quay Advice accepted" in page_
    assert "declined. Their reason: They are not eligible." in page_


def test_each_side_hears_of_the_others_messages_and_not_of_its_own(world: World) -> None:
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        post_message(actor=actor, reference=referral.reference, body="When is she in?")

    heard = ["wrote to you" in shown(world, name) for name in ("teacher", "adviser", "officer")]

    assert heard == [True, False, False]


def test_the_receiver_hears_that_it_was_taken_back(world: World) -> None:
    [referral] = world.refer()
    with world.acting("teacher") as actor:
        withdraw(actor=actor, reference=referral.reference)

    page_ = shown(world, "adviser")

    assert "Hill pastoral team, Hill School took it back" in page_


def test_news_is_gone_after_a_week(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC)):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)
            close(actor=actor, reference=referral.reference, outcome="helped_in_full")

    with time_machine.travel(datetime(2026, 11, 26, 10, tzinfo=UTC)):
        page_ = shown(world, "teacher")

    assert "Answers and messages from other teams show here for 7 days." in page_


def test_capacity_stands_beside_the_tasks(world: World) -> None:
    with world.acting("officer") as actor:
        set_capacity(
            service_id=world.grants.pk, state="paused", reason="Fund is empty", actor=actor
        )

    page_ = shown(world, "officer")

    assert 'Hardship grants <strong class="govuk-tag govuk-tag--red">Paused' in page_
    assert "Fund is empty" in page_


def test_the_manager_of_teams_is_told_what_they_can_see(world: World) -> None:
    world.refer()

    page_ = shown(world, "manager")

    assert "You see which referrals they have, and how those are going." in page_
    assert "Make a referral" not in page_
    assert "Crisis advice" in page_


def test_the_analyst_is_told_that_no_referrals_wait(world: World) -> None:
    world.refer()

    page_ = shown(world, "analyst")

    assert "You do not work in a team here, so no referrals wait for you." in page_
    assert "Make a referral" not in page_


def test_a_home_with_nothing_to_do_says_so(world: World) -> None:
    page_ = shown(world, "teacher")

    assert "Nothing waits for you" in page_
    assert "Make a referral" in page_


def test_who_only_receives_is_not_offered_to_make_a_referral(world: World) -> None:
    with world.acting("coordinator"):
        Organisation.objects.filter(name="Borough Council").update(makes_referrals=False)

    page_ = shown(world, "officer")

    assert "Nothing waits for you" in page_
    assert "Make a referral" not in page_


def test_home_leads_to_the_referral(world: World) -> None:
    [referral] = world.refer()

    page_ = shown(world, "adviser")

    assert f'href="{page(world, referral.reference)}"' in page_


def test_another_networks_work_is_not_on_my_home(world: World, other_world: World) -> None:
    world.refer()

    tasks = titles(other_world, "adviser")

    assert tasks == []


def test_one_tap_opens_a_paused_service_again_and_comes_back_home(world: World) -> None:
    with world.acting("officer") as actor:
        set_capacity(
            service_id=world.grants.pk, state="paused", reason="Fund is empty", actor=actor
        )

    answer = browser(world, "officer").post(
        f"/hamlets/capacity/{world.grants.pk}/", {"state": "open", "next": home(world)}, follow=True
    )

    assert answer.redirect_chain == [(home(world), 302)]
    assert 'Hardship grants <strong class="govuk-tag govuk-tag--green">Open' in text_of(answer)


def test_what_nobody_confirmed_for_a_month_is_a_task_of_its_team(
    world: World, other_world: World
) -> None:
    later = timezone.now() + timedelta(days=31)

    with time_machine.travel(later):
        tasks = titles(world, "adviser")
        page_ = shown(world, "adviser")

    assert tasks == ["Say whether 1 service can still take people"]
    assert 'href="/hamlets/capacity/"' in page_


def test_there_are_words_for_all_that_is_news() -> None:
    assert set(NEWS) <= set(SAID)
