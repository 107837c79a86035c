"""Announcements in words."""

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.announcements.models import Announcement
from organisations.engagement.announcements.queries import MOST_NAMES, Seen
from organisations.engagement.announcements.rules import Audience
from organisations.members.models import Sector


def page_of_announcement(network: str, announcement_id: UUID, **kwargs: object) -> str:
    return reverse(
        "organisations:announcement",
        kwargs={"network": network, "announcement_id": announcement_id},
    )


def rows_of(rows: list[Announcement], *, actor: Actor, desk: bool) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_announcement(actor.network.slug, row.pk),
            "title": row.title,
            "tag": state_of(row),
            "facts": [by_whom(row), audience_in_words(row) if desk else ""],
        }
        for row in rows
    ]


def at_home(rows: list[Announcement], *, actor: Actor) -> list[dict[str, Any]]:
    network = actor.network.slug
    return [
        {
            "title": row.title,
            "body": row.body,
            "by": by_whom(row),
            "href": page_of_announcement(network, row.pk),
            "read": reverse(
                "organisations:read_announcement",
                kwargs={"network": network, "announcement_id": row.pk},
            ),
        }
        for row in rows
    ]


def state_of(row: Announcement) -> dict[str, str] | None:
    if row.ended_at or row.expires_on < timezone.localdate():
        return {"text": _("Over"), "colour": "grey"}
    return None


def by_whom(row: Announcement) -> str:
    said = {"name": row.written_by, "day": moments.full_date(timezone.localdate(row.created_at))}
    return _("%(name)s, %(day)s") % said


def audience_in_words(row: Announcement) -> str:
    if row.audience != Audience.SECTORS:
        return row.get_audience_display()
    return ", ".join(str(Sector(code).label) for code in row.sectors)


def facts_of(row: Announcement) -> list[tuple[str, str]]:
    ended = timezone.localdate(row.ended_at) if row.ended_at else None
    rows = [
        (_("For"), audience_in_words(row)),
        (_("Shown until"), moments.full_date(row.expires_on)),
        (_("Ended on"), moments.full_date(ended) if ended else ""),
        (_("By email"), _("Yes") if row.by_email else _("No")),
    ]
    return [(name, value) for name, value in rows if value]


def seen_shown(seen: Seen) -> dict[str, Any]:
    now = timezone.now()
    everybody = len(seen.read) + len(seen.not_yet)
    return {
        "summary": _("%(read)d of %(all)d people have said that they read it.")
        % {"read": len(seen.read), "all": everybody},
        "read": [f"{name}, {moments.ago(at, now)}" for name, at in seen.read[:MOST_NAMES]],
        "not_yet": seen.not_yet[:MOST_NAMES],
        "more": max(len(seen.read), len(seen.not_yet)) > MOST_NAMES,
    }
