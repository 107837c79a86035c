"""What waits for a human: one list, each with its next step, and who looks after it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from ccs.audit.models import AuditRecord
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed
from organisations.capacity.models import Capacity
from organisations.engagement.questions.actions import Asked, ask
from organisations.members.actions import Invited, enrol
from organisations.members.models import Membership
from organisations.roles.models import NetworkRole, TeamRole
from organisations.roles.rules import RoleName
from referrals.assessments.actions import settle_open_need
from referrals.assessments.models import OpenNeed
from referrals.clocks.models import Finding
from referrals.desk.actions import assign
from referrals.desk.assigned import taken
from referrals.desk.waiting.listing import Whose, waiting_list
from referrals.referrals.actions import decline
from referrals.referrals.models import Referral
from referrals.voice.models import NotCalled
from tests.referrals.desk.brought import passed_on_by_the_clock, with_desk
from tests.referrals.pages import browser, text_of
from tests.referrals.test_query_counts import count_asked
from tests.world import World

pytestmark = pytest.mark.django_db


def a_colleague(world: World) -> Membership:
    with enter(system(world.network.pk)):
        world.people["second"] = enrol(
            network_id=world.network.pk,
            invited=Invited(
                email=world.email("second"),
                name="Second Sample",
                network_roles=(RoleName.COORDINATOR,),
            ),
        )
    return world.people["second"]


def left_with_the_desk(world: World) -> OpenNeed:
    """Declined, and the teacher found no other help in time."""
    [referral] = world.refer()
    with world.acting("adviser") as actor:
        decline(actor=actor, reference=referral.reference, reason="no_capacity")
    with enter(system(world.network.pk)):
        OpenNeed.objects.filter(referral=referral).update(escalated_at=timezone.now())
        return OpenNeed.objects.get(referral=referral)


def one_of_each(world: World) -> None:
    with_desk(world)
    late = passed_on_by_the_clock(world)
    left_with_the_desk(world)
    with enter(system(world.network.pk)):
        NotCalled.objects.create(
            network=world.network, referral=late, team=world.advice_line, said_at=timezone.now()
        )
        Finding.objects.create(
            network=world.network, referral=late, kind="nobody_there", found_at=timezone.now()
        )
        Capacity.objects.filter(service=world.debt).update(
            confirmed_at=timezone.now() - timedelta(days=60)
        )
        TeamRole.objects.filter(content_object=world.casework).delete()
    with world.acting("adviser") as actor:
        ask(actor=actor, asked=Asked("How do I pause?", "capacity"), question_id=new_id())
    OutboxMessage.objects.filter(network_id=world.network.pk).update(failed_at=timezone.now())


def kinds_of(world: World, whose: Whose = Whose.ALL, name: str = "coordinator") -> list[str]:
    with world.acting(name) as actor:
        listing = waiting_list(actor, now=timezone.now(), whose=whose)
        return [one.kind.code for one in listing.rows]


def test_one_list_holds_every_kind_the_most_pressing_first(
    world: World, other_world: World
) -> None:
    one_of_each(world)
    one_of_each(other_world)

    page = text_of(browser(world, "coordinator").get("/hamlets/desk/"))

    found = kinds_of(world)
    people = {"brokered", "escalated", "need", "not_called", "finding"}
    assert set(found[:5]) == people
    assert set(found[5:7]) == {"question", "mail"}
    assert set(found[7:]) == {"capacity", "quiet"}
    assert len(found) == 9
    assert "Find somebody who can help" in page
    assert "Amina" not in page


@pytest.mark.parametrize("rows", [1, 12])
def test_the_page_asks_as_often_whatever_waits(world: World, rows: int) -> None:
    for _ in range(rows):
        one = with_desk(world)
        passed_on_by_the_clock(world)
        left_with_the_desk(world)
        with world.acting("adviser") as actor:
            ask(actor=actor, asked=Asked("How do I pause?", "capacity"), question_id=new_id())
        with world.acting("coordinator") as actor:
            me = actor.member_id
            assign(actor=actor, kind="brokered", subject_id=one.pk, member_id=me, seen=None)

    asked = count_asked(world, "coordinator", "/hamlets/desk/")

    assert asked == 21


def test_a_long_kind_is_cut_and_says_where_the_rest_is(world: World) -> None:
    with world.acting("adviser") as actor:
        for number in range(22):
            ask(actor=actor, asked=Asked(f"Question {number}?", "capacity"), question_id=new_id())
    desk = browser(world, "coordinator")

    page = text_of(desk.get("/hamlets/desk/"))
    whole = text_of(desk.get("/hamlets/desk/?kind=question"))

    assert "Questions</a> 20+" in page
    assert "There is more than is shown here of:" in page
    assert ("Question 21?" in page, "Question 21?" in whole) == (False, True)


def test_one_tap_takes_it_and_the_lists_of_mine_and_nobodys_follow(world: World) -> None:
    with_desk(world)
    passed_on_by_the_clock(world)
    a_colleague(world)
    with world.acting("coordinator"):
        brokered = Referral.objects.get(status="with_broker")
    desk, me = browser(world, "coordinator"), world.people["coordinator"].pk
    address = f"/hamlets/desk/waiting/brokered/{brokered.pk}/"

    answer = desk.post(address, {"member": str(me), "seen": "", "whose": "nobody"})
    theirs = text_of(browser(world, "second").get("/hamlets/desk/"))

    assert answer["Location"] == "/hamlets/desk/?whose=nobody"
    assert kinds_of(world, Whose.MINE) == ["brokered"]
    assert kinds_of(world, Whose.NOBODYS) == ["escalated"]
    assert "With Coordinator Sample" in theirs
    with world.acting("coordinator"):
        assert AuditRecord.objects.filter(action="desk.assigned").count() == 1


def test_of_two_who_take_it_the_second_is_told_and_a_double_click_is_nothing(
    world: World,
) -> None:
    one, second = with_desk(world), a_colleague(world)
    taking = {"kind": "brokered", "subject_id": one.pk, "seen": None}
    with world.acting("coordinator") as actor:
        assign(actor=actor, member_id=actor.member_id, **taking)
        assign(actor=actor, member_id=actor.member_id, **taking)

    with world.acting("second") as actor, pytest.raises(Conflict) as refusal:
        assign(actor=actor, member_id=second.pk, **taking)

    assert "Coordinator Sample took this" in refusal.value.message


def test_who_coordinates_no_more_frees_what_they_had(world: World) -> None:
    one, second = with_desk(world), a_colleague(world)
    with world.acting("coordinator") as actor:
        assign(actor=actor, kind="brokered", subject_id=one.pk, member_id=second.pk, seen=None)
    with enter(system(world.network.pk)):
        NetworkRole.objects.filter(user=second.user_id).delete()

    with world.acting("coordinator") as actor:
        held = taken(actor)
        assign(
            actor=actor, kind="brokered", subject_id=one.pk, member_id=actor.member_id, seen=None
        )

    assert held == {}
    assert kinds_of(world, Whose.MINE) == ["brokered"]


def test_what_waits_no_longer_is_given_to_nobody(world: World) -> None:
    need = left_with_the_desk(world)
    with world.acting("coordinator") as actor:
        settle_open_need(actor=actor, open_need_id=need.pk, how="otherwise")

    with world.acting("coordinator") as actor, pytest.raises(Conflict):
        assign(actor=actor, kind="need", subject_id=need.pk, member_id=actor.member_id, seen=None)


def test_the_desk_settles_what_came_to_it_and_nothing_before(world: World) -> None:
    came = left_with_the_desk(world)
    with world.acting("adviser") as actor:
        [other] = world.refer(given_name="Bilal")
        decline(actor=actor, reference=other.reference, reason="no_capacity")
    desk = browser(world, "coordinator")

    page = text_of(desk.get(f"/hamlets/desk/needs/{came.pk}/"))
    desk.post(f"/hamlets/desk/needs/{came.pk}/", {"how": "referred"})
    with world.acting("coordinator") as actor:
        kept = OpenNeed.objects.get(referral=other)
        with pytest.raises(NotAllowed):
            settle_open_need(actor=actor, open_need_id=kept.pk, how="referred")
        touched = OpenNeed.objects.filter(pk=kept.pk).update(settled_how="referred")
        came.refresh_from_db()

    assert "Hill pastoral team" in page
    assert came.settled_how == "referred"
    assert touched == 0


def test_a_team_is_asked_again_once_a_day(world: World) -> None:
    with enter(system(world.network.pk)):
        Capacity.objects.filter(service=world.debt).update(
            confirmed_at=datetime(2026, 3, 20, 12, tzinfo=UTC)
        )
    desk, address = browser(world, "coordinator"), f"/hamlets/desk/services/{world.debt.pk}/ask/"

    with time_machine.travel(datetime(2026, 11, 23, 12, tzinfo=UTC)):
        page = text_of(desk.post(address, {"kind": "capacity"}, follow=True))
        desk.post(address, {})

    owed = OutboxMessage.objects.filter(template="capacity_ask", subject_id=world.debt.pk)
    assert "The team is asked again by email." in page
    assert "Ring them: open its page" in page
    assert owed.count() == 1
