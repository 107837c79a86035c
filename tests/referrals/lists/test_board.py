import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from referrals.assessments.rules import ToldNeed
from referrals.referrals.actions import accept, assign, record_contact, return_to_sender
from referrals.referrals.models import Referral
from tests.referrals.lists.shown import asked, references
from tests.referrals.pages import browser, services, text_of
from tests.referrals.test_query_counts import count_asked
from tests.world import World

COLUMNS = ["answer", "asked", "contact", "progress", "others"]


def board(world: World, name: str, query: str = "") -> dict[str, list[str]]:
    page = text_of(browser(world, name).get(f"/{world.network.slug}/referrals/board/{query}"))
    parts = re.split(r'<section class="ccs-board__column" aria-labelledby="([a-z]+)">', page)
    return {column: references(part) for column, part in zip(parts[1::2], parts[2::2], strict=True)}


def one_of_each(world: World) -> list[Referral]:
    """To answer, with a question, to contact, in progress; and nothing asked of others."""
    made = [world.refer()[0] for _ in range(4)]
    _waiting, returned, accepted, begun = made
    with world.acting("adviser") as actor:
        return_to_sender(actor=actor, reference=returned.reference, question="Since when?")
        for one in (accepted, begun):
            accept(actor=actor, reference=one.reference)
        record_contact(actor=actor, reference=begun.reference, made=True, way="phone")
    return made


def test_a_teams_work_stands_by_what_it_waits_for(world: World, other_world: World) -> None:
    made = [one.reference for one in one_of_each(world)]

    here = board(world, "adviser")
    sender = board(world, "teacher")

    assert here == {
        **{column: [reference] for column, reference in zip(COLUMNS[:4], made, strict=True)},
        "others": [],
    }
    assert {column for column, cards in sender.items() if cards} == {"others"}
    assert sorted(sender["others"]) == sorted(made)
    assert not any(board(world, "officer").values())
    assert not any(board(other_world, "adviser").values())


def test_a_card_says_what_for_how_long_is_left_and_who_has_it_and_never_who(world: World) -> None:
    with time_machine.travel(datetime(2026, 11, 18, 10, tzinfo=UTC), tick=False):
        [referral] = world.refer()
        with world.acting("adviser") as actor:
            accept(actor=actor, reference=referral.reference)

        page = asked(world, "adviser", "board/")
        senders = asked(world, "teacher", "board/")

    assert "Food, Debt" in page
    assert "1 day left" in page
    assert "By 10am tomorrow" in page
    assert "Given to Adviser Sample" in page
    assert [name for name in ("Amina", "Pretend") if name in page + senders] == []


def test_mine_nobodys_and_a_colleagues(world: World) -> None:
    mine, hers, nobodys = (world.refer()[0].reference for _ in range(3))
    own, colleague = world.people["adviser"].pk, world.people["adviser2"].pk
    with world.acting("adviser") as actor:
        accept(actor=actor, reference=mine)
        accept(actor=actor, reference=hers, assigned_to=colleague)

    shown = [board(world, "adviser", f"?worker={who}") for who in (own, colleague, "nobody")]

    assert [one["contact"] for one in shown] == [[mine], [hers], []]
    assert [one["answer"] for one in shown] == [[], [], [nobodys]]


def test_a_full_column_shows_the_first_twenty_and_leads_to_all_of_them(world: World) -> None:
    offered = services(world, 22)
    [today] = world.refer(needs=(ToldNeed("food", "today"),))
    world.refer(*offered, needs=(ToldNeed("food", "soon"),))

    cards = board(world, "adviser")["answer"]
    page = asked(world, "adviser", "board/")

    assert len(cards) == 20
    assert cards[0] == today.reference
    assert "(more than 20)" in page
    assert 'href="/hamlets/referrals/?box=received&amp;status=sent"' in page


def test_a_manager_sees_the_board_and_can_do_nothing_there(world: World) -> None:
    made = one_of_each(world)

    cards = board(world, "manager")
    page = asked(world, "manager", "board/")

    assert cards["answer"] == [made[0].reference]
    assert 'type="checkbox"' not in page
    assert "Give the ticked ones to" not in page


def test_late_cards_say_so(world: World) -> None:
    one_of_each(world)

    with time_machine.travel(timezone.now() + timedelta(days=60)):
        page = asked(world, "adviser", "board/")

    assert page.count('govuk-tag--red">Late<') == 4


@pytest.mark.parametrize("rows", [1, 25])
def test_its_queries_are_the_same_for_few_and_many(world: World, rows: int) -> None:
    made = world.refer(*services(world, rows))
    with world.acting("adviser") as actor:
        for one in made[: rows // 2]:
            assign(actor=actor, reference=one.reference, assigned_to=world.people["adviser2"].pk)

    assert count_asked(world, "adviser", "/hamlets/referrals/board/") == 2
