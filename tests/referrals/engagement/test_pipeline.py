"""Members with their dates: written as things happen, read with the same few queries."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ccs.tenancy.context import enter, system
from ccs.tenancy.models import new_id
from organisations.capacity.models import Capacity
from organisations.engagement.contacts.models import ContactNote
from organisations.engagement.pipeline.models import Milestone
from organisations.engagement.pipeline.rules import (
    Known,
    Liveliness,
    liveliness,
    reasons_to_ring,
)
from organisations.members.actions import NewOrganisation, add_organisation
from organisations.members.models import Membership
from referrals.engagement.calling import call_list, called
from referrals.engagement.listing import Wanted, chosen
from referrals.engagement.members import by_organisation, by_team, read_members
from referrals.figures.jobs import count_replies
from referrals.referrals.actions import accept
from referrals.referrals.models import ReferralEvent
from tests.world import World

TODAY = date(2026, 11, 23)
LONG_AGO = date(2026, 1, 5)


def marks_of(world: World) -> dict[tuple[str, str], datetime]:
    with enter(system(world.network.pk)):
        rows = Milestone.objects.filter(network=world.network)
        return {(row.team.name, row.code): row.at for row in rows.select_related("team")}


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        (Known(), Liveliness.JOINING),
        (Known(live_on=LONG_AGO), Liveliness.QUIET),
        (Known(live_on=LONG_AGO, last_seen_on=TODAY), Liveliness.ACTIVE),
        (Known(live_on=LONG_AGO, last_answered_on=date(2026, 10, 25)), Liveliness.ACTIVE),
        (Known(live_on=LONG_AGO, last_sent_on=date(2026, 10, 24)), Liveliness.QUIET),
        (Known(live_on=LONG_AGO, last_seen_on=TODAY, is_paused=True), Liveliness.PAUSED),
    ],
)
def test_whether_a_member_is_active(known: Known, expected: Liveliness) -> None:
    assert liveliness(known, today=TODAY) == expected


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({"signed_on": date(2026, 11, 2)}, ["Signed 3 weeks ago, and nothing sent yet"]),
        ({"signed_on": date(2026, 11, 3)}, []),
        ({"makes_referrals": False}, []),
        ({"first_sent_on": LONG_AGO}, []),
        (
            {"first_sent_on": LONG_AGO, "late_answers": 3},
            ["Did not answer in time 3 times in 30 days"],
        ),
        (
            {"first_sent_on": LONG_AGO, "last_seen_on": date(2026, 10, 14)},
            ["Nobody seen for 40 days"],
        ),
        ({"first_sent_on": LONG_AGO, "has_people": False}, ["Nobody works there"]),
        (
            {"first_sent_on": LONG_AGO, "unconfirmed": 2},
            ["Capacity of 2 services not confirmed for 30 days"],
        ),
        ({"late_answers": 5, "is_paused": True}, []),
    ],
)
def test_why_somebody_should_ring(known: dict, expected: list[str]) -> None:
    whole = Known(**{"live_on": LONG_AGO, "last_seen_on": TODAY, **known})

    assert reasons_to_ring(whole, today=TODAY) == expected


@pytest.mark.django_db
def test_the_first_time_is_written_once_by_whoever_sends(world: World, other_world: World) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False):
        world.refer()
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        world.refer()

    first = datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert marks_of(world) == {
        ("Hill pastoral team", "first_sent"): first,
        ("Quay advice line", "first_received"): first,
    }
    assert marks_of(other_world) == {}


@pytest.mark.django_db
def test_the_night_finds_what_was_before_and_what_came_last(world: World) -> None:
    with time_machine.travel(datetime(2026, 3, 2, 10, tzinfo=UTC), tick=False):
        world.refer()
    with time_machine.travel(datetime(2026, 3, 9, 10, tzinfo=UTC), tick=False):
        [later] = world.refer()
        with world.acting("adviser") as adviser:
            accept(actor=adviser, reference=later.reference)
        with enter(system(world.network.pk)):
            Milestone.objects.filter(code="first_sent").update(at=timezone.now())
            count_replies(world.network.pk, world.network.pk)
            count_replies(world.network.pk, world.network.pk)

    found, second = marks_of(world), datetime(2026, 3, 9, 10, tzinfo=UTC)
    assert found["Hill pastoral team", "first_sent"] == datetime(2026, 3, 2, 10, tzinfo=UTC)
    assert found["Hill pastoral team", "last_sent"] == second
    assert found["Quay advice line", "last_answered"] == second


@pytest.mark.django_db
def test_organisations_and_teams_are_filtered_and_sorted(world: World) -> None:
    world.refer()

    with world.acting("coordinator") as desk:
        organisations, read = read_members(desk)
        teams = by_team(organisations, read)
        wanted = Wanted(without="first_sent", order="first_received")
        unsent = chosen(by_organisation(organisations, read), wanted, today=read.today)
        received = [one.name for one in teams if one.known.first_received_on]

    assert [one.name for one in unsent] == ["Quay Advice", "Borough Council"]
    assert received == ["Quay advice line, Quay Advice"]


@pytest.mark.django_db
def test_sixty_organisations_take_as_many_queries_as_three(client: Client, world: World) -> None:
    client.force_login(world.user("coordinator"))
    pages = [f"/{world.network.slug}/network/{name}/" for name in ("members", "calls")]
    for page in pages:
        client.get(page)

    with CaptureQueriesContext(connection) as at_three:
        few = [client.get(page).status_code for page in pages]
    with enter(system(world.network.pk)):
        for number in range(57):
            add_organisation(
                network_id=world.network.pk,
                details=NewOrganisation(name=f"Pretend {number:02}", sector="vcs"),
                registered_on=LONG_AGO,
                first_team=f"Team {number:02}",
            )
    with CaptureQueriesContext(connection) as at_sixty:
        many = [client.get(page).status_code for page in pages]

    assert len(at_three) == len(at_sixty)
    assert few == many == [200, 200]


@pytest.mark.django_db
def test_the_list_is_taken_away_with_what_was_asked_for(client: Client, world: World) -> None:
    world.refer()
    client.force_login(world.user("coordinator"))

    file = client.get(f"/{world.network.slug}/network/members/?sector=school&format=csv")

    lines = file.content.decode().splitlines()
    today = timezone.localdate().isoformat()
    assert len(lines) == 2
    assert lines[1].startswith("Hill School,Hill School,School,Active,")
    assert f",{today}," in lines[1]


@pytest.mark.django_db
def test_after_a_call_they_are_left_alone_and_the_note_says_what_was_said(world: World) -> None:
    long_ago = timezone.now() - timedelta(days=50)
    with enter(system(world.network.pk)):
        Membership.objects.filter(pk=world.people["manager"].pk).update(phone="+442079460019")
        Capacity.objects.filter(service=world.advice).update(confirmed_at=long_ago)
    quay = world.advice_line.organisation_id
    with world.acting("coordinator") as desk:
        [before] = [one for one in call_list(desk) if one.organisation.pk == quay]
        said = {"about": "They confirm today.", "again": "7"}
        called(actor=desk, organisation_id=quay, said=said, note_id=new_id())
        after = [one.organisation.pk for one in call_list(desk)]
        anyway = [one.organisation.pk for one in call_list(desk, called_too=True)]
        note = ContactNote.objects.get()

    assert "Capacity of 1 service not confirmed for 30 days" in before.reasons
    assert [person.name for person in before.people] == ["Manager Sample"]
    assert quay not in after
    assert quay in anyway
    assert (note.organisation_name, note.about) == ("Quay Advice", "They confirm today.")
    assert note.follow_up_on == timezone.localdate() + timedelta(days=7)


@pytest.mark.django_db
def test_who_let_the_desk_step_in_three_times_is_rung(world: World) -> None:
    for _time in range(3):
        [referral] = world.refer()
        with enter(system(world.network.pk)):
            ReferralEvent.objects.create(
                network=world.network,
                referral=referral,
                kind="escalated",
                from_status="sent",
                at=timezone.now(),
            )

    with world.acting("coordinator") as desk:
        found = {one.organisation.name: one.reasons for one in call_list(desk)}

    assert "Did not answer in time 3 times in 30 days" in found["Quay Advice"]
