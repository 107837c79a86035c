"""Meetings in words."""

from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.meetings.models import Attendance, Meeting, MeetingAction


def page_of_meeting(network: str, meeting_id: UUID, **kwargs: object) -> str:
    return reverse("organisations:meeting", kwargs={"network": network, "meeting_id": meeting_id})


def rows_of(meetings: list[Meeting], *, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_meeting(actor.network.slug, one.pk),
            "title": one.title,
            "tag": cancelled_tag(one),
            "facts": [when(one), one.get_kind_display(), one.place],
        }
        for one in meetings
    ]


def cancelled_tag(one: Meeting) -> dict[str, str] | None:
    return {"text": _("Cancelled"), "colour": "red"} if one.cancelled_at else None


def when(one: Meeting) -> str:
    day = moments.full_date(one.held_on)
    if one.starts_at is None:
        return day
    begins = f"{one.starts_at:%H:%M}"
    return _("%(day)s at %(time)s") % {"day": day, "time": begins}


def facts_of(one: Meeting) -> list[tuple[str, str]]:
    rows = [
        (_("When"), when(one)),
        (_("Kind"), one.get_kind_display()),
        (_("Where"), one.place),
    ]
    return [(name, value) for name, value in rows if value]


def attendance_shown(rows: list[Attendance]) -> list[tuple[str, list[Attendance]]]:
    """By organisation, in the order in which they come."""
    return [(name, list(group)) for name, group in groupby(rows, lambda one: one.organisation_name)]


def came_in_words(rows: list[Attendance]) -> str:
    places = len({one.organisation_name for one in rows})
    people = ngettext("%(n)d person", "%(n)d people", len(rows)) % {"n": len(rows)}
    of = ngettext("%(n)d organisation", "%(n)d organisations", places) % {"n": places}
    return _("%(people)s from %(organisations)s") % {"people": people, "organisations": of}


def actions_shown(rows: list[MeetingAction]) -> list[dict[str, Any]]:
    return [
        {"id": one.pk, "what": one.what, "done": bool(one.done_at), **_due(one)} for one in rows
    ]


def _due(one: MeetingAction) -> dict[str, Any]:
    now = timezone.now()
    if one.done_at:
        state = _("Done %(day)s") % {"day": moments.when(timezone.localdate(one.done_at), now)}
        return {"who": one.owner_name, "tag": state, "colour": "green"}
    if one.due_on is None:
        return {"who": one.owner_name, "tag": _("To do"), "colour": "blue"}
    late = one.due_on < timezone.localdate(now)
    state = (_("Was to be done %(day)s") if late else _("To be done %(day)s")) % {
        "day": moments.when(one.due_on, now)
    }
    return {"who": one.owner_name, "tag": state, "colour": "red" if late else "blue"}
