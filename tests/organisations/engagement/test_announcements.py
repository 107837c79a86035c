"""Those it is for find it at home until they have read it; emails are a worker's."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ccs.jobs.actions import run_due
from ccs.outbox.models import OutboxMessage
from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from ccs.tenancy.problems import NotAllowed, Problem
from organisations.engagement.announcements.actions import (
    Said,
    announce,
    end_announcement,
    say_read,
)
from organisations.engagement.announcements.models import Announcement
from organisations.engagement.announcements.queries import people_told, seen_by, to_read
from tests.world import World

EVERYBODY = ["teacher", "teacher2", "adviser", "caseworker", "officer", "manager", "analyst"]


def tell(world: World, **changes: object) -> Announcement:
    words = {"title": "New form", "body": "It is shorter.", "expires_on": timezone.localdate()}
    with world.acting("coordinator") as desk:
        return announce(actor=desk, said=Said(**{**words, **changes}), announcement_id=new_id())


def who_is_shown(world: World) -> set[str]:
    shown = set()
    for name in EVERYBODY:
        with world.acting(name) as actor:
            shown |= {name} if to_read(actor) else set()
    return shown


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("audience", "sectors", "expected"),
    [
        ("all", (), set(EVERYBODY)),
        ("managers", (), {"manager"}),
        ("receivers", (), {"adviser", "caseworker", "officer", "manager"}),
        ("sectors", ("school",), {"teacher", "teacher2"}),
    ],
)
def test_it_is_shown_to_those_it_is_for_and_they_are_told(
    world: World, other_world: World, audience: str, sectors: tuple[str, ...], expected: set[str]
) -> None:
    made = tell(world, audience=audience, sectors=sectors)

    with world.acting("coordinator"):
        told = {one.name.split()[0].lower() for one in people_told(made)}
    with other_world.acting("teacher") as stranger:
        there = to_read(stranger)

    assert who_is_shown(world) == expected
    assert told & set(EVERYBODY) == expected
    assert there == []


@pytest.mark.django_db
def test_once_read_it_goes_from_home_and_the_desk_sees_by_whom(world: World) -> None:
    made = tell(world, audience="sectors", sectors=("school",))

    with world.acting("teacher") as teacher:
        say_read(actor=teacher, announcement_id=made.pk)
        say_read(actor=teacher, announcement_id=made.pk)

    with world.acting("coordinator"):
        seen = seen_by(made)
    assert who_is_shown(world) == {"teacher2"}
    assert [name for name, _at in seen.read] == ["Teacher Sample"]
    assert seen.not_yet == ["Teacher2 Sample"]


@pytest.mark.django_db
def test_who_had_nothing_to_read_finds_what_is_announced_afterwards(
    world: World, django_capture_on_commit_callbacks
) -> None:
    before = who_is_shown(world)

    with django_capture_on_commit_callbacks(execute=True):
        made = tell(world)
    after = who_is_shown(world)
    with django_capture_on_commit_callbacks(execute=True), world.acting("coordinator") as desk:
        end_announcement(actor=desk, announcement_id=made.pk, ended=True)

    assert before == set()
    assert after == set(EVERYBODY)
    assert who_is_shown(world) == set()


@pytest.mark.django_db
def test_an_ordinary_day_costs_the_home_page_no_query(
    world: World, django_assert_num_queries
) -> None:
    with world.acting("adviser") as adviser:
        to_read(adviser)

        with django_assert_num_queries(0):
            found = to_read(adviser)

    assert found == []


@pytest.mark.django_db
def test_the_emails_are_owed_by_a_job_once_to_each_person(world: World) -> None:
    made = tell(world, audience="sectors", sectors=("school",), by_email=True)
    owed_at_once = OutboxMessage.objects.filter(template="announcement").count()

    run_due(limit=50)
    with enter(system(world.network.pk)):
        rows = OutboxMessage.objects.filter(template="announcement", subject_id=made.pk)
        recipients = set(rows.values_list("recipient_id", flat=True))

    assert owed_at_once == 0
    assert recipients == {world.people["teacher"].pk, world.people["teacher2"].pk}


@pytest.mark.django_db
def test_only_the_desk_announces_and_not_into_the_past(world: World) -> None:
    yesterday = timezone.localdate() - timedelta(days=1)
    said = Said(title="New form", body="It is shorter.", expires_on=date(2099, 1, 1))

    with world.acting("manager") as manager, pytest.raises(NotAllowed):
        announce(actor=manager, said=said, announcement_id=new_id())
    with pytest.raises(Problem) as refusal:
        tell(world, expires_on=yesterday)

    assert refusal.value.field == "expires_on"


@pytest.mark.django_db
def test_the_home_page_shows_it_with_one_tap(client: Client, world: World) -> None:
    made = tell(world)
    client.force_login(world.user("teacher"))

    page = client.get(f"/{world.network.slug}/")
    answer = client.post(f"/{world.network.slug}/network/announcements/{made.pk}/read/")

    assert "New form" in page.content.decode()
    assert answer.status_code == 302
    assert "New form" not in client.get(f"/{world.network.slug}/").content.decode()
