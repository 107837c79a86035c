"""Meetings that were and will be, for everybody in the network."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from django.utils import timezone

from ccs.tenancy.actor import Actor
from organisations.engagement.meetings.models import Attendance, Meeting, MeetingAction

_MOST: Final = 20
SIZE: Final = 25


def coming_meetings(actor: Actor) -> list[Meeting]:
    """From today on, the next one first; what was cancelled too, so that nobody goes there."""
    rows = Meeting.objects.filter(network_id=actor.network.id, held_on__gte=timezone.localdate())
    return list(rows.order_by("held_on", "starts_at", "id")[:_MOST])


def past_meetings(actor: Actor, asked: Mapping[str, str]) -> tuple[list[Meeting], str]:
    """Before today, the last one first; and where the next page begins, if there is one."""
    rows = Meeting.objects.filter(network_id=actor.network.id, held_on__lt=timezone.localdate())
    start = _start(asked.get("after", ""))
    if start:
        rows = rows.filter(held_on__lt=start.held_on) | rows.filter(
            held_on=start.held_on, pk__lt=start.pk
        )
    found = list(rows.order_by("-held_on", "-id")[: SIZE + 1])
    return found[:SIZE], f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""


def meeting_here(actor: Actor, meeting_id: UUID) -> Meeting | None:
    return Meeting.objects.filter(network_id=actor.network.id, pk=meeting_id).first()


def attendance_of(meeting: Meeting) -> list[Attendance]:
    return list(Attendance.objects.filter(meeting=meeting))


def actions_of(meeting: Meeting) -> list[MeetingAction]:
    return list(MeetingAction.objects.filter(meeting=meeting))


def actions_due(actor: Actor) -> list[MeetingAction]:
    """What somebody was to have done by today, with its meeting; the longest due first."""
    rows = MeetingAction.objects.filter(
        network_id=actor.network.id, done_at=None, due_on__lte=timezone.localdate()
    )
    return list(rows.select_related("meeting").order_by("due_on", "id")[:_MOST])


def _start(key: str) -> Meeting | None:
    try:
        return Meeting.objects.filter(pk=UUID(key)).first()
    except ValueError:
        return None
