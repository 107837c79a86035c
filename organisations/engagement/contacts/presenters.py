"""Notes and totals in words."""

from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ccs.tenancy.actor import Actor
from ccs.ui import moments
from organisations.engagement.contacts.models import ContactChange, ContactNote
from organisations.engagement.contacts.queries import Engaged
from organisations.members.models import Sector


def page_of_contact(network: str, note_id: UUID, **kwargs: object) -> str:
    return reverse("organisations:contact", kwargs={"network": network, "note_id": note_id})


def rows_of(notes: list[ContactNote], *, actor: Actor) -> list[dict[str, Any]]:
    return [
        {
            "href": page_of_contact(actor.network.slug, note.pk),
            "title": with_whom(note),
            "tag": tag_of(note),
            "facts": [
                f"{note.get_way_display()}, {moments.full_date(note.happened_on)}",
                str(Sector(note.sector).label),
                _("Written by %(name)s") % {"name": note.written_by},
            ],
        }
        for note in notes
    ]


def with_whom(note: ContactNote) -> str:
    return ", ".join(filter(None, [note.person_name, note.organisation_name]))


def tag_of(note: ContactNote) -> dict[str, str] | None:
    if note.follow_up_on is None:
        return None
    if note.followed_up_at:
        return {"text": _("Followed up"), "colour": "green"}
    late = note.follow_up_on <= timezone.localdate()
    day = moments.when(note.follow_up_on, timezone.now())
    return {
        "text": _("Come back to it %(day)s") % {"day": day},
        "colour": "red" if late else "blue",
    }


def facts_of(note: ContactNote) -> list[tuple[str, str]]:
    follow_up = moments.full_date(note.follow_up_on) if note.follow_up_on else ""
    rows = [
        (_("With whom"), note.person_name),
        (_("Organisation"), note.organisation_name),
        (_("Kind of organisation"), str(Sector(note.sector).label)),
        (_("When"), moments.full_date(note.happened_on)),
        (_("How"), note.get_way_display()),
        (_("Come back to it on"), follow_up),
        (_("Written by"), note.written_by),
    ]
    return [(name, value) for name, value in rows if value]


def history_of(changes: list[ContactChange]) -> list[dict[str, str]]:
    now = timezone.now()
    return [
        {
            "title": change.get_kind_display(),
            "by": change.by_name,
            "when": moments.ago(change.at, now),
            "machine": moments.machine(change.at),
            "text": _("Before: %(words)s") % {"words": change.before} if change.before else "",
        }
        for change in changes
    ]


def engaged_shown(rows: list[Engaged]) -> list[tuple[str, list[str]]]:
    shown = [
        (str(Sector(one.sector).label), [str(one.people), str(one.organisations)]) for one in rows
    ]
    if rows:
        people, places = sum(one.people for one in rows), sum(one.organisations for one in rows)
        shown.append((_("All together"), [str(people), str(places)]))
    return shown


def period_in_words(since: date, until: date) -> str:
    days = {"first": moments.full_date(since), "last": moments.full_date(until)}
    return _("In touch with the network, %(first)s to %(last)s") % days
