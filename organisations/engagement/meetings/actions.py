"""Calling a meeting, writing down who came and what they will do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.audit.actions import record
from ccs.tenancy.actor import Actor
from ccs.tenancy.problems import Conflict, NotAllowed, Problem
from organisations.engagement.meetings.models import Attendance, Meeting, MeetingAction
from organisations.engagement.meetings.rules import MOST_NAMES, MeetingKind
from organisations.engagement.parties import Named, columns_of
from organisations.roles.rules import can_coordinate


@dataclass(frozen=True, slots=True)
class Planned:
    """What is known of a meeting. Minutes come afterwards."""

    held_on: date
    kind: str
    title: str
    starts_at: time | None = None
    place: str = ""
    minutes: str = ""


@transaction.atomic
def call_meeting(*, actor: Actor, planned: Planned, meeting_id: UUID) -> Meeting:
    """`meeting_id` comes with the form, so that a double click calls it once."""
    _check(actor, planned)
    before = Meeting.objects.filter(pk=meeting_id).first()
    if before:
        return before
    now = timezone.now()
    meeting = Meeting(
        pk=meeting_id,
        network_id=actor.network.id,
        written_by=actor.name,
        created_at=now,
        changed_at=now,
        **_columns(planned),
    )
    meeting.save(force_insert=True)
    _record("called", meeting, actor)
    return meeting


@transaction.atomic
def change_meeting(
    *, actor: Actor, meeting_id: UUID, planned: Planned, seen: str | None = None
) -> None:
    """`seen` is the stand of the meeting that the form showed: two who write lose nothing."""
    _check(actor, planned)
    meeting = _locked(actor, meeting_id)
    if seen is not None and seen != stand_of(meeting):
        raise Conflict(_("Somebody else changed this meeting meanwhile. Nothing was changed."))
    columns = _columns(planned)
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.changed_at = timezone.now()
    meeting.save(update_fields=[*columns, "changed_at"])
    _record("changed", meeting, actor)


@transaction.atomic
def cancel_meeting(*, actor: Actor, meeting_id: UUID, cancelled: bool) -> None:
    """It does not take place, or does after all."""
    meeting = _locked(actor, meeting_id)
    if cancelled == (meeting.cancelled_at is not None):
        return
    meeting.cancelled_at = timezone.now() if cancelled else None
    meeting.save(update_fields=["cancelled_at"])
    _record("cancelled" if cancelled else "restored", meeting, actor)


@transaction.atomic
def add_attendance(*, actor: Actor, meeting_id: UUID, named: Named, people: Sequence[str]) -> int:
    """People of one organisation who came; answers how many of them are new."""
    meeting = _locked(actor, meeting_id)
    names = list(dict.fromkeys(name.strip()[:120] for name in people if name.strip()))
    if not names:
        raise Problem(_("Enter at least one name"), field="people")
    if len(names) > MOST_NAMES:
        raise Problem(_("Enter at most %(n)d names at once") % {"n": MOST_NAMES}, field="people")
    party = columns_of(named, actor=actor)
    there = Attendance.objects.filter(
        meeting=meeting, organisation_name=party["organisation_name"], person_name__in=names
    )
    known = set(there.values_list("person_name", flat=True))
    new = [name for name in names if name not in known]
    Attendance.objects.bulk_create(
        Attendance(network_id=meeting.network_id, meeting=meeting, person_name=name, **party)
        for name in new
    )
    _record("attendance", meeting, actor)
    return len(new)


@transaction.atomic
def remove_attendance(*, actor: Actor, meeting_id: UUID, attendance_id: UUID) -> None:
    meeting = _locked(actor, meeting_id)
    gone, _each = Attendance.objects.filter(meeting=meeting, pk=attendance_id).delete()
    if gone:
        _record("attendance_removed", meeting, actor)


@transaction.atomic
def agree_action(
    *,
    actor: Actor,
    meeting_id: UUID,
    what: str,
    owner_name: str,
    due_on: date | None,
    action_id: UUID,
) -> None:
    meeting = _locked(actor, meeting_id)
    if not what.strip():
        raise Problem(_("Enter what is to be done"), field="what")
    if not owner_name.strip():
        raise Problem(_("Enter who does it"), field="owner_name")
    if MeetingAction.objects.filter(pk=action_id).exists():
        return
    action = MeetingAction(
        pk=action_id,
        network_id=meeting.network_id,
        meeting=meeting,
        what=what.strip(),
        owner_name=owner_name.strip(),
        due_on=due_on,
    )
    action.save(force_insert=True)
    _record("action", meeting, actor)


@transaction.atomic
def settle_action(*, actor: Actor, meeting_id: UUID, action_id: UUID, how: str) -> None:
    """`done`, `open` again, or `removed` because nobody is to do it."""
    meeting = _locked(actor, meeting_id)
    rows = MeetingAction.objects.filter(meeting=meeting, pk=action_id)
    if how == "removed":
        rows.delete()
    elif how == "done":
        rows.filter(done_at=None).update(done_at=timezone.now())
    elif how == "open":
        rows.update(done_at=None)
    else:
        raise Problem(_("Choose what became of it."))
    _record(f"action_{how}", meeting, actor)


def stand_of(meeting: Meeting) -> str:
    return meeting.changed_at.isoformat()


def _check(actor: Actor, planned: Planned) -> None:
    if not can_coordinate(actor):
        raise NotAllowed(_("There is no such meeting here."))
    if not planned.title.strip():
        raise Problem(_("Enter a title"), field="title")
    if planned.kind not in MeetingKind.values:
        raise Problem(_("Choose what kind of meeting it is"), field="kind")


def _columns(planned: Planned) -> dict[str, Any]:
    return {
        "held_on": planned.held_on,
        "starts_at": planned.starts_at,
        "kind": planned.kind,
        "title": planned.title.strip(),
        "place": planned.place.strip(),
        "minutes": planned.minutes.strip(),
    }


def _locked(actor: Actor, meeting_id: UUID) -> Meeting:
    rows = Meeting.objects.select_for_update(of=("self",)) if can_coordinate(actor) else None
    meeting = rows.filter(pk=meeting_id).first() if rows is not None else None
    if meeting is None:
        raise NotAllowed(_("There is no such meeting here."))
    return meeting


def _record(what: str, meeting: Meeting, actor: Actor) -> None:
    record(f"meeting.{what}", actor=actor, subject_kind="meeting", subject_id=meeting.pk)
