"""Contacts, meetings, the stage, the five features and funded work."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ccs.tenancy.models import new_id
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.contacts.actions import (
    InTouch,
    correct_contact,
    follow_up,
    write_contact,
)
from organisations.engagement.contacts.models import ContactChange
from organisations.engagement.contacts.queries import (
    ContactFilter,
    contacts_page,
    engaged,
    follow_ups_due,
)
from organisations.engagement.meetings.actions import (
    Planned,
    add_attendance,
    call_meeting,
    change_meeting,
    stand_of,
)
from organisations.engagement.parties import Named
from organisations.engagement.stages.actions import (
    Judged,
    assess,
    say_stage,
    take_back_stage,
)
from organisations.engagement.stages.presenters import matrix_shown
from organisations.engagement.stages.queries import readings_of, stage_of
from organisations.engagement.stages.rules import CRITERIA
from organisations.engagement.workstreams.actions import Funded, write_workstream
from tests.world import World

COUNCIL = Named(name="County Hall", sector="local_authority")


def noted(world: World, **changes: object):
    said = {"named": COUNCIL, "about": "They want to join.", "happened_on": timezone.localdate()}
    with world.acting("coordinator") as desk:
        return write_contact(actor=desk, said=InTouch(**{**said, **changes}), note_id=new_id())


@pytest.mark.django_db
def test_a_note_is_found_by_its_words_and_by_nobody_else(world: World, other_world: World) -> None:
    noted(world, person_name="Robin Pretend")
    noted(world, about="Training in May.")

    with world.acting("coordinator") as desk:
        found = contacts_page(desk, ContactFilter(text="robin"), {}).rows
    with world.acting("manager") as manager:
        others = contacts_page(manager, ContactFilter(), {}).rows
    with other_world.acting("coordinator") as stranger:
        elsewhere = contacts_page(stranger, ContactFilter(), {}).rows

    assert [one.person_name for one in found] == ["Robin Pretend"]
    assert others == elsewhere == []


@pytest.mark.django_db
def test_what_a_note_said_before_it_was_corrected_stays(world: World) -> None:
    note = noted(world)

    with world.acting("coordinator") as desk:
        said = InTouch(named=COUNCIL, about="They will join.", happened_on=note.happened_on)
        correct_contact(actor=desk, note_id=note.pk, said=said)
        history = list(ContactChange.objects.filter(note=note))

    assert [one.kind for one in history] == ["corrected", "written"]
    assert "They want to join." in history[0].before


@pytest.mark.django_db
def test_a_day_to_come_back_to_it_comes_to_the_desk_until_it_was_done(world: World) -> None:
    today = timezone.localdate()
    note = noted(world, follow_up_on=today)
    noted(world, follow_up_on=today + timedelta(days=1))

    with world.acting("coordinator") as desk:
        due = [one.pk for one in follow_ups_due(desk)]
        follow_up(actor=desk, note_id=note.pk, done=True)
        afterwards = follow_ups_due(desk)

    assert due == [note.pk]
    assert afterwards == []


@pytest.mark.django_db
def test_people_and_organisations_in_touch_are_counted_once_each(
    world: World, other_world: World
) -> None:
    today = timezone.localdate()
    noted(world, person_name="Robin Pretend")
    noted(other_world, person_name="Sam Pretend")
    with world.acting("coordinator") as desk:
        planned = Planned(held_on=today, kind="steering", title="Steering group")
        meeting = call_meeting(actor=desk, planned=planned, meeting_id=new_id())
        names = ["robin pretend", "Kim Pretend"]
        add_attendance(actor=desk, meeting_id=meeting.pk, named=COUNCIL, people=names)
        school = Named(organisation_id=world.school.organisation_id)
        add_attendance(actor=desk, meeting_id=meeting.pk, named=school, people=["Ali Pretend"])

        found = engaged(world.network.pk, since=today, until=today)

    assert [(one.sector, one.people, one.organisations) for one in found] == [
        ("local_authority", 2, 1),
        ("school", 1, 1),
    ]


@pytest.mark.django_db
def test_of_two_who_write_minutes_the_second_is_told_and_loses_nothing(world: World) -> None:
    planned = Planned(held_on=timezone.localdate(), kind="steering", title="Steering group")
    with world.acting("coordinator") as desk:
        meeting = call_meeting(actor=desk, planned=planned, meeting_id=new_id())
        seen = stand_of(meeting)
        change_meeting(actor=desk, meeting_id=meeting.pk, planned=planned, seen=seen)

        with pytest.raises(Conflict):
            change_meeting(actor=desk, meeting_id=meeting.pk, planned=planned, seen=seen)


@pytest.mark.django_db
def test_the_latest_stage_counts_until_it_is_taken_back(world: World, other_world: World) -> None:
    today = timezone.localdate()
    with world.acting("coordinator") as desk:
        for stage, days in (("onboarding", 90), ("live", 10)):
            said = say_stage(
                actor=desk,
                stage=stage,
                since=today - timedelta(days=days),
                said_by="Steering group",
                why="Referrals every week.",
                stage_id=new_id(),
            )
        latest = stage_of(world.network.pk)
        take_back_stage(actor=desk, stage_id=said.pk)
        before = stage_of(world.network.pk)
    with other_world.acting("teacher"):
        elsewhere = stage_of(world.network.pk)

    assert latest is not None
    assert before is not None
    assert (latest.stage, before.stage) == ("live", "onboarding")
    assert elsewhere is None


@pytest.mark.django_db
def test_the_five_features_are_compared_from_day_to_day(world: World) -> None:
    today = timezone.localdate()
    with world.acting("coordinator") as desk:
        for days, level in ((300, 0), (10, 1), (10, 2)):
            assess(
                actor=desk,
                levels={one.code: Judged(level) for one in CRITERIA},
                assessed_on=today - timedelta(days=days),
                said_by="Steering group",
            )
        shown = matrix_shown(readings_of(world.network.pk))
    with world.acting("manager"):
        seen_by_members = readings_of(world.network.pk)

    texts = [[cell["text"] for cell in row["cells"]] for row in shown["rows"]]
    assert texts == [["Beginning", "No activity"]] * 5
    assert seen_by_members == []


@pytest.mark.django_db
def test_an_assessment_needs_all_five(world: World) -> None:
    four = {one.code: Judged(1) for one in CRITERIA[:4]}

    with world.acting("coordinator") as desk, pytest.raises(Problem) as refusal:
        assess(actor=desk, levels=four, assessed_on=timezone.localdate(), said_by="Us")

    assert refusal.value.field == "level_long_term"


@pytest.mark.django_db
def test_funded_work_is_totalled_by_year_for_analysts_and_taken_away(
    client: Client, world: World
) -> None:
    with world.acting("coordinator") as desk:
        for year, amount, reached in ((2024, 1000, 40), (2025, 2500, None), (2025, 500, 12)):
            funded = Funded(
                name=f"Training {amount}",
                focus="capacity",
                year=year,
                named=COUNCIL,
                amount=amount,
                leverage=100,
                reached=reached,
            )
            write_workstream(actor=desk, funded=funded, workstream_id=new_id())
    client.force_login(world.user("analyst"))

    page = client.get(f"/{world.network.slug}/network/funded/").content.decode()
    table = client.get(f"/{world.network.slug}/network/funded/?format=csv").content.decode()

    assert "£3,000" in page
    assert "£4,000" in page
    assert "12 (of 1 counted)" in page
    assert "2025/26,Training 500,Building capacity of organisations,County Hall,500,100,12" in table


@pytest.mark.django_db
def test_nobody_but_the_desk_writes(world: World) -> None:
    funded = Funded(name="Training", focus="capacity", year=2025, named=COUNCIL, amount=1)

    with world.acting("analyst") as analyst:
        with pytest.raises(NotAllowed):
            write_workstream(actor=analyst, funded=funded, workstream_id=new_id())
        with pytest.raises(NotAllowed):
            assess(actor=analyst, levels={}, assessed_on=timezone.localdate(), said_by="Us")
