"""What the network remembers of itself: a row in each of its tables, written by the desk."""

from decimal import Decimal
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.models import new_id
from organisations.engagement.announcements.actions import Said, announce, say_read
from organisations.engagement.contacts.actions import InTouch, write_contact
from organisations.engagement.meetings.actions import (
    Planned,
    add_attendance,
    agree_action,
    call_meeting,
)
from organisations.engagement.meetings.models import Attendance
from organisations.engagement.parties import Named
from organisations.engagement.stages.actions import Judged, assess, say_stage
from organisations.engagement.stages.rules import CRITERIA
from organisations.engagement.surveys.actions import answer_wave, open_wave
from organisations.engagement.surveys.rules import Asking
from organisations.engagement.surveys.rules import Said as Answered
from organisations.engagement.workstreams.actions import Funded, write_workstream
from organisations.engagement.yearly.actions import Entered, enter_figure
from tests.world import World


def engage(world: World) -> dict[str, UUID]:
    """Answers the ids of what was written, by what addresses call them."""
    today, school = timezone.localdate(), Named(organisation_id=world.school.organisation_id)
    ids = {
        name: new_id()
        for name in (
            "note_id",
            "meeting_id",
            "action_id",
            "announcement_id",
            "stage_id",
            "workstream_id",
            "wave_id",
        )
    }
    with world.acting("coordinator") as desk:
        said = InTouch(named=school, about="Training in May.", happened_on=today)
        write_contact(actor=desk, said=said, note_id=ids["note_id"])
        meeting = call_meeting(
            actor=desk,
            planned=Planned(held_on=today, kind="steering", title="Steering group"),
            meeting_id=ids["meeting_id"],
        )
        add_attendance(actor=desk, meeting_id=meeting.pk, named=school, people=["Head Sample"])
        agree_action(
            actor=desk,
            meeting_id=meeting.pk,
            what="Ask the council",
            owner_name="Head Sample",
            due_on=today,
            action_id=ids["action_id"],
        )
        announce(
            actor=desk,
            said=Said(title="New form", body="It is shorter.", expires_on=today),
            announcement_id=ids["announcement_id"],
        )
        say_stage(
            actor=desk,
            stage="live",
            since=today,
            said_by="Steering group",
            why="Referrals every week.",
            stage_id=ids["stage_id"],
        )
        levels = {one.code: Judged(2) for one in CRITERIA}
        assess(actor=desk, levels=levels, assessed_on=today, said_by="Steering group")
        write_workstream(
            actor=desk,
            funded=Funded(name="Training", focus="capacity", year=2025, named=school, amount=900),
            workstream_id=ids["workstream_id"],
        )
        asking = Asking("This year", 2025, opens_on=today, closes_on=today, items=["dignity"])
        open_wave(actor=desk, asking=asking, wave_id=ids["wave_id"])
        entered = Entered(Decimal(41_000), "Accounts of the lead agency")
        enter_figure(actor=desk, year=2025, code="running_cost", entered=entered, seen=0)
    with world.acting("teacher") as teacher:
        say_read(actor=teacher, announcement_id=ids["announcement_id"])
        answered = Answered({"dignity": "agree"}, uses_system=True, hours_saved=3)
        answer_wave(actor=teacher, wave_id=ids["wave_id"], said=answered)
        came = Attendance.objects.get(meeting=ids["meeting_id"])
    return {**ids, "attendance_id": came.pk}
