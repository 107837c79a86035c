from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals.outcomes.actions import record_learnt
from referrals.outcomes.chain import connected, counted_once, in_order
from referrals.outcomes.queries import Version
from referrals.outcomes.rules import Awarded, Gained, Totals, all_met, totals_of
from referrals.referrals.actions import accept, close, forward
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, page, services, text_of
from tests.referrals.passing import refer_with_leave
from tests.world import World

A, B, C, D = (UUID(int=number) for number in range(1, 5))
NOW = datetime(2026, 11, 18, 12, tzinfo=UTC)


def telling(*awards: Awarded, story: UUID = A, referral: UUID | None = B) -> Version:
    return Version(Gained(awards=awards), "Pat Sample", NOW, None, story, referral, C)


def test_one_gain_that_two_teams_wrote_down_counts_once_and_two_gains_twice() -> None:
    fifty = Awarded("award", Decimal(50), scheme_code="fuel_voucher")
    told = [
        telling(fifty),
        telling(fifty, referral=C),
        telling(Awarded("award", Decimal(50)), fifty, fifty, referral=None),
        telling(fifty, story=D, referral=None),
    ]

    sums = counted_once(told)

    assert totals_of(sums.awards) == Totals(once=Decimal(200))
    assert sums.twice == 2


def test_stories_that_go_on_from_one_another_belong_together_whatever_they_point_to() -> None:
    pairs = [(A, C), (B, A), (C, B), (D, None)]

    assert connected(B, pairs) == [A, B, C]
    assert connected(D, pairs) == [D]


def test_what_was_passed_on_stands_after_what_it_came_from() -> None:
    first, second = Referral(pk=A), Referral(pk=B)
    third, hidden = (
        Referral(pk=C, forwarded_from_id=A),
        Referral(pk=D, forwarded_from_id=UUID(int=9)),
    )

    links = in_order([first, second, third, hidden])

    assert [(link.referral.pk, link.depth) for link in links] == [(A, 0), (C, 1), (B, 0), (D, 0)]


def passed_on(world: World) -> tuple[Referral, Referral]:
    """The advice line passes it on to the council, which awards £120; the school hears of it."""
    first = refer_with_leave(world)
    with world.acting("adviser") as adviser:
        second = forward(actor=adviser, reference=first.reference, service=world.grants.pk)
    award = Awarded("award", Decimal(120), scheme="Hardship", evidence="giver")
    with world.acting("officer") as officer:
        accept(actor=officer, reference=second.reference)
        close(
            actor=officer,
            reference=second.reference,
            outcome="helped_in_full",
            gained=Gained(needs=all_met("food"), awards=(award,), words="Paid on Friday"),
        )
    with world.acting("teacher") as teacher:
        record_learnt(
            actor=teacher,
            assessment_id=first.assessment_id,
            gained=Gained(awards=(Awarded("award", Decimal(120), evidence="person"),)),
        )
    return first, second


def test_who_holds_the_letter_reads_the_whole_chain_and_never_that_it_was_caused(
    world: World,
) -> None:
    first, second = passed_on(world)

    answer = text_of(browser(world, "teacher").get(page(world, first.reference, "followed")))

    assert "After this story, together: <strong>£120 once</strong>" in answer
    assert "1 gain was written down by two teams. It counts once." in answer
    assert answer.index(f"{first.from_name} asked {first.to_name}") < answer.index(
        f"{second.from_name} asked {second.to_name}"
    )
    assert "Passed on from the one above" in answer
    assert "Paid on Friday" in answer
    assert not [word for word in ("caused", "because of", "thanks to") if word in answer.lower()]
    at_the_end = text_of(browser(world, "officer").get(page(world, second.reference, "followed")))
    assert first.reference not in at_the_end
    assert "learnt later" not in at_the_end


def test_the_desk_sees_who_was_asked_and_not_what_came_of_it(
    world: World, other_world: World
) -> None:
    first, second = passed_on(world)

    answer = text_of(browser(world, "coordinator").get(page(world, first.reference, "followed")))
    elsewhere = browser(other_world, "coordinator").get(page(world, first.reference, "followed"))

    assert second.reference in answer
    assert [said for said in ("£", "Paid on Friday", "Amina") if said in answer] == []
    assert elsewhere.status_code == 404


@pytest.mark.parametrize("number", [1, 60])
def test_a_long_chain_asks_as_often_as_a_short_one_and_shows_its_beginning(
    world: World, number: int
) -> None:
    [first, *rest] = world.refer(*services(world, number))
    teacher = browser(world, "teacher")

    with CaptureQueriesContext(connection) as captured:
        answer = text_of(teacher.get(page(world, first.reference, "followed")))

    asked = [one["sql"] for one in captured if "referrals_" in one["sql"]]
    assert len(asked) == 7
    assert ("Only the first 50 are shown" in answer) == (len(rest) > 50)
