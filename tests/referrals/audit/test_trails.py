import re
from datetime import timedelta
from html import unescape

import pytest
import time_machine
from django.utils import timezone

from ccs.audit.actions import record
from ccs.audit.models import AuditRecord
from ccs.tenancy.context import Context, enter
from ccs.tenancy.models import new_id
from referrals.referrals.actions import accept, read_letter
from referrals.referrals.models import Referral
from tests.referrals.pages import browser, page, text_of
from tests.world import World

pytestmark = pytest.mark.django_db


def read_by(world: World, name: str, referral: Referral, times: int = 1) -> None:
    with world.acting(name) as actor:
        for _time in range(times):
            read_letter(actor=actor, referral=referral)


def trail(world: World, member: str) -> str:
    return f"/{world.network.slug}/audit/members/{world.people[member].pk}/"


def test_a_manager_sees_own_people_by_name_and_others_by_organisation(world, other_world) -> None:
    [referral] = world.refer()
    read_by(world, "adviser", referral)

    seen = text_of(browser(world, "manager").get(page(world, referral.reference, "trail")))

    assert "Adviser Sample" in seen and "Opened the letter of a referral" in seen
    assert "Somebody at Hill School" in seen and "Teacher Sample" not in seen
    assert "Amina" not in seen


@pytest.mark.parametrize("name", ["adviser", "teacher", "officer", "analyst"])
def test_who_manages_nobody_there_finds_no_trail(world, name) -> None:
    [referral] = world.refer()

    assert browser(world, name).get(page(world, referral.reference, "trail")).status_code == 404


def test_a_manager_of_another_network_finds_nothing(world, other_world) -> None:
    [referral] = world.refer()
    there = browser(other_world, "manager")

    assert there.get(page(other_world, referral.reference, "trail")).status_code == 404
    assert there.get(trail(world, "adviser")).status_code == 404


def test_a_manager_sees_what_their_people_did_and_no_others(world) -> None:
    [referral] = world.refer()
    read_by(world, "adviser", referral)
    manager = browser(world, "manager")

    seen = text_of(manager.get(trail(world, "adviser")))

    assert "Opened the letter of a referral" in seen and referral.reference in seen
    assert manager.get(trail(world, "teacher")).status_code == 404


def test_a_list_is_narrowed_and_goes_on_with_what_it_is_narrowed_by(world) -> None:
    [referral] = world.refer()
    read_by(world, "adviser", referral, times=51)
    with world.acting("adviser") as adviser:
        accept(actor=adviser, reference=referral.reference)
    desk = browser(world, "coordinator")

    reads = desk.get(trail(world, "adviser"), {"kind": "read"}).content.decode()
    [onwards] = re.findall(r'href="(\?kind=read&amp;after=[^"]*)"', reads)
    changes = text_of(desk.get(trail(world, "adviser"), {"kind": "changed"}))
    later = text_of(desk.get(trail(world, "adviser") + unescape(onwards)))

    assert "Accepted" in changes and "Opened the letter" not in changes
    assert later.count("Opened the letter of a referral") == 1


def test_days_are_whole_days(world) -> None:
    [referral] = world.refer()
    with time_machine.travel(timezone.now() - timedelta(days=3)):
        read_by(world, "adviser", referral)
    today = timezone.localdate()

    asked = {"since-day": today.day, "since-month": today.month, "since-year": today.year}
    seen = text_of(browser(world, "coordinator").get(trail(world, "adviser"), asked))

    assert "Nobody did anything like that in this time." in seen


def test_looking_and_taking_away_are_kept_too(world) -> None:
    [referral] = world.refer()
    read_by(world, "adviser", referral)

    file = browser(world, "coordinator").post(trail(world, "adviser"), {"kind": "csv"})

    with world.acting("coordinator"):
        kept = AuditRecord.objects.filter(subject_id=world.people["adviser"].pk)
        assert [row.action for row in kept] == ["audit.exported"]
    assert "Adviser Sample,Opened the letter of a referral" in file.content.decode()


def test_a_page_costs_as_much_with_many_rows(world, django_assert_max_num_queries) -> None:
    [referral] = world.refer()
    read_by(world, "adviser", referral, times=50)
    manager = browser(world, "manager")

    with django_assert_max_num_queries(22):
        manager.get(page(world, referral.reference, "trail"))


def test_the_desk_sees_what_the_programmes_team_did_in_its_network(world, other_world) -> None:
    for one in (world, other_world):
        with enter(Context(network=one.network.pk)):
            AuditRecord.objects.create(
                network_id=one.network.pk,
                at=timezone.now(),
                action="member.second_step_reset",
                user_id=new_id(),
                subject_kind="membership",
                subject_id=new_id(),
            )
    with world.acting("adviser") as adviser:
        record("audit.read", actor=adviser, subject_kind="network", subject_id=world.network.pk)

    seen = text_of(browser(world, "coordinator").get(f"/{world.network.slug}/audit/programme/"))

    assert seen.count("The programme’s team</td>") == 1
    assert "Adviser Sample" not in seen
